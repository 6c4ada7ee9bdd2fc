import fc from 'fast-check';
import {
	commonPrefix,
	isCreditOf,
	isReversalOf,
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
		['TILL1', '1~C~2', /mark returns/],
		['TILL1', '1~R', /mark returns/],
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
