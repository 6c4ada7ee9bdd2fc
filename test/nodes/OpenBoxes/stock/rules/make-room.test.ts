import fc from 'fast-check';
import { allocateLine, WorkingStock } from '../../../../../nodes/OpenBoxes/stock/rules/allocate';
import type { LotRow } from '../../../../../nodes/OpenBoxes/stock/rules/lot';
import { makeRoom } from '../../../../../nodes/OpenBoxes/stock/rules/make-room';

const BY_EXPIRY = { choice: 'saleable', today: '2026-11-25', shortage: 'fail' } as const;

const rowsOf = (units: readonly number[]): LotRow[] =>
	units.map((available, index) => ({
		productId: 'p',
		lotId: `lot-${index}`,
		lotNumber: `L${index}`,
		expiry: `2030-0${index + 1}-01`,
		available,
		onHand: available,
		status: 'AVAILABLE',
	}));

function planned(units: readonly number[], lines: Array<{ quantity: number; lots: number[] }>) {
	const rows = rowsOf(units);
	const stock = new WorkingStock(rows);
	const plans = lines.map(({ quantity, lots }) => {
		const lotIds = lots.map((index) => `lot-${index}`);
		return allocateLine(stock, { productId: 'p', quantity, lotIds }, BY_EXPIRY);
	});
	makeRoom(stock, plans);
	return { rows, plans };
}

it('gives up a lot that another line needs for one that only it can use', () => {
	const { plans } = planned(
		[5, 5],
		[
			{ quantity: 5, lots: [0, 1] },
			{ quantity: 5, lots: [0] },
		],
	);
	expect(plans.map(({ missing }) => missing)).toEqual([0, 0]);
	expect(plans[0].picks).toMatchObject([{ row: { lotNumber: 'L1' }, quantity: 5, before: 5 }]);
	expect(plans[1].picks).toMatchObject([{ row: { lotNumber: 'L0' }, quantity: 5, before: 5 }]);
});

it('serves over several lines in between', () => {
	const { plans } = planned(
		[4, 4, 4],
		[
			{ quantity: 4, lots: [0, 1] },
			{ quantity: 4, lots: [1, 2] },
			{ quantity: 4, lots: [0] },
		],
	);
	expect(plans.map(({ missing }) => missing)).toEqual([0, 0, 0]);
});

it('takes nothing that is not there, lacks only what must be lacking, and tells each lot as it was', () => {
	const lots = fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1 });
	const line = fc.record({ quantity: fc.integer({ min: 1, max: 8 }), lots });
	const units = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 });
	fc.assert(
		fc.property(units, fc.array(line, { minLength: 1, maxLength: 6 }), (available, lines) => {
			const { rows, plans } = planned(available, lines);
			const left = new Map(rows.map((row) => [row.lotId, row.available]));
			for (const [index, { picks, missing }] of plans.entries()) {
				const taken = picks.reduce((sum, { quantity }) => sum + quantity, 0);
				expect(taken + missing).toBe(lines[index].quantity);
				for (const { row, quantity, before } of picks) {
					expect(lines[index].lots).toContain(rows.findIndex(({ lotId }) => lotId === row.lotId));
					expect(before).toBe(left.get(row.lotId));
					left.set(row.lotId, before - quantity);
				}
			}
			expect(Math.min(...left.values())).toBeGreaterThanOrEqual(0);
			// Hall: whatever lots are looked at, no more can be lacking than is asked of them alone and not there.
			const lacking = plans.reduce((sum, { missing }) => sum + missing, 0);
			const unavoidable = Array.from({ length: 16 }, (_, set) => {
				const isIn = (lot: number): boolean => Math.floor(set / 2 ** lot) % 2 === 1;
				const asked = lines
					.filter((one) => one.lots.every(isIn))
					.reduce((sum, { quantity }) => sum + quantity, 0);
				return asked - available.reduce((sum, one, lot) => sum + (isIn(lot) ? one : 0), 0);
			});
			expect(lacking).toBe(Math.max(...unavoidable));
		}),
		{ numRuns: 2000 },
	);
});
