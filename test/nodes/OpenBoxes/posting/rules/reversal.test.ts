import { objectionToReversal } from '../../../../../nodes/OpenBoxes/posting/rules/reversal';

describe('a transaction that is to be undone', () => {
	it.each(['2', '3', '4', '5', '10'])('of type %s may be', (type) => {
		expect(objectionToReversal(type, {})).toBeUndefined();
		expect(objectionToReversal(type, { order: null, receipt: undefined })).toBeUndefined();
	});

	it.each(['1', '7', '8', '9', '11', '12', ''])('of type %j may not be', (type) => {
		expect(objectionToReversal(type, {})).toMatch(/not counts or transfers/);
	});

	it.each([
		['outgoingShipment', 'a shipment'],
		['incomingShipment', 'a shipment'],
		['receipt', 'a receipt'],
		['order', 'an order'],
		['requisition', 'a requisition'],
		['cycleCount', 'a count'],
		['transactionSource', 'a stock record or count'],
	])('may not be when its %s is set, and hears why', (key, words) => {
		expect(objectionToReversal('2', { [key]: { id: 'x' } })).toMatch(`it belongs to ${words}`);
		expect(objectionToReversal('2', { [key]: 'x' })).toMatch(/undo that in OpenBoxes/);
	});
});
