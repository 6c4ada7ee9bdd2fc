import fc from 'fast-check';
import { isOverdrawn, type Claim } from '../../../../../nodes/OpenBoxes/posting/rules/stock-claims';

const LOT = 'lot|bin';

const claim = (
	id: string,
	quantity: number,
	{ created = '2026-11-27T07:00:00Z', isMarked = true }: Partial<Claim> = {},
): Claim => ({ id, created, isMarked, takes: new Map([[LOT, quantity]]) });

const left = (quantity: number): Map<string, number> => new Map([[LOT, quantity]]);

describe('who gives way when a lot and bin was taken by several', () => {
	it.each([
		['nobody when there is enough', claim('a', 5), [claim('b', 5)], 10, false],
		['not the first', claim('a', 5), [claim('b', 8)], 10, false],
		['the later one', claim('b', 8), [claim('a', 5)], 10, true],
		[
			'the one created later, whatever its id',
			claim('a', 8, { created: '2026-11-27T07:00:01Z' }),
			[claim('b', 5)],
			10,
			true,
		],
		['ours to a person', claim('a', 5), [claim('b', 8, { isMarked: false })], 10, true],
		['nobody to what came in', claim('b', 10), [claim('a', -5)], 10, false],
		['ours, though more came in', claim('b', 11), [claim('a', -5)], 10, true],
		['nobody to itself', claim('a', 10), [claim('a', 10)], 10, false],
	] as const)('%s', (_case, own, rivals, stock, expected) => {
		expect(isOverdrawn(own, rivals, left(stock))).toBe(expected);
	});

	it('the earlier one, too, while it is in doubt whether the later one saw it', () => {
		const [own, rival] = [claim('a', 5), claim('b', 8)];
		expect(isOverdrawn(own, [rival], left(10), new Set(['b']))).toBe(true);
	});

	const claims = fc.uniqueArray(
		fc.record({
			id: fc.string({ minLength: 1, maxLength: 3 }),
			quantity: fc.integer({ min: 1, max: 9 }),
			second: fc.integer({ min: 0, max: 3 }),
			/** Which of the others its writer knew already when it chose its lots. */
			knew: fc.array(fc.nat(15), { maxLength: 4 }),
		}),
		{ selector: ({ id }) => id, minLength: 1, maxLength: 12 },
	);

	it('leaves together never more than there was, whatever each writer knew before', () => {
		fc.assert(
			fc.property(claims, fc.integer({ min: 0, max: 30 }), (drawn, stock) => {
				const all = drawn.map(({ id, quantity, second }) =>
					claim(id, quantity, { created: `2026-11-27T07:00:0${second}Z` }),
				);
				const kept = all.filter((own, index) => {
					const known = all.filter((one, at) => drawn[index].knew.includes(at) && one !== own);
					const counted = known.reduce((sum, { takes }) => sum + (takes.get(LOT) ?? 0), 0);
					const rivals = all.filter((one) => !known.includes(one));
					return !isOverdrawn(own, rivals, left(stock - counted));
				});
				const taken = kept.reduce((sum, { takes }) => sum + (takes.get(LOT) ?? 0), 0);
				expect(taken).toBeLessThanOrEqual(stock);
			}),
		);
	});
});
