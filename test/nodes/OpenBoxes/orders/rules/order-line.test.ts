import fc from 'fast-check';
import {
	areExact,
	hasOpenShipment,
	inUnits,
	lineLabel,
	remainingOf,
	surplusLines,
	type OrderLine,
	withExactFigures,
} from '../../../../../nodes/OpenBoxes/orders/rules/order-line';
import { orderLine } from './order-lines';

describe('what may still come of an order line', () => {
	it.each([
		['all of a new line', {}, 100],
		['less what was received', { received: 30 }, 70],
		['less what was closed short', { received: 30, canceled: 20 }, 50],
		['none of a canceled line', { isCanceled: true }, 0],
		['none when too much came', { received: 130 }, 0],
	])('is %s', (_, changes, units) => {
		expect(remainingOf(orderLine(changes))).toBe(units);
	});

	it('is never below 0 and never more than was ordered', () => {
		const units = fc.nat(1000);
		fc.assert(
			fc.property(units, units, units, (ordered, received, canceled) => {
				const open = remainingOf(orderLine({ ordered, received, canceled }));
				expect(open).toBeGreaterThanOrEqual(0);
				expect(open).toBeLessThanOrEqual(ordered);
			}),
		);
	});
});

describe('goods of an order line', () => {
	it.each([
		['are not on the way when none were sent', {}, false],
		['are on the way when sent', { shipped: 40 }, true],
		['are on the way when a part was received', { shipped: 40, received: 10 }, true],
		['are there when all were received', { shipped: 40, received: 40 }, false],
		[
			'do not come when the rest was closed short',
			{ shipped: 40, received: 30, canceled: 10 },
			false,
		],
	])('%s', (_, changes, isOpen) => {
		expect(hasOpenShipment(orderLine(changes))).toBe(isOpen);
	});
});

describe('figures that the server cuts to whole units of the order', () => {
	const boxes = {
		quantity: 5,
		unitsPer: 100,
		shipped: 0,
		received: 0,
		canceled: 0,
		derivedStatus: 'PENDING',
		isFullyReceived: false,
	};
	it.each([
		['say all of an untouched line', {}, true],
		['say all of a line in single units', { unitsPer: 1, received: 3 }, true],
		['say all of a line that came in full', { received: 5, isFullyReceived: true }, true],
		['may hide units of a box that was begun', { received: 1 }, false],
		['hide the first units of the first box', { derivedStatus: 'PARTIALLY_RECEIVED' }, false],
		['hide units that were closed short', { canceled: 1 }, false],
	])('%s', (_, changes, isExact) => {
		expect(areExact({ ...boxes, ...changes })).toBe(isExact);
	});

	const shipments = ['i1', 'i2'].map((shipmentItemId) => ({
		shipmentItemId,
		shipmentId: 's',
		lotNumber: '',
		quantity: 150,
	}));
	const cut = orderLine({ received: 1, canceled: 0, isExact: false, shipments });

	it('are replaced by the sum of all shipments', () => {
		const views = new Map([
			['i1', { received: 150, canceled: 0 }],
			['i2', { received: 20, canceled: 5 }],
		]);
		expect(withExactFigures(cut, views)).toEqual({
			...cut,
			received: 170,
			canceled: 5,
			isExact: true,
		});
	});

	it('stay when one of its shipments was not seen', () => {
		expect(withExactFigures(cut, new Map([['i1', { received: 150, canceled: 0 }]]))).toBe(cut);
	});

	it('stay when the line is on no shipment', () => {
		const bare = orderLine({ isExact: false });
		expect(withExactFigures(bare, new Map())).toBe(bare);
	});
});

it.each([
	[300, { uom: 'BX', unitsPer: 100 }, '300 (3 BX/100)'],
	[250, { uom: 'BX', unitsPer: 100 }, '250'],
	[300, {}, '300'],
])('%i units are told as %j says: %s', (quantity, changes, text) => {
	expect(inUnits(quantity, orderLine(changes))).toBe(text);
});

it('a line is called by code and name, or by what there is of them', () => {
	const { product } = orderLine();
	expect(lineLabel({ product: { ...product, code: '10001', name: 'Ibuprofen' } })).toBe(
		'10001 Ibuprofen',
	);
	expect(lineLabel({ product: { ...product, code: '', name: 'Ibuprofen' } })).toBe('Ibuprofen');
});

describe('lines that were added twice at the same moment', () => {
	const added = (id: string, code: string, ordered: number, unitPrice?: number): OrderLine =>
		orderLine({ id, productId: code, ordered, unitPrice });
	const wanted = (code: string, quantity: number, unitPrice?: number) => ({
		product: { id: code },
		quantity,
		unitsPer: 1,
		unitPrice,
	});

	it.each<[string, OrderLine[], Array<ReturnType<typeof wanted>>, string[]]>([
		[
			'all but the smallest ID',
			[added('c', 'A', 5), added('a', 'A', 5), added('b', 'A', 5)],
			[wanted('A', 5)],
			['b', 'c'],
		],
		[
			'none when two of the same are wanted',
			[added('a', 'A', 5), added('b', 'A', 5)],
			[wanted('A', 5), wanted('A', 5)],
			[],
		],
		['none with another quantity', [added('a', 'A', 5), added('b', 'A', 6)], [wanted('A', 5)], []],
		[
			'none with another price',
			[added('a', 'A', 5, 2), added('b', 'A', 5, 3)],
			[wanted('A', 5, 2)],
			[],
		],
		['none of another product', [added('a', 'A', 5), added('b', 'B', 5)], [wanted('A', 5)], []],
	])('are surplus: %s', (_, lines, asked, ids) => {
		expect(surplusLines(lines, asked).map(({ id }) => id)).toEqual(ids);
	});
});
