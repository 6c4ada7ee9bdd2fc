import { readLocator } from '../values/locator';

/** How a line names its product. */
export interface ProductName {
	productId?: string;
	productCode?: string;
	barcode?: string;
	/** ID, code or barcode: whichever fits. */
	anyCode?: string;
}

/** Reads a product picker; a plain text, e.g. from an expression, may be an ID, a code or a barcode. */
export function toProductName(value: unknown): ProductName {
	const { mode, text } = readLocator(value);
	switch (mode) {
		case 'code':
			return { productCode: text };
		case 'barcode':
			return { barcode: text };
		case 'list':
		case 'id':
			return { productId: text };
		default:
			return { anyCode: text };
	}
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
