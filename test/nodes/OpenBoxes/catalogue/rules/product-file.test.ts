import { readProductFile } from '../../../../../nodes/OpenBoxes/catalogue/rules/product-file';

const row1 = { productCode: '10001', name: 'Zinc, 20mg', pricePerUnit: 0.2, active: false };

describe('a file of products', () => {
	it.each([
		['commas', 'Product Code,Name,Unit Cost,Active\n10001,"Zinc, 20mg",0.2,false\n'],
		['semicolons', 'Product Code;Name;Unit Cost;Active\r\n10001;"Zinc, 20mg";0.2;no\r\n'],
		['tabs', 'product_code\tNAME\tprice\tactive\n10001\tZinc, 20mg\t0.2\t0'],
		[
			'a byte order mark',
			'\uFEFFProductCode,Name,UnitCost,Active,\n10001,"Zinc, 20mg",0.20,f,\n\n',
		],
		['old line ends', 'Code,Product Name,Price per Unit,Active\r10001,"Zinc, 20mg",0.2,FALSE\r'],
	])('may have %s', (_, text) => {
		expect(readProductFile(text)).toEqual({
			rows: [{ row: 2, given: row1 }],
			ignored: [],
			problems: [],
		});
	});

	it('keeps signs, quotes and line breaks in cells; an apostrophe before a formula goes', () => {
		const { rows } = readProductFile(
			`Name,Description\n"5"" tube","two\nlines"\n'=A1,5" wide\n'＝A1,x`,
		);
		expect(rows.map(({ given }) => given)).toEqual([
			{ name: '5" tube', description: 'two\nlines' },
			{ name: '=A1', description: '5" wide' },
			{ name: '＝A1', description: 'x' },
		]);
	});

	it('may be the export of OpenBoxes: what is not written is named', () => {
		const titles =
			'Id,Active,ProductCode,ProductType,Name,ProductFamily,Category,GLAccount,Description,UnitOfMeasure,Tags,UnitCost,LotAndExpiryControl,ColdChain,UPC,NDC,Created,Updated,';
		const cells = 'ff8,true,10001,Default,Zinc,,Supplies,,,,"a,b",,true,false,,,x,y,';
		const { rows, ignored, problems } = readProductFile(`${titles}\n${cells}\n`);
		expect(problems).toEqual([]);
		expect(ignored).toContain('ColdChain');
		expect(rows[0].given).toEqual({
			...{ active: true, productCode: '10001', name: 'Zinc', category: 'Supplies' },
			lotAndExpiryControl: true,
		});
	});

	it.each([
		['', /neither a column "Product Code" nor "Name"/],
		['10001,Zinc\n', /column "10001" is unknown/],
		['Category\nSupplies\n', /neither a column "Product Code" nor "Name"/],
		['Code,Pirce\n1,2\n', /column "Pirce" is unknown/],
		['Code,SKU\n1,2\n', /"Code" and "SKU" are the same/],
		['Code,Name\n', /has no rows/],
		['Code,Name\n1,"Zinc\n2,Iron\n', /a quote in row 2 is not closed/],
		['Code,Name\n1,"Zinc"x\n', /a quote in row 2 is not closed/],
		['Code,Name\n1,Zinc,9\n', /row 2 has more cells/],
		['Code,Name\n,\n1,A\n 1 ,B\n', /row 4 names the product of row 3 again/],
		['Name,Category\n,Supplies\n', /row 2 has neither/],
		['Code,Price\n1,"1,5"\n', /row 2: "1,5" is not a number/],
		['Code,Price\n1,-2\n', /"-2" is not a number/],
		['Code,Active\n1,maybe\n', /"maybe" is not true or false/],
		[`Code,Name\n1,${'x'.repeat(256)}\n`, /is longer than 255/],
	])('%j is refused', (text, reason) => {
		expect(readProductFile(text).problems.join('; ')).toMatch(reason);
	});
});
