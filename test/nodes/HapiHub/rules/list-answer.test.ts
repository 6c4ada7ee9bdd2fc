import { readPage } from '../../../../nodes/HapiHub/rules/list-answer';

const ROWS = [{ id: 'a' }, { id: 'b' }];

it.each<[string, unknown, unknown]>([
	['the array of the example', ROWS, { rows: ROWS }],
	['the object of the table', { inventoryTransactions: ROWS }, { rows: ROWS }],
	['what servers answer', { data: ROWS, total: 7, limit: 2, skip: 0 }, { rows: ROWS, total: 7 }],
	['an empty list', { data: [], total: 0 }, { rows: [], total: 0 }],
	['a total that is none', { data: ROWS, total: 'many' }, { rows: ROWS }],
	['a total below 0', { data: ROWS, total: -1 }, { rows: ROWS }],
	['a list of something else', ['a'], undefined],
	['an error', { message: 'no' }, undefined],
	['one transaction', { id: 'a' }, undefined],
	['nothing', undefined, undefined],
	['a page of HTML', '<html>', undefined],
])('a list is read from %s', (_, answer, page) => {
	expect(readPage(answer)).toEqual(page);
});
