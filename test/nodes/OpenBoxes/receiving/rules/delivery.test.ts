import fc from 'fast-check';
import {
	spreadDelivery,
	withoutBooked,
	type ArrivedLine,
} from '../../../../../nodes/OpenBoxes/receiving/rules/delivery';
import {
	remainingOf,
	type OrderLine,
} from '../../../../../nodes/OpenBoxes/orders/rules/order-line';
import { orderLine } from '../../orders/rules/order-lines';

const arrived = (changes: Partial<ArrivedLine> = {}): ArrivedLine => ({
	position: 1,
	candidates: [orderLine()],
	quantity: 10,
	unit: 'each',
	lotNumber: '',
	closeShort: false,
	...changes,
});

const partsOf = (lines: ArrivedLine[], allowMore = false): Array<[string, number, string]> =>
	(spreadDelivery(lines, { allowMore }).value ?? []).map(({ line, quantity, lotNumber }) => [
		line.id,
		quantity,
		lotNumber,
	]);

describe('what arrived is spread over the order lines', () => {
	const boxes = orderLine({ id: 'boxes', uom: 'BX', unitsPer: 100, ordered: 1000 });
	const first = orderLine({ id: 'a', ordered: 30 });
	const second = orderLine({ id: 'b', ordered: 50 });
	it.each([
		[
			'boxes count as their units',
			[arrived({ candidates: [boxes], quantity: 3, unit: 'order' })],
			[['boxes', 300, '']],
		],
		[
			'single units may be half a box',
			[arrived({ candidates: [boxes], quantity: 150 })],
			[['boxes', 150, '']],
		],
		[
			'one line is filled, the next gets the rest',
			[arrived({ candidates: [second, first], quantity: 40 })],
			[
				['a', 30, ''],
				['b', 10, ''],
			],
		],
		[
			'two lots stay apart',
			[arrived({ lotNumber: 'L1' }), arrived({ lotNumber: 'L2' })],
			[
				['line-1', 10, 'L1'],
				['line-1', 10, 'L2'],
			],
		],
		[
			'one lot given twice is added up',
			[arrived({ lotNumber: 'L1' }), arrived({ lotNumber: 'l1 ' })],
			[['line-1', 20, 'L1']],
		],
		[
			'one lot for two bins stays apart',
			[arrived({ binId: 'x' }), arrived({ binId: 'y' })],
			[
				['line-1', 10, ''],
				['line-1', 10, ''],
			],
		],
	] as Array<[string, ArrivedLine[], unknown]>)('%s', (_, lines, parts) => {
		expect(partsOf(lines)).toEqual(parts);
	});

	it.each([
		['more than is open', [arrived({ quantity: 101 })], /101 arrived, but only 100 are open/],
		[
			'more in two lines together',
			[arrived({ quantity: 60 }), arrived({ quantity: 60 })],
			/60 arrived, but only 40 are open/,
		],
		[
			'anything for a line closed short',
			[arrived({ candidates: [orderLine({ received: 60, canceled: 40 })] })],
			/only 0 are open/,
		],
		[
			'boxes of two sizes',
			[arrived({ candidates: [boxes, orderLine({ id: 'z' })], unit: 'order' })],
			/ordered in several units/,
		],
	])('refuses %s', (_, lines, reason) => {
		expect(spreadDelivery(lines, { allowMore: false }).reason).toMatch(reason);
	});

	const lines = fc.array(
		fc.record({
			ordered: fc.integer({ min: 1, max: 500 }),
			received: fc.integer({ min: 0, max: 500 }),
		}),
		{ minLength: 1, maxLength: 4 },
	);
	const toOrder = (rows: Array<{ ordered: number; received: number }>): OrderLine[] =>
		rows.map((row, index) => orderLine({ id: `line-${index}`, ...row }));

	it('loses and invents no unit, and never goes beyond what is open', () => {
		fc.assert(
			fc.property(
				lines,
				fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }),
				(rows, quantities) => {
					const candidates = toOrder(rows);
					const wanted = quantities.map((quantity, index) =>
						arrived({ position: index + 1, candidates, quantity, lotNumber: `L${index}` }),
					);
					const total = quantities.reduce((sum, quantity) => sum + quantity, 0);
					const open = candidates.reduce((sum, line) => sum + remainingOf(line), 0);
					const { value, reason } = spreadDelivery(wanted, { allowMore: false });
					expect(reason === undefined).toBe(total <= open);
					if (!value) return;
					expect(value.reduce((sum, part) => sum + part.quantity, 0)).toBe(total);
					for (const line of candidates) {
						const units = value
							.filter((part) => part.line.id === line.id)
							.reduce((sum, part) => sum + part.quantity, 0);
						expect(units).toBeLessThanOrEqual(remainingOf(line));
					}
				},
			),
		);
	});

	it('keeps all units when more than was ordered is allowed', () => {
		fc.assert(
			fc.property(lines, fc.integer({ min: 1, max: 3000 }), (rows, quantity) => {
				const parts = partsOf([arrived({ candidates: toOrder(rows), quantity })], true);
				expect(parts.reduce((sum, [, units]) => sum + units, 0)).toBe(quantity);
			}),
		);
	});
});

describe('what an interrupted run booked is not booked again', () => {
	it('leaves the rest of each lot, whatever was booked', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 100 }),
				fc.integer({ min: 0, max: 100 }),
				(quantity, done) => {
					const booked = [{ productId: 'p1', lotNumber: 'l1', quantity: done }];
					const { value = [] } = withoutBooked([arrived({ quantity, lotNumber: 'L1' })], booked);
					const left = value.reduce((sum, line) => sum + line.quantity, 0);
					expect(left).toBe(Math.max(0, quantity - done));
				},
			),
		);
	});

	it('does not count another lot or product', () => {
		const booked = [
			{ productId: 'p1', lotNumber: 'L2', quantity: 10 },
			{ productId: 'p2', lotNumber: 'L1', quantity: 10 },
		];
		expect(withoutBooked([arrived({ lotNumber: 'L1' })], booked).value).toHaveLength(1);
	});
});
