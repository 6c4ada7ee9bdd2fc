import type { ProductName } from '../lines/product-names';
import { looksLikeId, readLocator } from '../values/locator';

/** Reads a product picker; a plain text, e.g. from an expression, may be an ID, a code or a barcode. */
export function toProductName(value: unknown): ProductName {
	const { mode, text } = readLocator(value);
	switch (mode) {
		case 'code':
			return { productCode: text };
		case 'barcode':
			return { barcode: text };
		case 'list':
			return { productId: text };
		case 'id':
			return looksLikeId(text) ? { productId: text } : { anyCode: text };
		default:
			return { anyCode: text };
	}
}

/** Each name that a line has for its product, on its own; all must mean the same one. */
export function singleNames({
	productId,
	productCode,
	barcode,
	anyCode,
}: ProductName): ProductName[] {
	return [{ productId }, { productCode }, { barcode }, { anyCode }].filter((name) =>
		Object.values(name).some((text) => text !== undefined),
	);
}

/** Whether a line says more of its product than the ID, so that it has to be looked up. */
export function needsLookUp({ productCode, barcode, anyCode }: ProductName): boolean {
	return [productCode, barcode, anyCode].some((text) => text !== undefined);
}

/** Same key = same name. */
export function nameKey(name: ProductName): string {
	return JSON.stringify([name.productId, name.productCode, name.barcode, name.anyCode]);
}

/** The name in messages, e.g. `The barcode "0012345678905"`. */
export function nameLabel(name: ProductName): string {
	if (name.productId !== undefined) return `The product ID "${name.productId}"`;
	if (name.productCode !== undefined) return `The product code "${name.productCode}"`;
	if (name.barcode !== undefined) return `The barcode "${name.barcode}"`;
	return `The product "${name.anyCode ?? ''}"`;
}
