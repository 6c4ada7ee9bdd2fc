import fc from 'fast-check';
import {
	searchesFor,
	type NumberCondition,
} from '../../../../../nodes/OpenBoxes/posting/rules/number-search';

const range = (first: number, count: number, digits: number): string[] =>
	Array.from({ length: count }, (_, at) => `TILL1/${String(first + at).padStart(digits, '0')}`);

const text = ({ operator, value }: NumberCondition): string => `${operator} ${value}`;

function finds({ operator, value }: NumberCondition, number: string): boolean {
	const lower = number.toLowerCase();
	return operator === 'eq' ? lower === value : lower.startsWith(value.slice(0, -1));
}

describe('the searches for the receipts of a day', () => {
	it.each<[string, string[], string[]]>([
		['none', [], []],
		['one', ['TILL1/7'], ['eq till1/7']],
		['three', range(1, 3, 4), ['eq till1/0001', 'eq till1/0002', 'eq till1/0003']],
		['500 that begin alike', range(1, 500, 6), ['like till1/000%']],
		[
			'100 over a round number, which begin like a whole year',
			range(19_950, 100, 6),
			['like till1/0199%', 'like till1/0200%'],
		],
		['two tills', [...range(1, 4, 3), 'TILL2/9'], ['like till1/00%', 'eq till2/9']],
		[
			'no source, whose start could be that of anything',
			['a', 'ab', 'abc', 'abd'],
			['eq a', 'eq ab', 'eq abc', 'eq abd'],
		],
	])('of %s', (_, numbers, expected) => {
		expect(searchesFor(numbers).map(text)).toEqual(expected);
	});

	it('are few for 8,000 receipts', () => {
		expect(searchesFor(range(1, 8000, 6)).length).toBeLessThanOrEqual(16);
	});

	it('find each number by exactly one condition, and are never more than the numbers', () => {
		const number = fc
			.tuple(fc.constantFrom('TILL1', 'till2', 'ERP'), fc.stringMatching(/^[0-9A-Za-z-]{1,6}$/))
			.map(([source, receipt]) => `${source}/${receipt}`);
		fc.assert(
			fc.property(fc.array(number, { maxLength: 60, size: 'max' }), (numbers) => {
				const searches = searchesFor(numbers);
				expect(searches.length).toBeLessThanOrEqual(new Set(numbers).size);
				for (const one of numbers)
					expect(searches.filter((condition) => finds(condition, one))).toHaveLength(1);
			}),
		);
	});
});
