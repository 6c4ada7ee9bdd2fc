import fc from 'fast-check';
import type { LotRow } from '../../../../nodes/OpenBoxes/stock/rules/lot';

/** Runs of each property. */
export const numRuns = 1000;

/** Two lots of one number, two without any, in two bins and in none. */
export const LOTS = [
	{ lotId: 'l-a', lotNumber: 'A', expiry: '2030-01-01' },
	{ lotId: 'l-a2', lotNumber: 'a', expiry: '2030-06-01' },
	{ lotId: 'l-b', lotNumber: 'B', expiry: '2030-01-01' },
	{ lotId: 'l-none', lotNumber: '', expiry: '2031-01-01' },
	{ lotId: 'l-none2', lotNumber: '', expiry: undefined },
];
const BINS = [
	{ binId: 'b-1', binName: 'S-1' },
	{ binId: undefined, binName: undefined },
];
export const PLACES = LOTS.flatMap((lot) => BINS.map((bin) => ({ ...lot, ...bin })));

export const stockOf = (units: readonly number[]): LotRow[] =>
	PLACES.map((place, index) => ({
		...place,
		productId: 'p',
		available: units[index],
		onHand: units[index],
		status: 'AVAILABLE',
	}));

export interface Wish {
	quantity: number;
	lot?: string;
	bin?: string;
}

export const quantity = fc.integer({ min: 1, max: 6 });
export const lot = fc.constantFrom('A', 'l-a2', 'b', 'none', 'l-none');
const bin = fc.constantFrom('s-1', 'none');
/** Any names at all. */
export const anyWish = fc.record({ quantity, lot, bin }, { requiredKeys: ['quantity'] });
/** Names of one lot, or none: what they mean lies within each other, so nobody has a choice. */
export const nestedWish = fc.oneof(
	fc.record({ quantity }),
	fc.record({ quantity, lot: fc.constantFrom('l-a', 'l-a2', 'b', 'l-none') }),
);
export const units = fc.array(fc.integer({ min: 0, max: 12 }), {
	minLength: PLACES.length,
	maxLength: PLACES.length,
});

export const wishes = fc.array(anyWish, { minLength: 1, maxLength: 6 });

export const shuffled = <One>(all: readonly One[]): fc.Arbitrary<One[]> =>
	fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });

/** The same goods otherwise: some lines in two, and all in another order. */
function otherwise<One extends { quantity?: number }>(all: readonly One[]): fc.Arbitrary<One[]> {
	return fc
		.tuple(...all.map(({ quantity: units = 1 }) => fc.integer({ min: 0, max: units - 1 })))
		.map((cuts) =>
			all.flatMap((one, index) => {
				const cut = cuts[index];
				return one.quantity === undefined || cut === 0
					? [one]
					: [
							{ ...one, quantity: cut },
							{ ...one, quantity: one.quantity - cut },
						];
			}),
		)
		.chain(shuffled);
}

export const withOther = <One extends { quantity?: number }>(
	all: fc.Arbitrary<One[]>,
): fc.Arbitrary<[One[], One[]]> =>
	all.chain((given) => fc.tuple(fc.constant(given), otherwise(given)));

export type Totals = Record<string, number>;

export function totals(moves: ReadonlyArray<readonly [key: string, quantity: number]>): Totals {
	const sums = new Map<string, number>();
	for (const [key, units] of moves) sums.set(key, (sums.get(key) ?? 0) + units);
	return Object.fromEntries([...sums].sort());
}

export const positioned = <One>(all: readonly One[]): Array<One & { position: number }> =>
	all.map((one, index) => ({ ...one, position: index + 1 }));
