import { textKey } from '../../values/same-text';
import { LONGEST_TEXT, quoted } from '../../values/text';
import { readCells } from './csv';
import type { ProductFields } from './product-body';

type Field = Exclude<keyof ProductFields, 'category'> | 'category';

/** Titles as people and OpenBoxes' own export write them; case, blanks and signs do not count. */
const TITLES: Record<Field, readonly string[]> = {
	productCode: ['productcode', 'code', 'sku'],
	name: ['name', 'productname'],
	category: ['category'],
	description: ['description'],
	unitOfMeasure: ['unitofmeasure', 'uom', 'unit'],
	pricePerUnit: ['priceperunit', 'unitcost', 'unitprice', 'price'],
	upc: ['upc', 'barcode', 'barcodeupc'],
	ndc: ['ndc'],
	brandName: ['brandname', 'brand'],
	manufacturer: ['manufacturer'],
	lotAndExpiryControl: ['lotandexpirycontrol'],
	active: ['active'],
};

/** Further columns of the export, which are not written; its last column is empty. */
const LEFT_ALONE = new Set(
	`id producttype productfamily glaccount tags coldchain controlledsubstance hazardousmaterial reconditioned
	manufacturercode manufacturername vendor vendorcode vendorname created updated`
		.split(/\s+/)
		.concat(''),
);
const SWITCHES = ['lotAndExpiryControl', 'active'] as const;

/** A line of the file: what it says of a product. Empty cells say nothing. */
interface ProductRow {
	/** Number of the row as a spreadsheet counts, the titles being row 1. */
	row: number;
	given: Partial<Record<Field, string | number | boolean>>;
}

interface ProductFile {
	rows: ProductRow[];
	/** Titles of columns that are not written. */
	ignored: string[];
	problems: string[];
}

const titleKey = (title: string): string => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function fieldOf(title: string): Field | undefined {
	const key = titleKey(title);
	return (Object.keys(TITLES) as Field[]).find((field) => TITLES[field].includes(key));
}

function cellValue(field: Field, text: string): string | number | boolean | undefined {
	if (field === 'pricePerUnit')
		return /^\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
	if (!SWITCHES.some((one) => one === field)) return text;
	const word = text.toLowerCase();
	if (['true', 't', 'yes', 'y', '1'].includes(word)) return true;
	return ['false', 'f', 'no', 'n', '0'].includes(word) ? false : undefined;
}

const EXPECTED: Partial<Record<Field, string>> = {
	pricePerUnit: 'a number like 12.5',
	lotAndExpiryControl: 'true or false',
	active: 'true or false',
};

/** Reads the titles. */
function readTitles(titles: readonly string[]): Omit<ProductFile, 'rows'> & { fields: Field[] } {
	const fields = titles.map((title) => fieldOf(title)) as Field[];
	const problems = titles.flatMap((title, index) => {
		if (fields[index] === undefined)
			return LEFT_ALONE.has(titleKey(title)) ? [] : [`the column ${quoted(title)} is unknown`];
		const before = fields.indexOf(fields[index]);
		return before === index ? [] : [`${quoted(titles[before])} and ${quoted(title)} are the same`];
	});
	if (!fields.includes('productCode') && !fields.includes('name'))
		problems.push('it has neither a column "Product Code" nor "Name" in its first row');
	const ignored = titles.filter((title, index) => fields[index] === undefined && title !== '');
	return { fields, ignored, problems };
}

/** Products of a CSV text, with all that is wrong in it. */
export function readProductFile(text: string): ProductFile {
	const { rows: lines, reason } = readCells(text);
	if (reason !== undefined) return { rows: [], ignored: [], problems: [reason] };
	const { fields, ignored, problems } = readTitles(lines[0] ?? []);
	const rows: ProductRow[] = [];
	const seen = new Map<string, number>();
	for (const [index, cells] of lines.entries()) {
		if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
		const row = index + 1;
		if (cells.length > fields.length)
			problems.push(`row ${row} has more cells than there are titles`);
		const given: ProductRow['given'] = {};
		for (const [place, field] of fields.entries()) {
			// A text that was kept from being a formula by an apostrophe, as our own files do.
			const cell = (cells[place] ?? '').trim().replace(/^'(?=\s*[=+\-@|＝＋－＠])/, '');
			if (field === undefined || cell === '') continue;
			const value = cellValue(field, cell);
			if (value === undefined)
				problems.push(`row ${row}: ${quoted(cell)} is not ${EXPECTED[field]}`);
			else if (field !== 'description' && cell.length > LONGEST_TEXT)
				problems.push(`row ${row}: ${quoted(cell)} is longer than ${LONGEST_TEXT} characters`);
			else given[field] = value;
		}
		const { productCode, name } = given;
		const key = textKey(String(productCode ?? name ?? ''));
		const before = seen.get(key);
		if (key === '') problems.push(`row ${row} has neither a product code nor a name`);
		else if (before !== undefined)
			problems.push(`row ${row} names the product of row ${before} again`);
		else seen.set(key, row);
		rows.push({ row, given });
	}
	if (rows.length === 0 && problems.length === 0) problems.push('it has no rows');
	return { rows, ignored, problems };
}
