import {
	serverWords,
	statusFromLines,
	toOrderStatus,
	type OrderStatus,
} from '../../../../../nodes/OpenBoxes/orders/rules/order-status';
import {
	areExact,
	remainingOf,
	withExactFigures,
} from '../../../../../nodes/OpenBoxes/orders/rules/order-line';
import { orderLine } from './order-lines';

it.each([
	['PENDING', {}, 'pending'],
	['APPROVED', {}, 'placed'],
	['PLACED', {}, 'placed'],
	['PARTIALLY_SHIPPED', {}, 'placed'],
	['SHIPPED', {}, 'placed'],
	['PARTIALLY_RECEIVED', {}, 'partiallyReceived'],
	['RECEIVED', {}, 'received'],
	['COMPLETED', {}, 'received'],
	['CANCELED', {}, 'canceled'],
	['REJECTED', {}, 'canceled'],
	['INVOICED', { ordered: 2, received: 2 }, 'received'],
	['INVOICED', { ordered: 2, received: 1 }, 'partiallyReceived'],
	['PARTIALLY_INVOICED', { ordered: 2, received: 0 }, 'placed'],
])('the server\u2019s %s with %j is %s', (word, counters, status) => {
	expect(toOrderStatus(word, counters)).toBe(status);
});

it('asks the server for every word that can stand for a status', () => {
	for (const status of [
		'pending',
		'placed',
		'partiallyReceived',
		'received',
		'canceled',
	] as OrderStatus[]) {
		const words = serverWords(status).filter((word) => !word.includes('INVOICED'));
		expect(words.map((word) => toOrderStatus(word))).toEqual(words.map(() => status));
	}
});

const line = (received: number, remaining: number, isCanceled = false) => ({
	received,
	remaining,
	isCanceled,
});
it.each([
	[
		'an order of which one line got too much',
		'RECEIVED',
		[line(150, 0), line(0, 100)],
		'partiallyReceived',
	],
	['an order whose lines are all complete', 'PLACED', [line(100, 0), line(50, 0)], 'received'],
	['a canceled line beside a complete one', 'PLACED', [line(100, 0), line(0, 0, true)], 'received'],
	['nothing received', 'SHIPPED', [line(0, 100)], 'placed'],
	['a draft', 'PENDING', [line(0, 100)], 'pending'],
	['a canceled order', 'CANCELED', [line(0, 100)], 'canceled'],
])('%s is judged by its lines', (_, word, lines, status) => {
	expect(statusFromLines(word, lines)).toBe(status);
});

describe('what is open of a line', () => {
	it.each([
		['ordered only', {}, 100],
		['partly received', { received: 30 }, 70],
		['closed short', { received: 30, canceled: 70 }, 0],
		['received beyond the order', { received: 130 }, 0],
		['canceled', { isCanceled: true }, 0],
	])('%s', (_, changes, remaining) => expect(remainingOf(orderLine(changes))).toBe(remaining));
});

describe('figures that the server cuts to whole boxes', () => {
	const figures = {
		quantity: 10,
		unitsPer: 100,
		shipped: 0,
		received: 0,
		canceled: 0,
		derivedStatus: 'PLACED',
		isFullyReceived: false,
	};
	it.each([
		['nothing received', figures, true],
		['less than a box received', { ...figures, derivedStatus: 'PARTIALLY_RECEIVED' }, false],
		[
			'some boxes received',
			{ ...figures, received: 2, derivedStatus: 'PARTIALLY_RECEIVED' },
			false,
		],
		['all received', { ...figures, received: 10, isFullyReceived: true }, true],
		['single units', { ...figures, unitsPer: 1, received: 3 }, true],
	])('%s', (_, given, exact) => expect(areExact(given)).toBe(exact));

	it('come exactly from the shipments, when all of them are known', () => {
		const shipment = { shipmentId: 's1', lotNumber: '', quantity: 300 };
		const cut = orderLine({
			received: 200,
			isExact: false,
			shipments: [
				{ ...shipment, shipmentItemId: 'a' },
				{ ...shipment, shipmentItemId: 'b' },
			],
		});
		const known = new Map([
			['a', { received: 250, canceled: 10 }],
			['b', { received: 5, canceled: 0 }],
		]);
		expect(withExactFigures(cut, known)).toMatchObject({
			received: 255,
			canceled: 10,
			isExact: true,
		});
		expect(withExactFigures(cut, new Map([['a', { received: 1, canceled: 0 }]]))).toBe(cut);
	});
});
