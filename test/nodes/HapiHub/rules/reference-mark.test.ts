import fc from 'fast-check';
import {
	hasSameContent,
	missingOf,
	referenceOf,
	withMark,
} from '../../../../nodes/HapiHub/rules/reference-mark';

const BODY = { type: 'sales', items: [{ sku: 'a', quantity: 2 }], metadata: { till: 1 } };

describe('the mark of a creation', () => {
	it('is found again, beside the metadata of the user', () => {
		const marked = withMark(BODY, 'R-1');
		expect(referenceOf(marked)).toBe('R-1');
		expect(marked).toMatchObject(BODY);
		expect(BODY.metadata).toEqual({ till: 1 });
	});

	it.each([[{}], [{ metadata: null }], [{ metadata: 'R-1' }]])('is not seen in %j', (row) => {
		expect(referenceOf(row)).toBeUndefined();
	});

	it.each<[string, object, boolean]>([
		['the same', BODY, true],
		[
			'the same in another order',
			{ metadata: { till: 1 }, items: [{ quantity: 2, sku: 'a' }], type: 'sales' },
			true,
		],
		['the same at another time', { ...BODY, createdAt: 5 }, true],
		['another quantity', { ...BODY, items: [{ sku: 'a', quantity: 3 }] }, false],
		['a line more', { ...BODY, items: [...BODY.items, { sku: 'b', quantity: 1 }] }, false],
		['another type', { ...BODY, type: 'return' }, false],
	])('tells %s', (_, other, isSame) => {
		const marked = withMark({ ...BODY, createdAt: 1 }, 'R-1');
		expect(hasSameContent(withMark({ ...other }, 'R-1'), marked)).toBe(isSame);
	});

	it('does not take what has no mark for the same', () => {
		expect(hasSameContent(BODY, withMark(BODY, 'R-1'))).toBe(false);
	});

	it('agrees with what the server stored of it, whatever it is', () => {
		const body = fc.dictionary(fc.string(), fc.jsonValue());
		fc.assert(
			fc.property(body, fc.string(), (values, reference) => {
				const marked = withMark(values, reference);
				const stored = JSON.parse(JSON.stringify(marked)) as typeof marked;
				expect(referenceOf(stored)).toBe(reference);
				expect(hasSameContent(stored, marked)).toBe(true);
			}),
		);
	});
});

it.each<[string, object, object, string[]]>([
	['all of it', { reason: 'x', note: 1 }, { reason: 'x' }, []],
	['another text', { reason: 'y' }, { reason: 'x' }, ['reason']],
	['what is not there', {}, { reason: 'x' }, ['reason']],
	['a field that was cleared', {}, { reason: null }, []],
	['a field that was not cleared', { reason: 'x' }, { reason: null }, ['reason']],
	[
		'lines with IDs of the server',
		{ items: [{ id: 'i', sku: 'a' }] },
		{ items: [{ sku: 'a' }] },
		[],
	],
	['a line too few', { items: [] }, { items: [{ sku: 'a' }] }, ['items']],
	[
		'a line too many',
		{ items: [{ sku: 'a' }, { sku: 'b' }] },
		{ items: [{ sku: 'a' }] },
		['items'],
	],
	['a text for a number', { total: '2' }, { total: 2 }, ['total']],
])('a stored transaction is compared with a change: %s', (_, row, change, missing) => {
	expect(missingOf({ ...row }, { ...change })).toEqual(missing);
});
