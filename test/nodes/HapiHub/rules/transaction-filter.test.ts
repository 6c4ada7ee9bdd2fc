import { fits, toQuery, typeOf } from '../../../../nodes/HapiHub/rules/transaction-filter';

const ROW = {
	type: 'sales',
	warehouse: 'w1',
	createdAt: 1000,
	fulfilledAt: 1500,
	metadata: { n8nReference: 'R-1' },
};

it.each([
	['sales', 'sales'],
	[' Sales ', 'sales'],
	['ales', 'sales'],
	['purhase', 'purchase'],
	['loan', 'loan'],
	[undefined, ''],
])('a row of type %j is of kind %j', (type, kind) => {
	expect(typeOf({ type })).toBe(kind);
});

describe('a row', () => {
	it.each<[string, object, boolean]>([
		['without a filter', {}, true],
		['of the warehouse', { warehouse: 'w1' }, true],
		['of another warehouse', { warehouse: 'w2' }, false],
		['of one of the types', { types: ['return', 'sales'] }, true],
		['of none of the types', { types: ['return'] }, false],
		['made at the first moment', { createdAfter: 1000 }, true],
		['made before', { createdAfter: 1001 }, false],
		['made before the last moment', { createdBefore: 1001 }, true],
		['made at the last moment', { createdBefore: 1000 }, false],
		['handed out', { isFulfilled: true }, true],
		['of the reference', { reference: 'R-1' }, true],
		['of another reference', { reference: 'R-2' }, false],
	])('%s: %j fits: %s', (_, filter, does) => {
		expect(fits(ROW, filter)).toBe(does);
	});

	it('without a time fits no period, and is not handed out', () => {
		const row = { type: 'sales' };
		expect(fits(row, { createdAfter: 0 })).toBe(false);
		expect(fits(row, { createdBefore: 9 })).toBe(false);
		expect(fits(row, { isFulfilled: true })).toBe(false);
	});
});

describe('the query of a filter', () => {
	it.each<[string, object, object]>([
		['texts', { warehouse: 'w1', invoice: 'I-1' }, { warehouse: 'w1', invoice: 'I-1' }],
		['a type of one spelling', { types: ['transfer'] }, { type: 'transfer' }],
		['no type that is stored in several spellings', { types: ['sales'] }, {}],
		['no type when there are several', { types: ['transfer', 'return'] }, {}],
		['no times, which servers write differently', { createdAfter: 1, createdBefore: 2 }, {}],
	])('has %s', (_, filter, query) => {
		expect(JSON.parse(JSON.stringify(toQuery(filter)))).toEqual(query);
	});
});
