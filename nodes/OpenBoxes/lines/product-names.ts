import type { Read } from '../values/read';
import type { Cells } from './fields';

/** Fields that name a product; when a line has several, all must mean the same one. */
export const PRODUCT_NAMES = ['productId', 'productCode', 'barcode', 'product'] as const;

/** How a line names its product. */
export interface ProductName {
	productId?: string;
	productCode?: string;
	barcode?: string;
	/** ID, code or barcode: whichever fits. */
	anyCode?: string;
}

const MISSING = 'the product is missing: give a product ID, a product code or a barcode';

/** How a line names its product; it may name none. */
export function productNames(cells: Cells<(typeof PRODUCT_NAMES)[number]>): Read<ProductName> {
	const { productId, productCode, barcode, product } = cells;
	const others = [productId, product?.productId].filter((id) => id !== undefined);
	if (new Set(others).size > 1) return { reason: 'it names two products by their IDs' };
	return {
		value: { productId: others[0], productCode, barcode, anyCode: product?.anyCode },
	};
}

/** The same, of a line that must name a product. `otherwise` = what else would say which one. */
export function neededProductNames(
	cells: Cells<(typeof PRODUCT_NAMES)[number]>,
	otherwise = '',
): Read<ProductName> {
	const names = productNames(cells);
	const isNamed = names.value && Object.values(names.value).some((name) => name !== undefined);
	return names.reason === undefined && !isNamed ? { reason: `${MISSING}${otherwise}` } : names;
}
