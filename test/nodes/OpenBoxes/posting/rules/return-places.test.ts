import fc from 'fast-check';
import {
	ReturnAllowance,
	type TakenPlace,
} from '../../../../../nodes/OpenBoxes/posting/rules/return-places';

const sold: TakenPlace[] = [
	{ productId: 'ibu', lotId: 'A', binId: 'S1', units: 40, expiry: '2027-12-31' },
	{ productId: 'ibu', lotId: 'B', binId: 'S1', units: 5, expiry: '2028-06-30' },
	{ productId: 'ibu', lotId: 'B', binId: 'S2', units: 10, expiry: '2028-06-30' },
	{ productId: 'gloves', lotId: 'G', units: 3 },
];
const allowance = (
	claimed: Array<[string, number]> = [],
	back: Array<[string, number]> = [],
): ReturnAllowance => new ReturnAllowance(sold, new Map(claimed), new Map(back));

describe('where returned goods go', () => {
	it.each([
		{
			what: 'what expires last comes back first',
			line: { productId: 'ibu', quantity: 16 },
			picks: [
				{ lotId: 'B', binId: 'S1', quantity: 5 },
				{ lotId: 'B', binId: 'S2', quantity: 10 },
				{ lotId: 'A', binId: 'S1', quantity: 1 },
			],
		},
		{
			what: 'a named lot',
			line: { productId: 'ibu', quantity: 2, lotIds: ['A'] },
			picks: [{ lotId: 'A', binId: 'S1', quantity: 2 }],
		},
		{
			what: 'a named bin takes all of a lot together',
			line: { productId: 'ibu', quantity: 15, lotIds: ['B'], binId: 'S9' },
			picks: [{ lotId: 'B', binId: 'S9', quantity: 15 }],
		},
		{
			what: 'no bin',
			line: { productId: 'ibu', quantity: 1, binId: '' },
			picks: [{ lotId: 'B', binId: undefined, quantity: 1 }],
		},
		{
			what: 'stock that lay in no bin',
			line: { productId: 'gloves', quantity: 3 },
			picks: [{ lotId: 'G', binId: undefined, quantity: 3 }],
		},
	])('$what', ({ line, picks }) => {
		expect(allowance().take(line)).toEqual({ picks });
	});

	it('fills a bin only as far as it gave, even after earlier returns', () => {
		const left = allowance([['ibu|B', 5]], [['B|S1', 5]]);
		expect(left.take({ productId: 'ibu', quantity: 10, lotIds: ['B'] })).toEqual({
			picks: [{ lotId: 'B', binId: 'S2', quantity: 10 }],
		});
		expect(left.take({ productId: 'ibu', quantity: 1, lotIds: ['B'] })).toEqual({ possible: 0 });
	});

	it('still finds a place when an earlier return went into another bin', () => {
		const left = allowance([['ibu|B', 5]], [['B|S9', 5]]);
		const { picks } = left.take({ productId: 'ibu', quantity: 10, lotIds: ['B'] });
		expect(picks?.reduce((sum, pick) => sum + pick.quantity, 0)).toBe(10);
	});

	it('tells what may still come back of everything', () => {
		expect(allowance([['ibu|A', 40]]).everything()).toEqual([
			{ productId: 'gloves', quantity: 3 },
			{ productId: 'ibu', quantity: 15 },
		]);
	});

	it('is as it was after a return that could not be served', () => {
		const left = allowance();
		const undo = left.mark();
		const taken = left.take({ productId: 'ibu', quantity: 55 });
		expect(left.possible('ibu')).toBe(0);
		undo();
		expect(left.possible('ibu')).toBe(55);
		expect(left.take({ productId: 'ibu', quantity: 55 })).toEqual(taken);
	});

	it('never is more than was sold per lot, whatever is asked for', () => {
		const line = fc.record({
			productId: fc.constantFrom('ibu', 'gloves', 'other'),
			quantity: fc.integer({ min: 1, max: 60 }),
			lotIds: fc.option(fc.subarray(['A', 'B', 'G', 'X'], { minLength: 1 }), { nil: undefined }),
			binId: fc.option(fc.constantFrom('', 'S1', 'S9'), { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
				const left = allowance();
				const back = new Map<string, number>();
				for (const one of lines) {
					const { picks } = left.take(one);
					const total = picks?.reduce((sum, pick) => sum + pick.quantity, 0);
					if (picks) expect(total).toBe(one.quantity);
					for (const { lotId, quantity } of picks ?? [])
						back.set(lotId, (back.get(lotId) ?? 0) + quantity);
				}
				expect(back.get('A') ?? 0).toBeLessThanOrEqual(40);
				expect(back.get('B') ?? 0).toBeLessThanOrEqual(15);
				expect(back.get('G') ?? 0).toBeLessThanOrEqual(3);
			}),
		);
	});
});
