import { personalTexts, toBody } from '../../../../nodes/HapiHub/rules/transaction-body';

const read = (values: object): unknown => toBody({ ...values }, 'Asia/Manila');

describe('a transaction as a person or another node wrote it', () => {
	it.each<[string, object, object]>([
		['a text', { reason: 'x' }, { reason: 'x' }],
		['a number where a text is meant', { invoice: 4711 }, { invoice: '4711' }],
		['a time of the zone', { shippedAt: '2026-03-30' }, { shippedAt: Date.UTC(2026, 2, 29, 16) }],
		['a flag as a word', { customerHasPWDId: ' TRUE ' }, { customerHasPWDId: true }],
		['an object as JSON', { metadata: '{"a":1}' }, { metadata: { a: 1 } }],
		['a list as JSON', { approvedItems: '[{"sku":"a"}]' }, { approvedItems: [{ sku: 'a' }] }],
		['a field that is cleared', { reason: null }, { reason: null }],
		['a field that is left out', { reason: undefined }, {}],
		['a field of a newer server', { colour: ['blue'] }, { colour: ['blue'] }],
		['lines', { items: [{ sku: 'a', quantity: '2' }] }, { items: [{ sku: 'a', quantity: 2 }] }],
		[
			'lines as JSON',
			{ items: '[{"sku":"a","price":1.5}]' },
			{ items: [{ sku: 'a', price: 1.5 }] },
		],
	])('is sent with %s', (_, values, body) => {
		expect(read(values)).toEqual({ body });
	});

	it.each<[string, object, string]>([
		['a text', { reason: {} }, '"reason" must be a text'],
		['a time', { shippedAt: 'soon' }, '"shippedAt" must be a time'],
		['a flag', { customerHasPWDId: 'perhaps' }, '"customerHasPWDId" must be true or false'],
		['an object', { metadata: '[1]' }, '"metadata" must be a JSON object'],
		['broken JSON', { metadata: '{' }, '"metadata" must be a JSON object'],
		['a list', { approvedItems: '{}' }, '"approvedItems" must be a JSON list of objects'],
		['no lines', { items: [] }, '"items" is empty: give at least one line'],
		['lines that are none', { items: ['a'] }, '"items" must be a list of lines'],
		['an empty quantity', { items: [{ quantity: ' ' }] }, '"quantity" of line 1 must be a number'],
		[
			'a quantity of the second line',
			{ items: [{ quantity: 1 }, { quantity: 'two' }] },
			'"quantity" of line 2 must be a number',
		],
	])('is refused: %s', (_, values, problem) => {
		expect(read(values)).toEqual({ problems: [expect.stringContaining(problem)] });
	});

	it('hears of all its mistakes at once', () => {
		expect(read({ shippedAt: 'soon', metadata: 1, items: [{ price: 'x' }] })).toMatchObject({
			problems: { length: 3 },
		});
	});
});

it('knows which texts say something of a patient', () => {
	const body = {
		customer: 'Ana',
		billTo: 'Ben',
		reason: 'sale',
		customerHasPWDId: true,
		shipTo: 5,
	};
	expect(personalTexts(body).sort()).toEqual(['Ana', 'Ben']);
});
