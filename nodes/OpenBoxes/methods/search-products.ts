import { listSchema, productSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import { PICKER_PAGE, pickerSearch } from './picker-search';

/** Products by name, code or part of either; more on scrolling. */
export const searchProducts = pickerSearch(async ({ connection, filter, offset }) => {
	const query = { q: filter, max: PICKER_PAGE, offset, sort: 'name' };
	const page = listSchema.parse(await connection.get(apiPath('products'), query));
	const results = page.data.map((row) => {
		const product = productSchema.parse(row);
		return { name: `${product.name} (${product.productCode ?? 'no code'})`, value: product.id };
	});
	const isLast =
		page.totalCount === undefined
			? page.data.length < PICKER_PAGE
			: offset + PICKER_PAGE >= page.totalCount;
	return { results, paginationToken: isLast ? undefined : String(offset + PICKER_PAGE) };
});
