import {
	keyOf,
	readRecordType,
	RECORD_TYPES,
	refusalOf,
} from '../../../../../nodes/OpenBoxes/records/rules/record-types';

describe('types of records', () => {
	it('are named as the generic API names them, each once, in order', () => {
		expect(RECORD_TYPES).toEqual([...new Set(RECORD_TYPES)].sort());
		for (const type of RECORD_TYPES) expect(readRecordType(type)).toEqual({ value: type });
	});

	it('may begin with a capital', () => {
		expect(readRecordType(' ProductGroup ')).toEqual({ value: 'productGroup' });
	});

	it.each(['', 'a b', '../user', 'org.pih.User', 'tag/1', 'tag?x', '1'])(
		'are nothing else: %s',
		(text) => expect(readRecordType(text).reason).toMatch(/is no record type/),
	);

	it('that hold rights, stock or views can only be read, however they are written', () => {
		for (const change of ['create', 'update', 'delete'] as const)
			for (const type of [
				'user',
				'USER',
				'Role',
				'locationRole',
				'person',
				'party',
				'partyRole',
				'transactionEntry',
				'cycleCountItem',
				'orderSummary',
			])
				expect(refusalOf(change, type)).toEqual(expect.any(String));
	});

	it('of which some can be changed but not made or deleted', () => {
		expect(refusalOf('update', 'location')).toBeUndefined();
		expect(refusalOf('create', 'location')).toMatch(/Location: Create/);
		expect(refusalOf('create', 'tag')).toBeUndefined();
		expect(keyOf('tag')).toBe('tag');
	});
});
