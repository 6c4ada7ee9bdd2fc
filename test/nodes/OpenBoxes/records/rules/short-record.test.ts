import fc from 'fast-check';
import { shortRecord } from '../../../../../nodes/OpenBoxes/records/rules/short-record';

describe('a record in short', () => {
	it('has its ID, what is set, and what it refers to by ID and name', () => {
		expect(
			shortRecord({
				dateCreated: '2027-01-01T00:00:00Z',
				product: { id: 'p', name: 'Ibuprofen', description: 'long' },
				items: [{ id: 'i' }],
				lotNumber: 'A',
				comment: null,
				id: 'x',
			}),
		).toEqual({
			id: 'x',
			lotNumber: 'A',
			product: { id: 'p', name: 'Ibuprofen' },
			dateCreated: '2027-01-01T00:00:00Z',
		});
	});

	it('never has more than ten keys', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
				expect(Object.keys(shortRecord(record)).length).toBeLessThanOrEqual(10);
			}),
		);
	});
});
