import fc from 'fast-check';
import {
	commonPrefix,
	isCreditOf,
	isReversalOf,
	sourceOf,
	toCreditNumber,
	toReversalNumber,
	toTransactionNumber,
} from '../../../../../nodes/OpenBoxes/posting/rules/transaction-number';
import { textKey } from '../../../../../nodes/OpenBoxes/values/same-text';

describe('the number of a sale', () => {
	it.each<[string, string, string | RegExp]>([
		['TILL1', '1001', 'TILL1/1001'],
		[' TILL1 ', ' 1001 ', 'TILL1/1001'],
		['TILL1', '', /empty/],
		['', '1001', /source is empty/],
		['TILL1', '10%', /"%"/],
		['TILL1', '10_1', /"_"/],
		['TILL1', 'a\\b', /"\\"/],
		['TILL1', '😀', /cannot store/],
		['TILL1', 'x'.repeat(250), /256 characters, at most 255/],
		['TILL1', '1~C~2', /marks returns/],
		['TILL1', '1~R', /marks returns/],
		['TILL1', '1~L~2', /marks returns/],
		['a/b', 'c', 'a~1b/c'],
		['a', 'b/c', 'a/b/c'],
		['a~1b', 'c', 'a~01b/c'],
	])('of source "%s" and reference "%s"', (source, reference, expected) => {
		const { number, reason } = toTransactionNumber(source, reference);
		if (typeof expected === 'string') expect(number).toBe(expected);
		else expect(reason).toMatch(expected);
	});

	it.each([
		['TILL1/ABC', 'till1/abc'],
		['TILL1/Café', 'TILL1/cafe'],
		['TILL1/1 ', 'TILL1/1'],
	])('is the same to OpenBoxes: %s and %s', (one, other) => {
		expect(textKey(one)).toBe(textKey(other));
	});

	it('is another one for every pair of source and reference', () => {
		const pairs = fc.tuple(
			fc.string({ unit: fc.constantFrom('a', '/', '~', '0', '1', 'C', 'L'), minLength: 1 }),
			fc.string({ unit: fc.constantFrom('a', '/', '~', '0', '1', 'C', 'L'), minLength: 1 }),
		);
		fc.assert(
			fc.property(pairs, pairs, (one, other) => {
				const [first, second] = [one, other].map((pair) => toTransactionNumber(...pair).number);
				fc.pre(first !== undefined && second !== undefined && one.join() !== other.join());
				expect(first).not.toBe(second);
			}),
		);
	});

	it('of a location that names no source does not follow its number', () => {
		expect(sourceOf({ id: '1' })).toMatch(/^n8n-[0-9a-f]{8}$/);
		expect(sourceOf({ id: '1' })).not.toBe(sourceOf({ id: '2' }));
	});

	it('of one line of a receipt is another one than that of the receipt', () => {
		expect(toTransactionNumber('TILL1', '7', '2').number).toBe('TILL1/7~L~2');
	});

	it('of a return and of a reversal are found from the sale, and from no other sale', () => {
		const credit = toCreditNumber('TILL1/1', 'RET-1').number ?? '';
		expect(isCreditOf(credit, 'till1/1')).toBe(true);
		expect(isCreditOf(credit, 'TILL1/11')).toBe(false);
		expect(isReversalOf(toReversalNumber('TILL1/1').number ?? '', 'TILL1/1')).toBe(true);
	});
});

it('the common start of numbers starts all of them', () => {
	fc.assert(
		fc.property(fc.array(fc.string(), { minLength: 1 }), (numbers) => {
			const prefix = commonPrefix(numbers);
			expect(numbers.every((number) => number.startsWith(prefix))).toBe(true);
		}),
	);
});
