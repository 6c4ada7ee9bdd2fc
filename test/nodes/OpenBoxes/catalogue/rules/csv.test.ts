import fc from 'fast-check';
import { readCsv } from '../../../../../nodes/OpenBoxes/catalogue/rules/csv';

it('reads what OpenBoxes exports: byte order mark, doubled quotes, a comma at the end of each line', () => {
	expect(
		readCsv('\uFEFFId,Name,UPC,\n1,"Café ""au lait"", 10%",0012,\n2,"two\nlines",,\n'),
	).toEqual([
		{ Id: '1', Name: 'Café "au lait", 10%', UPC: '0012', '': '' },
		{ Id: '2', Name: 'two\nlines', UPC: '', '': '' },
	]);
});

it('reads nothing of an export that was cut in the middle of a name', () => {
	expect(readCsv('Id,Name,\n1,"Café",\n2,"two')).toBeUndefined();
});

it('reads back any table', () => {
	const cell = fc.string().map((text) => text.replace(/\r/g, ''));
	const quote = (text: string): string => `"${text.replace(/"/g, '""')}"`;
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.constant('x'), cell), { minLength: 1 }), (rows) => {
			const text = ['a,b', ...rows.map((row) => row.map(quote).join(','))].join('\n');
			expect(readCsv(text)).toEqual(rows.map(([a, b]) => ({ a, b })));
		}),
	);
});
