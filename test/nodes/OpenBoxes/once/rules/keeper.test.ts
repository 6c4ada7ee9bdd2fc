import fc from 'fast-check';
import { keeperOf, type MarkedRow } from '../../../../../nodes/OpenBoxes/once/rules/keeper';

describe('the row that stays of several under one mark', () => {
	it.each<[string, MarkedRow[], string]>([
		['the only one', [{ id: 'b' }], 'b'],
		[
			'the oldest',
			[
				{ id: 'a', dateCreated: '2026-02-02T00:00:00Z' },
				{ id: 'b', dateCreated: '2026-02-01T00:00:00Z' },
			],
			'b',
		],
		[
			'the smallest ID of one second',
			[
				{ id: 'b', dateCreated: '2026-02-01T00:00:00Z' },
				{ id: 'a', dateCreated: '2026-02-01T00:00:00Z' },
			],
			'a',
		],
		['the smallest ID where no dates are told', [{ id: 'b', dateCreated: null }, { id: 'a' }], 'a'],
		[
			'the one that went furthest, though it is younger',
			[
				{ id: 'a', dateCreated: '2026-02-01T00:00:00Z', standing: 1 },
				{ id: 'b', dateCreated: '2026-02-02T00:00:00Z', standing: 0 },
			],
			'b',
		],
	])('is %s', (_, rows, id) => {
		expect(keeperOf(rows).id).toBe(id);
	});

	const row = fc.record({
		id: fc.string({ minLength: 1, maxLength: 3 }),
		dateCreated: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', null),
		standing: fc.constantFrom(0, 1, undefined),
	});

	it('is the same for every writer, in whatever order the server lists them', () => {
		const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ id }) => id });
		const shuffled = rows.chain((list) =>
			fc.tuple(
				fc.constant(list),
				fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
			),
		);
		fc.assert(
			fc.property(shuffled, ([list, other]) => {
				expect(keeperOf(other)).toBe(keeperOf(list));
			}),
		);
	});

	it('changes nothing of what it is given', () => {
		const rows = [{ id: 'b' }, { id: 'a' }];
		keeperOf(rows);
		expect(rows).toEqual([{ id: 'b' }, { id: 'a' }]);
	});
});
