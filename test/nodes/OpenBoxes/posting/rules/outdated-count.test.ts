import { isOutdated } from '../../../../../nodes/OpenBoxes/posting/rules/outdated-count';

const move = (id: string, units: number, more: object = {}) => ({
	...{ id, created: '2026-11-22T08:00:00Z', isMarked: true, isCount: false },
	...{ products: new Set<string>(), takes: new Map([['lot', units]]) },
	...more,
});
const own = move('m', 2, { isCount: true });
const counts = [{ key: 'lot', productId: 'p', counted: 3 }];

describe('a count', () => {
	it.each([
		['nothing else was booked', [own], [], false],
		['another count came before it', [move('a', 2, { isCount: true }), own], [], true],
		['it knew the other count', [move('a', 2, { isCount: true }), own], ['a'], false],
		['the other count came after it', [own, move('z', 2, { isCount: true })], [], false],
		[
			'the other count was of another lot',
			[move('a', 0, { isCount: true, takes: new Map([['other', 1]]) }), own],
			[],
			false,
		],
		[
			'a person counted the whole product',
			[move('a', 0, { isCount: true, takes: new Map(), products: new Set(['p']) }), own],
			[],
			true,
		],
		['a sale of what is left came before it', [move('a', 3), own], [], false],
		['a sale of more than is left came before it', [move('a', 4), own], [], true],
		['goods came in before it', [move('a', -9), own], [], false],
	] as const)('when %s', (_, moves, seen, expected) => {
		expect(isOutdated(own, counts, new Set(seen), moves)).toBe(expected);
	});
});
