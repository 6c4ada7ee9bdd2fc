import type { ProductName } from '../../lines/product-names';
import { textKey } from '../../values/same-text';

/**
 * ID of the product that a line names, as far as the products of an order or a bin tell it without a request.
 *
 * @returns undefined when a name has to be looked up: a barcode, a code of another product, or two that differ
 */
export function knownProductId(
	{ productId, productCode, barcode, anyCode }: ProductName,
	products: ReadonlyArray<{ id: string; code: string }>,
): string | undefined {
	if (barcode !== undefined) return undefined;
	const withCode = (code: string): string[] =>
		products.filter((product) => textKey(product.code) === textKey(code)).map(({ id }) => id);
	const withId = (id: string): string[] =>
		products.filter((product) => product.id === id).map(() => id);
	const meant = [
		productId === undefined ? undefined : withId(productId),
		productCode === undefined ? undefined : withCode(productCode),
		anyCode === undefined ? undefined : [...withCode(anyCode), ...withId(anyCode)],
	].filter((ids) => ids !== undefined);
	const ids = new Set(meant.flat());
	const isClear = ids.size === 1 && meant.every((found) => found.length > 0);
	return isClear ? [...ids][0] : undefined;
}
