import {
	changeMismatch,
	fullLine,
	type LineChange,
	type SavedLine,
} from '../../../../../nodes/OpenBoxes/movements/rules/line-changes';

const saved: SavedLine = {
	id: 'l1',
	product: { id: 'ibu' },
	quantityRequested: 10,
	lotNumber: 'A',
	expirationDate: '03/04/2029',
	palletName: 'PAL 1',
	boxName: 'BOX 1',
	recipient: { id: 'p1' },
	comments: 'keep cool',
	sortOrder: 100,
};

const change = (more: Partial<LineChange>): LineChange => ({ id: 'l1', delete: false, ...more });

describe('a changed line', () => {
	it('is sent whole, with ids only and dates as the server wrote them', () => {
		expect(fullLine(saved, change({ quantity: 12 }))).toEqual({
			id: 'l1',
			product: { id: 'ibu' },
			quantityRequested: 12,
			lotNumber: 'A',
			expirationDate: '03/04/2029',
			palletName: 'PAL 1',
			boxName: 'BOX 1',
			recipient: { id: 'p1' },
			comments: 'keep cool',
			sortOrder: 100,
		});
	});

	it.each<[string, Partial<LineChange>, object]>([
		['a lot', { lot: 'B' }, { lotNumber: 'B' }],
		['a day', { expiry: '2030-12-31' }, { expirationDate: '12/31/2030' }],
		['an empty day', { expiry: '' }, { expirationDate: null }],
		['an empty comment', { comment: '' }, { comments: null }],
		['an empty recipient', { recipient: '' }, { recipient: null }],
		['another place in the list', { sortOrder: 300 }, { sortOrder: 300 }],
	])('takes over %s and nothing else', (_, more, expected) => {
		const before = fullLine(saved, change({ quantity: 10 }));
		expect(fullLine(saved, change(more))).toEqual({ ...before, ...expected });
	});

	it('keeps the order line that it belongs to', () => {
		const ofOrder = { ...saved, orderItemId: 'oi' };
		expect(fullLine(ofOrder, change({ quantity: 1 }))).toMatchObject({ orderItemId: 'oi' });
	});

	it.each<[Partial<LineChange>, RegExp]>([
		[{}, /nothing to change/],
		[{ delete: true, quantity: 5 }, /only one of both/],
		[{ pallet: '' }, /box "BOX 1" needs/],
	])('cannot be %j', (more, reason) => {
		expect(changeMismatch(saved, change(more))).toMatch(reason);
	});
});
