import fc from 'fast-check';
import { planLots } from '../../../../nodes/OpenBoxes/movements/plan-shipment';
import type { ResolvedMovementLine } from '../../../../nodes/OpenBoxes/movements/movement-lines';
import { planPicks, type NamedPick } from '../../../../nodes/OpenBoxes/movements/rules/pick-lines';
import { LotPlanner } from '../../../../nodes/OpenBoxes/posting/plan/plan-lots';
import {
	ReturnAllowance,
	type TakenPlace,
} from '../../../../nodes/OpenBoxes/posting/rules/return-places';
import type {
	PostingRequest,
	RequestedLine,
} from '../../../../nodes/OpenBoxes/posting/write/posting-request';
import { planPutaway } from '../../../../nodes/OpenBoxes/putaways/rules/putaway-plan';
import { LotNames } from '../../../../nodes/OpenBoxes/stock/lot-names';
import type { ShortageMode } from '../../../../nodes/OpenBoxes/stock/rules/allocate';
import { lotKey, type LotRow } from '../../../../nodes/OpenBoxes/stock/rules/lot';
import {
	strictestFirst,
	type NamedPlace,
} from '../../../../nodes/OpenBoxes/stock/rules/named-places';
import {
	numRuns,
	LOTS,
	stockOf,
	quantity,
	lot,
	PLACES,
	nestedWish,
	units,
	wishes,
	shuffled,
	withOther,
	positioned,
	totals,
	type Wish,
	type Totals,
} from './permuted-lines';
const TODAY = '2026-11-25';

/** What sales of one run take; undefined when one of them fails. */
async function sold(
	rows: readonly LotRow[],
	sales: ReadonlyArray<readonly Wish[]>,
	shortage: ShortageMode = 'fail',
): Promise<Totals | undefined> {
	const product = { id: 'p', code: '10001', name: 'Ibuprofen' };
	const open = sales.map((lines) => {
		const requested = positioned(lines).map((line): RequestedLine => ({ ...line, productId: 'p' }));
		const request = {
			lines: requested,
			time: Date.UTC(2026, 10, 25),
			choice: 'saleable',
			shortage,
		} as unknown as PostingRequest;
		return { request, products: new Map(requested.map((line) => [line, product])) };
	});
	const connection = { search: () => ({ data: [] }) };
	const names = new LotNames(connection as never, { id: 'here', name: 'Here' });
	const plans = await new LotPlanner(rows, names, 'UTC').plan(open);
	expect(plans).toHaveLength(sales.length);
	if (plans.some((plan) => !plan.lines)) return undefined;
	const picks = plans.flatMap((plan) => plan.lines ?? []).flatMap((line) => line.plan.picks);
	return totals(picks.map((pick) => [lotKey(pick.row), pick.quantity]));
}

const less = (rows: readonly LotRow[], taken: Totals): LotRow[] =>
	rows.map((row) => ({ ...row, available: row.available - (taken[lotKey(row)] ?? 0) }));

/** What Create and Send takes; undefined when it is refused. */
function left(rows: readonly LotRow[], all: readonly Wish[]): Totals | undefined {
	const lines = positioned(all).map((one): ResolvedMovementLine => ({
		...one,
		product: { id: 'p', code: '10001', name: 'Ibuprofen' },
		sortOrder: 0,
	}));
	const plan = planLots(lines, rows, TODAY);
	return plan.reason === undefined
		? totals(plan.picks.map((pick) => [lotKey(pick), pick.quantity]))
		: undefined;
}

/** What Send takes for a movement whose lines ask for so many; undefined when it is refused. */
function picked(
	rows: LotRow[],
	all: readonly Wish[],
	required: readonly number[],
): Totals | undefined {
	const lines = required.map((one, index) => ({
		lineId: `line-${index}`,
		productId: 'p',
		label: 'Ibuprofen',
		required: one,
		picks: [],
		rows,
	}));
	const named = all.map((one): NamedPick => ({ ...one, productId: 'p' }));
	const plan = planPicks(lines, lines, named, TODAY);
	for (const { lineId, required: asked } of lines) {
		const own = plan.lines?.get(lineId);
		if (own) expect(own.reduce((sum, pick) => sum + pick.quantity, 0)).toBe(asked);
	}
	const picks = [...(plan.lines?.values() ?? [])].flat();
	return plan.lines && totals(picks.map((pick) => [lotKey(pick), pick.quantity]));
}

describe('the same stock, in whatever order and however split', () => {
	it('Debit, Damage, Expire, Adjust down: lines of a sale', async () => {
		await fc.assert(
			fc.asyncProperty(units, withOther(wishes), async (stock, [given, other]) => {
				const rows = stockOf(stock);
				expect(await sold(rows, [other])).toEqual(await sold(rows, [given]));
			}),
			{ numRuns },
		);
	});

	it.each<ShortageMode>(['takeAvailable', 'allowNegative'])(
		'Debit with too little in stock (%s)',
		async (shortage) => {
			await fc.assert(
				fc.asyncProperty(units, withOther(wishes), async (stock, [given, other]) => {
					const rows = stockOf(stock);
					expect(await sold(rows, [other], shortage)).toEqual(await sold(rows, [given], shortage));
				}),
				{ numRuns },
			);
		},
	);

	it('Debit: items of a run', async () => {
		const sales = fc
			.array(wishes, { minLength: 2, maxLength: 4 })
			.chain((all) => fc.tuple(fc.constant(all), shuffled(all)));
		await fc.assert(
			fc.asyncProperty(units, sales, async (stock, [given, other]) => {
				const rows = stockOf(stock);
				const [first, second] = [await sold(rows, given), await sold(rows, other)];
				expect(second).toEqual(first);
			}),
			{ numRuns },
		);
	});

	describe('lines that share lots and bins, of which only one choice serves all', () => {
		const one = [
			{ quantity: 3, lot: 'none', bin: 's-1' },
			{ quantity: 6, lot: 'A' },
			{ quantity: 1, lot: 'none' },
			{ quantity: 4, lot: 'b', bin: 'none' },
			{ quantity: 5, bin: 's-1' },
		];
		const two = [
			{ quantity: 4, bin: 'none' },
			{ quantity: 4, bin: 'none' },
			{ quantity: 6, bin: 's-1' },
		];
		const rows = stockOf([2, 0, 2, 6, 0, 12, 9, 1, 1, 0]);

		it('Debit: two sales of a run, in either order', async () => {
			const both = await sold(rows, [one, two]);
			expect(both).toBeDefined();
			expect(await sold(rows, [two, one])).toEqual(both);
		});

		it.each([
			['one way', [...one, ...two]],
			['the other way', [...two, ...one]],
		])('Create and Send, and Send, %s', (_, all) => {
			expect(left(rows, all)).toBeDefined();
			expect(picked(rows, all, [all.reduce((sum, { quantity: n }) => sum + n, 0)])).toBeDefined();
		});
	});

	it('Debit: one run or two', async () => {
		const sales = fc.array(fc.array(nestedWish, { minLength: 1, maxLength: 4 }), {
			minLength: 2,
			maxLength: 4,
		});
		await fc.assert(
			fc.asyncProperty(units, sales, async (stock, all) => {
				const rows = stockOf(stock);
				const together = await sold(rows, all);
				const first = await sold(rows, all.slice(0, 1));
				const rest = first && (await sold(less(rows, first), all.slice(1)));
				// In two runs a sale can find what it names gone: who fails may change, and nothing else.
				if (!first || !rest) return;
				expect(totals([...Object.entries(first), ...Object.entries(rest)])).toEqual(together);
			}),
			{ numRuns },
		);
	});

	it('Create and Send', () => {
		fc.assert(
			fc.property(units, withOther(wishes), (stock, [given, other]) => {
				const rows = stockOf(stock);
				expect(left(rows, other)).toEqual(left(rows, given));
			}),
			{ numRuns },
		);
	});

	it('Send: lots that are named', () => {
		fc.assert(
			fc.property(units, withOther(wishes), (stock, [given, other]) => {
				const rows = stockOf(stock);
				const total = given.reduce((sum, one) => sum + one.quantity, 0);
				const first = picked(rows, given, [total]);
				expect(picked(rows, other, [total])).toEqual(first);
				if (total > 1) expect(picked(rows, other, [1, total - 1])).toEqual(first);
				// Nothing is refused that Create and Send finds a way for.
				expect(first).toEqual(left(rows, given));
			}),
			{ numRuns },
		);
	});

	it('Credit', () => {
		const taken: TakenPlace[] = PLACES.map((place, index) => ({
			productId: 'p',
			lotId: place.lotId,
			binId: place.binId,
			expiry: place.expiry,
			units: 2 + (index % 4),
		}));
		const lotIds = fc.constantFrom(['l-a', 'l-a2'], ['l-a'], ['l-none', 'l-none2'], ['l-b']);
		const binId = fc.constantFrom('', 'b-1', 'b-9');
		const line = fc.record({ quantity, lotIds, binId }, { requiredKeys: ['quantity'] });
		const claim = fc.integer({ min: 0, max: 2 });
		const back = (
			all: ReadonlyArray<{ quantity: number } & NamedPlace>,
			claimed: number,
		): Totals | undefined => {
			const allowance = new ReturnAllowance(
				taken,
				new Map([['p|l-a', claimed]]),
				new Map([['l-a|b-9', claimed]]),
			);
			const plans = [...all]
				.sort(strictestFirst)
				.map((one) => allowance.take({ ...one, productId: 'p' }));
			if (plans.some(({ picks }) => !picks)) return undefined;
			const picks = plans.flatMap((plan) => plan.picks ?? []);
			return totals(picks.map((pick) => [lotKey(pick), pick.quantity]));
		};
		fc.assert(
			fc.property(
				withOther(fc.array(line, { minLength: 1, maxLength: 6 })),
				claim,
				([given, other], claimed) => {
					expect(back(other, claimed)).toEqual(back(given, claimed));
				},
			),
			{ numRuns },
		);
	});

	it('Putaway', () => {
		const waiting = LOTS.map((one, index) => ({
			productId: 'p',
			productCode: '10001',
			productName: 'Ibuprofen',
			lotId: one.lotId,
			lotNumber: one.lotNumber,
			fromBinId: index % 2 ? 'r-1' : 'r-2',
			fromBin: index % 2 ? 'R-1' : 'R-2',
			quantity: 4 + index,
			isReady: true,
		}));
		const target = fc.constantFrom({ id: 'b-1', name: 'S-1' }, { id: 'b-2', name: 'S-2' });
		const wish = fc.record(
			{ quantity, bin: target, lot, fromBin: fc.constantFrom('R-1', 'r-2') },
			{ requiredKeys: ['quantity', 'bin'] },
		);
		const moved = (all: ReadonlyArray<object>): Totals | undefined => {
			const plan = planPutaway(
				waiting,
				positioned(all).map((one) => ({ ...one, product: '10001' })),
			);
			return (
				plan.lines &&
				totals(
					plan.lines.flatMap(({ candidate, targets }) =>
						targets.map((one) => [`${candidate.lotId} ${one.binId}`, one.quantity] as const),
					),
				)
			);
		};
		const rest = fc.option(fc.record({ bin: target, lot }, { requiredKeys: ['bin'] }), {
			nil: undefined,
		});
		fc.assert(
			fc.property(
				withOther(fc.array(wish, { minLength: 1, maxLength: 5 })),
				rest,
				fc.nat({ max: 5 }),
				([given, other], all, index) => {
					const before = moved([...given, ...(all ? [all] : [])]);
					const after = all ? [...other.slice(0, index), all, ...other.slice(index)] : other;
					expect(moved(after)).toEqual(before);
				},
			),
			{ numRuns },
		);
	});
});

it('a lot that is named is there wherever its line stands, in every sale of the run', async () => {
	const rows = stockOf([5, 0, 0, 0, 5, 0, 0, 0, 0, 0]);
	const named = { quantity: 5, lot: 'l-a' };
	const any = { quantity: 3 };
	expect(await sold(rows, [[any], [named]])).toEqual({ 'l-a|b-1': 5, 'l-b|b-1': 3 });
	expect(await sold(rows, [[{ quantity: 1, lot: 'B' }, any], [named]])).toEqual({
		'l-a|b-1': 5,
		'l-b|b-1': 4,
	});
});
