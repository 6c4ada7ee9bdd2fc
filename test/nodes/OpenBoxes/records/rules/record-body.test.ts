import fc from 'fast-check';
import { readRecordBody } from '../../../../../nodes/OpenBoxes/records/rules/record-body';

describe('fields of a record', () => {
	it.each([
		['plain values', { name: 'X', active: true, sortOrder: 3, description: null }],
		['references by their ID', { product: { id: 'p' }, category: 'c', tags: [{ id: 't' }] }],
		['plain lists', { roles: ['A', 'B'], none: [] }],
	])('go out as they are: %s', (_, body) => {
		expect(readRecordBody(body)).toEqual({ value: body });
	});

	it.each([
		['an id', { id: '1' }, /"id" would change the record/],
		['what the server sets', { lastUpdated: 'x' }, /"lastUpdated" is set by OpenBoxes/],
		['a key with a dot', { 'product.id': 'p' }, /write "product" with/],
		['a record in a record', { product: { id: 'p', name: 'X' } }, /holds "name"/],
		['a record without an ID', { product: { id: '' } }, /"product" has no "id"/],
		['a record in a list', { items: [{ id: '1', quantity: 2 }] }, /holds "quantity"/],
		['a list in a list', { items: [['x']] }, /no reference/],
		['null in a list', { items: [null] }, /no reference/],
		['nothing', {}, /no field is given/],
		['a list', [], /one JSON object/],
		['a text', 'name', /one JSON object/],
		['null', null, /one JSON object/],
	])('are refused: %s', (_, body, reason) => {
		expect(readRecordBody(body).reason).toMatch(reason);
	});

	it('never hold anything that would be written into another record', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
				const { value } = readRecordBody(body);
				for (const one of Object.values(value ?? {}))
					for (const part of [one].flat())
						if (typeof part === 'object' && part !== null)
							expect(Object.keys(part)).toEqual(['id']);
			}),
		);
	});
});
