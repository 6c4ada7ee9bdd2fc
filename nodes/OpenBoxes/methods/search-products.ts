import type { INodeListSearchItems } from 'n8n-workflow';
import { findProducts } from '../catalogue/find-products';
import { nameKey } from '../catalogue/product-name';
import { readLabel } from '../lines/scanned-label';
import { listSchema, productSchema, type Product } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import { matches, PICKER_PAGE, pickerSearch, wordsOf } from './picker-search';

/** Digits as a scanner types them; the server's search does not know barcodes. */
const BARCODE = /^\d[\d -]{6,}\d$/;

function entry({ id, name, productCode }: Pick<Product, 'id' | 'name' | 'productCode'>) {
	return { name: `${name} (${productCode ?? 'no code'})`, value: id };
}

/** The server looks for the whole text: it is asked for the longest word, the others are looked for here. */
async function byWords(connection: Connection, filter: string): Promise<INodeListSearchItems[]> {
	const longest = wordsOf(filter).reduce((a, b) => (b.length > a.length ? b : a));
	const query = { q: longest, sort: 'name' };
	const rows = await getPages(connection, apiPath('products'), query, PICKER_PAGE, (row) => {
		const { name, productCode } = productSchema.parse(row);
		return matches(filter, [name, productCode]);
	});
	return rows.map((row) => entry(productSchema.parse(row)));
}

async function byBarcode(connection: Connection, filter: string): Promise<INodeListSearchItems[]> {
	const name = { barcode: filter };
	const found = (await findProducts(connection, [name])).get(nameKey(name)) ?? [];
	return found.filter(({ active }) => active).map(entry);
}

/** Products by name, code or barcode, or by words of the name in any order; more on scrolling. */
export const searchProducts = pickerSearch(async ({ connection, filter, offset }) => {
	if (offset === 0 && (BARCODE.test(filter) || readLabel(filter)?.value !== undefined)) {
		const results = await byBarcode(connection, filter);
		if (results.length > 0) return { results };
	}
	if (wordsOf(filter).length > 1) return { results: await byWords(connection, filter) };
	const query = { q: filter, max: PICKER_PAGE, offset, sort: 'name' };
	const page = listSchema.parse(await connection.get(apiPath('products'), query));
	const isLast =
		page.totalCount === undefined
			? page.data.length < PICKER_PAGE
			: offset + PICKER_PAGE >= page.totalCount;
	return {
		results: page.data.map((row) => entry(productSchema.parse(row))),
		paginationToken: isLast ? undefined : String(offset + PICKER_PAGE),
	};
});
