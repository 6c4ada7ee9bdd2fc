import { process } from '../../../../platform';
import fc from 'fast-check';
import { LotPlanner } from '../../../../../nodes/OpenBoxes/posting/plan/plan-lots';
import type {
	PostingRequest,
	RequestedLine,
} from '../../../../../nodes/OpenBoxes/posting/write/posting-request';
import { LotNames } from '../../../../../nodes/OpenBoxes/stock/lot-names';
import type { LotRow } from '../../../../../nodes/OpenBoxes/stock/rules/lot';

/** More of them: `LINE_RUNS=1000 npx jest plan-lots`. */
const numRuns = Number(process.env.LINE_RUNS ?? 200);

const PRODUCT = { id: 'p', code: '10001', name: 'Ibuprofen' };
const LOTS = ['A', 'B', 'C'];
const BINS = ['S-1', 'S-2'];

/** Stock of every lot in every bin, by the units given. */
function stockOf(units: readonly number[]): LotRow[] {
	return LOTS.flatMap((lot, i) =>
		BINS.map((bin, j): LotRow => {
			const available = units[i * BINS.length + j];
			return {
				productId: PRODUCT.id,
				lotId: `lot-${lot}`,
				lotNumber: lot,
				expiry: `2030-0${i + 1}-01`,
				binId: `bin-${bin}`,
				binName: bin,
				available,
				onHand: available,
				status: 'AVAILABLE',
			};
		}),
	);
}

type Wish = Pick<RequestedLine, 'quantity' | 'lot' | 'bin'>;

/** What is taken of each lot and bin for lines in this order; undefined when they cannot be served. */
async function taken(rows: readonly LotRow[], wishes: readonly Wish[]): Promise<unknown> {
	const lines = wishes.map((wish, index): RequestedLine => ({
		...wish,
		productId: PRODUCT.id,
		position: index + 1,
	}));
	const request = {
		lines,
		time: Date.UTC(2026, 10, 25),
		choice: 'saleable',
		shortage: 'fail',
	} as unknown as PostingRequest;
	const names = new LotNames(undefined as never, { id: 'here', name: 'Here' });
	const products = new Map(lines.map((line) => [line, PRODUCT]));
	const plan = await new LotPlanner(rows, names, 'UTC').plan(request, products);
	if (!plan.lines) return undefined;
	expect(plan.lines.map(({ line }) => line.position)).toEqual(lines.map((line) => line.position));
	const totals = new Map<string, number>();
	for (const { row, quantity } of plan.lines.flatMap((line) => line.plan.picks)) {
		const key = `${row.lotNumber} ${row.binName}`;
		totals.set(key, (totals.get(key) ?? 0) + quantity);
	}
	return Object.fromEntries([...totals].sort());
}

it('serves a named lot wherever its line stands', async () => {
	const rows = stockOf([5, 0, 5, 0, 0, 0]);
	const named = { quantity: 5, lot: 'A' };
	const any = { quantity: 5 };
	expect(await taken(rows, [named, any])).toEqual({ 'A S-1': 5, 'B S-1': 5 });
	expect(await taken(rows, [any, named])).toEqual({ 'A S-1': 5, 'B S-1': 5 });
});

it('takes the same whatever the order of the lines', async () => {
	const wish = fc.record(
		{
			quantity: fc.integer({ min: 1, max: 6 }),
			lot: fc.constantFrom(...LOTS),
			bin: fc.constantFrom(...BINS),
		},
		{ requiredKeys: ['quantity'] },
	);
	const lines = fc.array(wish, { minLength: 1, maxLength: 6 });
	const shuffled = lines.chain((all) =>
		fc.tuple(
			fc.constant(all),
			fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
		),
	);
	const units = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 6, maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(units, shuffled, async (stock, [given, permuted]) => {
			const rows = stockOf(stock);
			expect(await taken(rows, permuted)).toEqual(await taken(rows, given));
		}),
		{ numRuns },
	);
});
