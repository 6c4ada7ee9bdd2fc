import {
	openQuantity,
	receivedOf,
	shippedLabel,
	shippedLines,
	unitsOver,
} from '../../../../../nodes/OpenBoxes/receiving/rules/shipped-lines';
import type { ShipmentLine } from '../../../../../nodes/OpenBoxes/shipments/rules/receipt-draft';

const line = (shipmentItemId: string, changes: Partial<ShipmentLine> = {}): ShipmentLine => ({
	shipmentItemId,
	productId: 'p1',
	productCode: '10001',
	productName: 'Ibuprofen',
	needsLotAndExpiry: false,
	lotNumber: '',
	shipped: 100,
	received: 0,
	canceled: 0,
	...changes,
});

/** A draft of two parts shows one shipped line twice. */
const split = [line('a', { received: 0 }), line('a', { received: 60 }), line('b')];

it('counts what was received of a split line once', () => {
	expect(receivedOf(split)).toEqual(
		new Map([
			['a', 60],
			['b', 0],
		]),
	);
	expect(receivedOf([...split].reverse()).get('a')).toBe(60);
});

it('shows a split line once, with what was received of it', () => {
	const shown = shippedLines(split);
	expect(shown.map(({ shipmentItemId, received }) => [shipmentItemId, received])).toEqual([
		['a', 60],
		['b', 0],
	]);
});

it.each([
	['nothing of open lines', [line('a'), line('b', { received: 100 })], 0],
	['what a receipt booked too much', [line('a', { received: 130 })], 30],
	['what a draft would book too much', [line('a', { received: 60, receiving: 50 })], 10],
	['each line by itself', [line('a', { received: 130 }), line('b', { received: 10 })], 30],
])('finds over what was shipped: %s', (_, lines, units) => {
	expect(unitsOver(lines)).toBe(units);
});

it('leaves open what was neither received nor closed short', () => {
	expect(openQuantity(line('a', { received: 60, canceled: 15 }))).toBe(25);
});

it.each([
	[{ lotNumber: 'A' }, '10001 Ibuprofen lot A'],
	[{}, '10001 Ibuprofen'],
	[{ productCode: '', lotNumber: 'A' }, 'Ibuprofen lot A'],
])('calls a line with %j: %s', (changes, label) => {
	expect(shippedLabel(line('a', changes))).toBe(label);
});
