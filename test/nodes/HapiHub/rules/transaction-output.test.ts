import { linesOf, simplified } from '../../../../nodes/HapiHub/rules/transaction-output';

const ROW = {
	id: 't1',
	type: 'ales',
	createdAt: Date.UTC(2026, 2, 30, 8),
	customer: 'patient-7',
	customerHasPWDId: true,
	billTo: 'patient-7',
	shipTo: 'Ward 3',
	reason: '',
	metadata: {},
	unknown: 'x',
	items: [
		{ sku: 'a', quantity: 2, note: null },
		{ sku: 'b', adjustment: -1, quantity: 9 },
	],
};

describe('a transaction for people', () => {
	it('has dates, the right type beside the stored one, its lines and their total', () => {
		expect(simplified(ROW)).toEqual({
			id: 't1',
			type: 'sales',
			typeAsStored: 'ales',
			createdAt: '2026-03-30T08:00:00.000Z',
			items: [
				{ sku: 'a', quantity: 2 },
				{ sku: 'b', adjustment: -1, quantity: 9 },
			],
			totalQuantity: 1,
		});
	});

	it('says nothing of a patient', () => {
		expect(JSON.stringify(simplified(ROW))).not.toMatch(/patient-7|Ward 3|PWD/);
	});

	it('keeps a type that is not known, or right already', () => {
		expect(simplified({ type: 'loan' })).toEqual({ type: 'loan', items: [], totalQuantity: 0 });
		expect(simplified({ type: 'sales' })).not.toHaveProperty('typeAsStored');
	});
});

it.each([
	[undefined, []],
	['none', []],
	[[{ sku: 'a' }, null, 'b'], [{ sku: 'a' }]],
])('the lines of %j are %j', (items, lines) => {
	expect(linesOf({ items })).toEqual(lines);
});
