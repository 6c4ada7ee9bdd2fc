import { savedFields } from '../../../../../nodes/OpenBoxes/records/rules/saved-fields';

const shown = {
	name: 'Pain',
	description: null,
	active: true,
	sortOrder: 2,
	category: 'Analgesics',
	product: { id: 'p', name: 'Ibuprofen' },
	status: { enumType: 'Status', name: 'PENDING' },
	expirationDate: '03/30/2027',
	tags: [{ id: 'a' }, { id: 'b' }],
};

describe('what was saved', () => {
	it.each([
		['the same', { name: 'Pain', active: true, sortOrder: 2 }],
		['a text in another case', { name: 'PAIN ' }],
		['numbers and switches as text', { sortOrder: '2', active: 'true' }],
		['a reference, whole or bare', { product: { id: 'p' } }],
		['a bare reference', { product: 'p' }],
		['a choice', { status: 'PENDING' }],
		['nothing', { description: '' }],
		['references in another order', { tags: [{ id: 'b' }, { id: 'a' }] }],
	])('is as it was sent: %s', (_, sent) => {
		expect(savedFields(shown, { ...sent })).toEqual({ different: [], unchecked: [] });
	});

	it.each([
		[{ name: 'Fever' }, '"name" is "Pain"'],
		[{ sortOrder: 2.7 }, '"sortOrder" is "2"'],
		[{ description: 'x' }, '"description" is "empty"'],
		[{ product: { id: 'q' } }, '"product" is'],
		[{ product: null }, '"product" is'],
		[{ tags: [{ id: 'a' }] }, '"tags" is'],
		[{ active: false }, '"active" is "true"'],
	])('is otherwise: %j', (sent, difference) => {
		const { different } = savedFields(shown, sent);
		expect(different).toHaveLength(1);
		expect(different[0]).toContain(difference);
	});

	it.each([
		['what is not shown', { upc: '123' }],
		['a reference that is shown by its name', { category: { id: 'c' } }],
		['a day in another form', { expirationDate: '2027-03-30T00:00:00Z' }],
	])('cannot be told: %s', (_, sent: object) => {
		expect(savedFields(shown, { ...sent })).toEqual({
			different: [],
			unchecked: Object.keys(sent),
		});
	});
});
