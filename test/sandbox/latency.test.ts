import { Cores, realLatency } from './latency';

const array = (documents: number, lines: number): [string, string, string] => [
	'POST',
	'/api/generic/transaction',
	JSON.stringify(
		Array.from({ length: documents }, () => ({ transactionEntries: Array(lines).fill({}) })),
	),
];
const one = (lines: number): [string, string, string] => [
	'POST',
	'/api/generic/transaction',
	JSON.stringify({ transactionEntries: Array(lines).fill({}) }),
];
const get = (url: string): [string, string, string] => ['GET', url, ''];
const post = (url: string, body: unknown = {}): [string, string, string] => [
	'POST',
	url,
	JSON.stringify(body),
];
const search = (what: string) => post(`/api/generic/${what}/search`);
const status = (name: string) => post('/api/stockMovements/1/status', { status: name });
const lines = (count: number) => Array<object>(count).fill({});
const draft = (count: number) =>
	post('/api/partialReceiving/1?stepNumber=1', {
		receiptStatus: 'PENDING',
		containers: [{ shipmentItems: lines(count) }],
	});
const completion = post('/api/partialReceiving/1?stepNumber=2', { receiptStatus: 'COMPLETED' });
const context = get('/api/getAppContext');

/** What was measured on a real 0.9.8 (two cores, loaded; medians of three to five, ms). */
describe('the pace of a real server', () => {
	it.each<[string, number, Array<[string, string, string]>]>([
		['a login', 11, [post('/api/login')]],
		['the app context', 26, [context]],
		['a page of 100 products', 26, [get('/api/products?max=100')]],
		['a generic search', 13, [search('transaction')]],
		['the available items', 31, [get('/api/products/1/availableItems')]],
		['a list of 10 movements', 16, [get('/api/stockMovements?max=10')]],
		['the reorder report', 38, [get('/api/reorderReport')]],
		['a transaction of one line', 23, [one(1)]],
		['a transaction of two lines', 29, [one(2)]],
		['10 transactions of two lines', 101, [array(10, 2)]],
		['50 transactions of one line', 290, [array(50, 1)]],
		['50 transactions of two lines', 730, [array(50, 2)]],
		['100 transactions of one line', 1400, [array(100, 1)]],
		['100 transactions of two lines', 2000, [array(100, 2)]],
		[
			'an order of three lines',
			256,
			[
				context,
				get('/api/generic/location/1'),
				search('product'),
				search('order'),
				get('/api/generic/location/1'),
				get('/api/generic/location/2'),
				post('/api/generic/order', { orderItems: lines(3) }),
				get('/api/purchaseOrders/1'),
				search('orderItemSummary'),
			],
		],
		[
			'a receipt of an order, three lines',
			752,
			[
				context,
				search('order'),
				search('orderItemSummary'),
				get('/api/products/inventoryItems/lotNumbersWithExpirationDate?productIds=1'),
				post('/api/stockMovements/createCombinedShipments', { lineItems: lines(3) }),
				status('ISSUED'),
				draft(3),
				draft(3),
				completion,
				search('transaction'),
			],
		],
		[
			'create and send',
			342,
			[
				context,
				get('/api/products/1/availableItems'),
				post('/api/fulfillments', { packingList: lines(1) }),
				get('/api/stockMovements/1/stockMovementItems?stepNumber=5'),
			],
		],
		[
			'a receipt of a movement, two lines',
			398,
			[
				context,
				get('/api/stockMovements/1'),
				get('/api/partialReceiving/1?stepNumber=1'),
				draft(2),
				completion,
				get('/api/partialReceiving/1?stepNumber=1'),
			],
		],
		[
			'sending a movement',
			496,
			[
				get('/api/stockMovements/1'),
				status('PICKING'),
				get('/api/stockMovements/1/stockMovementItems?stepNumber=4'),
				status('PICKED'),
				status('ISSUED'),
				get('/api/stockMovements/1?stepNumber=5'),
			],
		],
	])('%s takes %i ms, within 15 %%', (_, measured, requests) => {
		const ms = requests.reduce(
			(sum, [method, url, body]) => sum + realLatency({ method, url, body }),
			0,
		);
		expect(Math.abs(ms - measured) / measured).toBeLessThanOrEqual(0.15);
	});

	it('serves two requests at the same time; a third one waits for the first to end', () => {
		const cores = new Cores();
		expect([20, 30, 10].map((ms) => cores.occupy(100, ms))).toEqual([20, 30, 30]);
		expect(cores.occupy(200, 20)).toBe(20);
	});
});
