import { readReference } from '../../../../../nodes/OpenBoxes/once/rules/reference';

const read = (value: unknown) => readReference(value, 'the receipt number');

describe('a reference', () => {
	it.each<[string, unknown, string]>([
		['a text', ' R-1 ', 'R-1'],
		['a whole number', 4711, '4711'],
		['zero', 0, '0'],
		['a combining accent', 'Cafe\u0301', 'Café'],
		['an invisible character', 'R\u200b-1', 'R-1'],
	])('can be %s', (_, value, reference) => expect(read(value)).toEqual({ reference }));

	it.each<[string, unknown, RegExp]>([
		['nothing', undefined, /is empty/],
		['an empty text', '  ', /is empty/],
		['a number with more digits than JavaScript keeps', Number('7615917337495251231'), /too long/],
		['a broken number', 1.5, /not a whole number/],
		['not a number', NaN, /NaN/],
		['an object', {}, /an object/],
		['a list', ['R-1'], /a list/],
		['true', true, /true/],
		['what an expression writes for an object', '[object Object]', /found nothing/],
		['undefined as a text', 'undefined', /found nothing/],
		['an emoji', 'R-1 😀', /cannot store/],
	])('cannot be %s', (_, value, reason) => expect(read(value).reason).toMatch(reason));
});
