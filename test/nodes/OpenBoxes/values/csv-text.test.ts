import fc from 'fast-check';
import { readCsv } from '../../../../nodes/OpenBoxes/catalogue/rules/csv';
import { toCsv } from '../../../../nodes/OpenBoxes/values/csv-text';

describe('rows as CSV', () => {
	it('have a column for each key, what they refer to included', () => {
		expect(
			toCsv([
				{ name: 'Böck, "A"', quantity: -3, location: { id: 'l', name: 'Ward' } },
				{ name: null, tags: ['a'], active: true },
			]),
		).toBe(
			'\uFEFFname,quantity,location.id,location.name,tags,active\r\n"Böck, ""A""",-3,l,Ward,,\r\n,,,,"[""a""]",true\r\n',
		);
	});

	it.each([
		'=1+1',
		'+1',
		'-1',
		'@SUM(A1)',
		'\t=1',
		' =1',
		'|x',
		'\r=1',
		'\n=1',
		'＝1+1',
		'＠SUM(A1)',
	])('start no formula: %j', (text) => {
		expect(readCsv(toCsv([{ text, last: 'x' }]))?.[0].text).toBe(`'${text}`);
	});

	it('are read back as they were', () => {
		const text = fc.string().filter((one) => !/^\s*[=+\-@|\t\r＝＋－＠]/.test(one));
		fc.assert(
			fc.property(text, (one) => {
				expect(readCsv(toCsv([{ one, last: 'x' }]))?.[0].one).toBe(one);
			}),
		);
	});
});
