import fc from 'fast-check';
import {
	changeKey,
	judgeReturns,
	takenUnits,
	type Follower,
} from '../../../../../nodes/OpenBoxes/posting/rules/returns';

const sale = {
	number: 'TILL1/R-1',
	changes: [
		{ productId: 'ibu', lotId: 'A', change: -40 },
		{ productId: 'ibu', lotId: 'B', change: -10 },
	],
};

function follower(number: string, units: number, second = 0, id = number, lotId = 'A'): Follower {
	return {
		id,
		number: `TILL1/R-1${number}`,
		dateCreated: `2026-11-22T08:00:${String(second).padStart(2, '0')}Z`,
		changes: [{ productId: 'ibu', lotId, change: units }],
	};
}
const ids = (followers: readonly Follower[]): string[] => followers.map(({ id }) => id);

describe('returns of a sale', () => {
	it.each([
		{ what: 'one that fits', followers: [follower('~C~1', 40)], excess: [] },
		{ what: 'one too large', followers: [follower('~C~1', 41)], excess: ['~C~1'] },
		{
			what: 'two that fit together',
			followers: [follower('~C~1', 20), follower('~C~2', 20)],
			excess: [],
		},
		{
			what: 'two that are too much together: the later one goes',
			followers: [follower('~C~1', 30, 2), follower('~C~2', 30, 1)],
			excess: ['~C~1'],
		},
		{
			what: 'two of one second: the greater id goes',
			followers: [follower('~C~1', 30, 1, 'z'), follower('~C~2', 30, 1, 'a')],
			excess: ['z'],
		},
		{
			what: 'more of one lot than was sold of it, although the sum would fit',
			followers: [follower('~C~1', 11, 0, 'x', 'B')],
			excess: ['x'],
		},
		{
			what: 'a lot that was not sold',
			followers: [follower('~C~1', 1, 0, 'x', 'C')],
			excess: ['x'],
		},
		{
			what: 'one that was undone makes room for another',
			followers: [follower('~C~1', 40, 1), follower('~C~1~R', -40, 2), follower('~C~2', 40, 3)],
			excess: [],
		},
		{
			what: 'twins count once',
			followers: [follower('~C~1', 40, 1, 'a'), follower('~C~1', 40, 1, 'b')],
			excess: [],
		},
		{
			what: 'a return after the reversal',
			followers: [follower('~R', 50, 1), follower('~C~1', 1, 2)],
			excess: ['~C~1'],
		},
		{
			what: 'a reversal after a return',
			followers: [follower('~C~1', 1, 1), follower('~R', 50, 2)],
			excess: ['~R'],
		},
	])('$what', ({ followers, excess }) => {
		expect(ids(judgeReturns(sale, followers).excess)).toEqual(excess);
	});

	it('never let more come back than was sold, in whatever order they are seen', () => {
		const anyFollower = fc.record({
			number: fc.constantFrom('~C~1', '~C~2', '~C~3', '~C~4'),
			units: fc.integer({ min: 1, max: 50 }),
			second: fc.integer({ min: 0, max: 3 }),
			lot: fc.constantFrom('A', 'B', 'C'),
		});
		fc.assert(
			fc.property(fc.array(anyFollower, { maxLength: 8 }), fc.nat(), (drawn, turn) => {
				const followers = drawn.map(({ number, units, second, lot }, index) =>
					follower(number, units, second, String(index), lot),
				);
				const turned = [...followers.slice(turn % 9), ...followers.slice(0, turn % 9)];
				const judged = judgeReturns(sale, followers);
				expect(ids(judgeReturns(sale, turned).excess)).toEqual(ids(judged.excess));
				const taken = takenUnits(sale.changes);
				for (const [key, units] of judged.returned)
					expect(units).toBeLessThanOrEqual(taken.get(key) ?? 0);
			}),
		);
	});

	it('leave nothing too much once the excess is deleted', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 45 }), { maxLength: 6 }), (units) => {
				const followers = units.map((count, index) => follower(`~C~${index}`, count, index));
				const { excess, returned } = judgeReturns(sale, followers);
				const rest = judgeReturns(
					sale,
					followers.filter((one) => !excess.includes(one)),
				);
				expect(rest.excess).toEqual([]);
				expect(rest.returned).toEqual(returned);
			}),
		);
	});

	it('are counted per product and lot', () => {
		expect([...takenUnits(sale.changes)]).toEqual([
			[changeKey({ productId: 'ibu', lotId: 'A' }), 40],
			[changeKey({ productId: 'ibu', lotId: 'B' }), 10],
		]);
	});
});
