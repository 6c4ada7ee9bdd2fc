import fc from 'fast-check';
import {
	balanceOf,
	leftAfter,
	type LotBooking,
} from '../../../../../nodes/OpenBoxes/posting/rules/lot-balance';

const AT = Date.parse('2026-11-27T07:00:00Z');

const booking = (
	id: string,
	change: number,
	more: Partial<LotBooking> & { second?: number } = {},
) => {
	const time = AT + (more.second ?? 0) * 1000;
	const created = new Date(time).toISOString().replace('.000', '');
	return { id, change, created, date: time, isMarked: true, isCount: false, ...more };
};

const stock = booking('0', 12, { second: -3600, isMarked: false });
const own = booking('k', -6);

describe('what a transaction left in its lot and bin', () => {
	it.each<[string, LotBooking[], number]>([
		['all that was there before it', [stock], 6],
		['without what an earlier one took', [stock, booking('a', -7, { second: -1 })], -1],
		['in one second the order of ids decides', [stock, booking('a', -7)], -1],
		['a later one gives way itself', [stock, booking('z', -7)], 6],
		['a later second, too', [stock, booking('a', -7, { second: 1 })], 6],
		['a person of the same moment was there', [stock, booking('z', -7, { isMarked: false })], -1],
		[
			'a person who came later was not',
			[stock, booking('a', -7, { isMarked: false, second: 3 })],
			6,
		],
		['what came in since is there', [booking('a', -8, { second: -1 }), stock, booking('z', 9)], 7],
		[
			'a count before it says what was there',
			[stock, booking('c', 6, { isCount: true, second: -60 })],
			0,
		],
		[
			'a count after it has it in its figure',
			[stock, booking('c', 3, { isCount: true, second: 5 })],
			3,
		],
	])('%s', (_case, others, expected) => {
		expect(leftAfter(own, [...others, own])).toBe(expected);
	});

	it('does not depend on the order of rows, which is none', () => {
		const rows = fc.uniqueArray(
			fc.record({
				id: fc.string({ minLength: 1, maxLength: 2 }),
				change: fc.integer({ min: -9, max: 9 }),
				second: fc.integer({ min: -9, max: 9 }),
				isMarked: fc.boolean(),
				isCount: fc.boolean(),
			}),
			{ selector: ({ id }) => id, minLength: 2, maxLength: 12 },
		);
		fc.assert(
			fc.property(rows, fc.infiniteStream(fc.nat()), (drawn, draws) => {
				const all = drawn.map(({ id, change, ...more }) => booking(id, change, more));
				const mixed = [...all].sort(() => (Number(draws.next().value) % 2) - 0.5);
				expect(balanceOf(mixed)).toBe(balanceOf(all));
				expect(leftAfter(all[0], mixed)).toBe(leftAfter(all[0], all));
			}),
		);
	});
});
