import { readSourceRows } from '../catalogue/product-sources';
import { productSourceSchema } from '../schemas';
import { readLocator } from '../values/locator';
import { chosenProduct } from './chosen-product';
import { matches, pickerSearch } from './picker-search';

/** The only entry then; choosing it chooses nothing. */
const CHOOSE_PRODUCT = 'Choose the product first, then who sells it is listed here';

/** Who sells the product that the form names. */
export const searchProductSources = pickerSearch(async ({ connection, filter, sibling }) => {
	if (readLocator(sibling('product')).text === '')
		return { results: [{ name: CHOOSE_PRODUCT, value: '' }] };
	const product = await chosenProduct(connection, sibling('product'), 'product sources');
	const results = (await readSourceRows(connection, product)).map((row) => {
		const { id, code, supplier, supplierCode } = productSourceSchema.parse(row);
		return {
			name: `${supplier?.name ?? 'No supplier'} (${supplierCode ?? code ?? id})`,
			value: id,
		};
	});
	return { results: results.filter(({ name }) => matches(filter, [name])) };
});
