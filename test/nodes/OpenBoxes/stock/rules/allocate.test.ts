import fc from 'fast-check';
import {
	allocateLine,
	release,
	WorkingStock,
	type ShortageMode,
} from '../../../../../nodes/OpenBoxes/stock/rules/allocate';
import type { LotRow } from '../../../../../nodes/OpenBoxes/stock/rules/lot';

const TODAY = '2026-11-25';

const lot = (lotId: string, available: number, more: Partial<LotRow> = {}): LotRow => ({
	productId: 'P',
	lotId,
	lotNumber: lotId,
	available,
	onHand: available,
	status: 'AVAILABLE',
	...more,
});

const take = (
	rows: LotRow[],
	quantity: number,
	shortage: ShortageMode = 'fail',
	choice: 'saleable' | 'expiredFirst' = 'saleable',
) =>
	allocateLine(
		new WorkingStock(rows),
		{ productId: 'P', quantity },
		{ choice, today: TODAY, shortage },
	);

const taken = (plan: ReturnType<typeof take>): Record<string, number> =>
	Object.fromEntries(plan.picks.map(({ row, quantity }) => [row.lotId, quantity]));

describe('which lots are taken', () => {
	it.each<[string, LotRow[], number, Record<string, number>]>([
		[
			'what expires first',
			[lot('late', 9, { expiry: '2028-01-01' }), lot('soon', 9, { expiry: '2027-01-01' })],
			5,
			{ soon: 5 },
		],
		[
			'the next lot when the first is not enough',
			[lot('late', 9, { expiry: '2028-01-01' }), lot('soon', 3, { expiry: '2027-01-01' })],
			5,
			{ soon: 3, late: 2 },
		],
		[
			'a lot on its last day',
			[lot('today', 5, { expiry: TODAY }), lot('late', 5, { expiry: '2028-01-01' })],
			5,
			{ today: 5 },
		],
		[
			'never an expired lot',
			[lot('old', 9, { expiry: '2026-11-24' }), lot('good', 9, { expiry: '2028-01-01' })],
			5,
			{ good: 5 },
		],
		[
			'never a recalled lot',
			[lot('recalled', 9, { status: 'RECALLED' }), lot('good', 9)],
			5,
			{ good: 5 },
		],
		['never a lot on hold', [lot('held', 9, { status: 'HOLD' }), lot('good', 9)], 5, { good: 5 }],
		[
			'lots without expiry last',
			[lot('never', 9), lot('dated', 4, { expiry: '2030-01-01' })],
			5,
			{ dated: 4, never: 1 },
		],
		['no lot below zero', [lot('minus', -4), lot('good', 9)], 5, { good: 5 }],
	])('%s', (_, rows, quantity, expected) => {
		const plan = take(rows, quantity);
		expect(taken(plan)).toEqual(expected);
		expect(plan.missing).toBe(0);
	});

	it('expired lots first when they are written off', () => {
		const rows = [
			lot('good', 9, { expiry: '2028-01-01' }),
			lot('old', 3, { expiry: '2025-01-01' }),
		];
		expect(taken(take(rows, 4, 'fail', 'expiredFirst'))).toEqual({ old: 3, good: 1 });
	});
});

const anyRow: fc.Arbitrary<LotRow> = fc.record({
	productId: fc.constantFrom('P', 'Q'),
	lotId: fc.string({ minLength: 1, maxLength: 3 }),
	lotNumber: fc.constant(''),
	expiry: fc.option(fc.constantFrom('2025-01-01', '2026-11-25', '2027-05-05', '2029-01-01'), {
		nil: undefined,
	}),
	binId: fc.option(fc.constantFrom('B1', 'B2'), { nil: undefined }),
	available: fc.integer({ min: -20, max: 50 }),
	onHand: fc.integer({ min: -20, max: 50 }),
	status: fc.constantFrom('AVAILABLE', 'PICKED', 'HOLD', 'RECALLED', 'NOT_AVAILABLE'),
});
const anyMode = fc.constantFrom<ShortageMode>('fail', 'takeAvailable', 'allowNegative');

describe('whatever is in stock', () => {
	it('picks and what is missing add up to what was asked for', () => {
		fc.assert(
			fc.property(
				fc.array(anyRow),
				fc.integer({ min: 1, max: 200 }),
				anyMode,
				(rows, quantity, shortage) => {
					const plan = take(rows, quantity, shortage);
					const picked = plan.picks.reduce((sum, pick) => sum + pick.quantity, 0);
					expect(picked + plan.missing).toBe(quantity);
					expect(plan.picks.every((pick) => pick.quantity > 0 && pick.row.productId === 'P')).toBe(
						true,
					);
				},
			),
		);
	});

	it('never takes more of a lot than is there, nor expired or withheld ones, unless told to go below zero', () => {
		fc.assert(
			fc.property(fc.array(anyRow), fc.integer({ min: 1, max: 200 }), (rows, quantity) => {
				for (const { row, quantity: picked } of take(rows, quantity, 'takeAvailable').picks) {
					expect(picked).toBeLessThanOrEqual(row.available);
					expect(row.expiry === undefined || row.expiry >= TODAY).toBe(true);
					expect(['HOLD', 'RECALLED']).not.toContain(row.status);
				}
			}),
		);
	});

	it('lines of one run never share a unit', () => {
		fc.assert(
			fc.property(
				fc.array(anyRow),
				fc.array(fc.integer({ min: 1, max: 30 })),
				(rows, quantities) => {
					const stock = new WorkingStock(rows);
					const used = new Map<LotRow, number>();
					for (const quantity of quantities) {
						const plan = allocateLine(
							stock,
							{ productId: 'P', quantity },
							{ choice: 'saleable', today: TODAY, shortage: 'takeAvailable' },
						);
						for (const { row, quantity: picked } of plan.picks)
							used.set(row, (used.get(row) ?? 0) + picked);
					}
					for (const [row, sum] of used) expect(sum).toBeLessThanOrEqual(row.available);
				},
			),
		);
	});

	it('a released plan leaves stock as it was', () => {
		fc.assert(
			fc.property(
				fc.array(anyRow),
				fc.integer({ min: 1, max: 200 }),
				anyMode,
				(rows, quantity, shortage) => {
					const stock = new WorkingStock(rows);
					const before = rows.map((row) => stock.leftOf(row));
					release(
						stock,
						allocateLine(
							stock,
							{ productId: 'P', quantity },
							{ choice: 'any', today: TODAY, shortage },
						),
					);
					expect(rows.map((row) => stock.leftOf(row))).toEqual(before);
				},
			),
		);
	});
});
