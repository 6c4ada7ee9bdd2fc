import { listSchema, productSchema, recordSchema } from '../schemas';
import { barcodeForms, barcodeKey, barcodePattern, isSameBarcode } from '../rules/barcode';
import { readLocator } from '../rules/locator';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { isOpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { readCatalogue, type CatalogueProduct } from './catalogue';

/** How a line names its product. */
export interface ProductName {
	productId?: string;
	productCode?: string;
	barcode?: string;
	/** ID, code or barcode: whichever fits. */
	anyCode?: string;
}

export interface ResolvedProduct {
	id: string;
	code: string;
	name: string;
}

export type Resolution =
	{ product: ResolvedProduct; reason?: undefined } | { product?: undefined; reason: string };

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

/** Single look-ups beyond which one list of all products is cheaper. */
const FEW_LOOKUPS = 6;

export function nameKey(name: ProductName): string {
	return JSON.stringify([name.productId, name.productCode, name.barcode, name.anyCode]);
}

/** Requests that a single look-up needs at most. */
function lookupCost(name: ProductName): number {
	if (name.productId !== undefined || name.productCode !== undefined) return 1;
	return name.barcode !== undefined ? 2 : 4;
}

function toResolved(product: {
	id: string;
	productCode?: string | null;
	name: string;
}): ResolvedProduct {
	return { id: product.id, code: product.productCode ?? '', name: product.name };
}

/** Judges what a name was found to mean: exactly one active product is needed. */
function judge(label: string, found: readonly CatalogueProduct[]): Resolution {
	const distinct = [...new Map(found.map((product) => [product.id, product])).values()];
	const active = distinct.filter((product) => product.active);
	if (active.length === 1) return { product: toResolved(active[0]) };
	if (active.length > 1) {
		const names = active.map((product) => `${product.productCode} ${product.name}`).join(' and ');
		return {
			reason: `${label} belongs to ${active.length} products (${names}): use the product code or ID instead`,
		};
	}
	if (distinct.length > 0)
		return {
			reason: `${label} is the product "${distinct[0].name}", which is inactive in OpenBoxes`,
		};
	return { reason: `${label} is unknown to OpenBoxes` };
}

async function searchBy(
	connection: Connection,
	property: string,
	operator: 'eq' | 'like',
	value: string,
): Promise<CatalogueProduct[]> {
	const page = listSchema.parse(
		await connection.search('product', [{ property, operator, value }]),
	);
	return page.data.map((data) => {
		const product = productSchema.parse(data);
		return {
			...toResolved(product),
			productCode: product.productCode ?? '',
			upc: '',
			ndc: '',
			active: product.active !== false,
		};
	});
}

async function byId(connection: Connection, id: string): Promise<CatalogueProduct[]> {
	try {
		const { data } = recordSchema.parse(await connection.get(apiPath('generic', 'product', id)));
		if (!data) return [];
		const product = productSchema.parse(data);
		return [
			{
				...toResolved(product),
				productCode: product.productCode ?? '',
				upc: '',
				ndc: '',
				active: product.active !== false,
			},
		];
	} catch (error) {
		if (isOpenBoxesError(error) && error.httpStatus === 404) return [];
		throw toOpenBoxesError(error);
	}
}

async function byCode(connection: Connection, code: string): Promise<CatalogueProduct[]> {
	return await searchBy(connection, 'productCode', 'eq', code);
}

/** A stored barcode is in no product record, so the search's own match decides (note 02 §3.1). */
async function byBarcode(connection: Connection, code: string): Promise<CatalogueProduct[]> {
	const found: CatalogueProduct[] = [];
	for (const property of ['upc', 'ndc']) {
		const loose = await searchBy(connection, property, 'like', barcodePattern(code));
		found.push(...(loose.length === 0 ? [] : await confirmed(connection, property, code, loose)));
	}
	return found;
}

/**
 * The pattern also finds longer codes, such as that of the carton, and no record shows its barcode:
 * the ways a code can be stored are asked for exactly, and the catalogue tells the rest.
 */
async function confirmed(
	connection: Connection,
	property: string,
	code: string,
	loose: readonly CatalogueProduct[],
): Promise<CatalogueProduct[]> {
	const exact = new Map<string, CatalogueProduct>();
	for (const form of barcodeForms(code)) {
		for (const product of await searchBy(connection, property, 'eq', form))
			exact.set(product.id, product);
		if (exact.size === loose.length) return [...exact.values()];
	}
	if (exact.size > 0) return [...exact.values()];
	const catalogue = (await readCatalogue(connection)) ?? [];
	return catalogue.filter((product) =>
		isSameBarcode(property === 'upc' ? product.upc : product.ndc, code),
	);
}

async function lookUp(connection: Connection, name: ProductName): Promise<Resolution> {
	if (name.productId !== undefined) {
		return judge(`The product ID "${name.productId}"`, await byId(connection, name.productId));
	}
	if (name.productCode !== undefined) {
		return judge(
			`The product code "${name.productCode}"`,
			await byCode(connection, name.productCode),
		);
	}
	if (name.barcode !== undefined) {
		return judge(`The barcode "${name.barcode}"`, await byBarcode(connection, name.barcode));
	}
	const code = name.anyCode ?? '';
	for (const find of [byCode, byId, byBarcode]) {
		const found = await find(connection, code);
		if (found.length > 0) return judge(`The product "${code}"`, found);
	}
	return judge(`The product "${code}"`, []);
}

function findInCatalogue(
	catalogue: readonly CatalogueProduct[],
): (name: ProductName) => Resolution {
	const ids = new Map(catalogue.map((product) => [product.id, product]));
	const codes = groupBy(catalogue, (product) => [product.productCode.trim().toLowerCase()]);
	const barcodes = groupBy(catalogue, (product) => [
		barcodeKey(product.upc),
		barcodeKey(product.ndc),
	]);
	const idOf = (id: string): CatalogueProduct[] => {
		const product = ids.get(id);
		return product ? [product] : [];
	};
	const codeOf = (code: string): CatalogueProduct[] => codes.get(code.trim().toLowerCase()) ?? [];
	const barcodeOf = (code: string): CatalogueProduct[] => barcodes.get(barcodeKey(code)) ?? [];
	return (name) => {
		if (name.productId !== undefined)
			return judge(`The product ID "${name.productId}"`, idOf(name.productId));
		if (name.productCode !== undefined)
			return judge(`The product code "${name.productCode}"`, codeOf(name.productCode));
		if (name.barcode !== undefined)
			return judge(`The barcode "${name.barcode}"`, barcodeOf(name.barcode));
		const code = name.anyCode ?? '';
		const found = [codeOf, idOf, barcodeOf]
			.map((find) => find(code))
			.find((list) => list.length > 0);
		return judge(`The product "${code}"`, found ?? []);
	};
}

function groupBy(
	products: readonly CatalogueProduct[],
	keysOf: (product: CatalogueProduct) => string[],
): Map<string, CatalogueProduct[]> {
	const groups = new Map<string, CatalogueProduct[]>();
	for (const product of products) {
		for (const key of new Set(keysOf(product))) {
			if (key === '') continue;
			const group = groups.get(key);
			if (group) group.push(product);
			else groups.set(key, [product]);
		}
	}
	return groups;
}

/**
 * Finds out which product each name means, for all lines of all sales together: by single look-ups
 * when there are few, else with one list of all products and their barcodes (note 02 §10).
 *
 * @returns by `nameKey`: the product, or why it is none
 */
export async function resolveProducts(
	connection: Connection,
	names: readonly ProductName[],
): Promise<Map<string, Resolution>> {
	const distinct = [...new Map(names.map((name) => [nameKey(name), name])).values()];
	const cost = distinct.reduce((sum, name) => sum + lookupCost(name), 0);
	const catalogue = cost > FEW_LOOKUPS ? await readCatalogue(connection) : undefined;
	const resolutions = new Map<string, Resolution>();
	const find = catalogue ? findInCatalogue(catalogue) : undefined;
	for (const name of distinct) {
		resolutions.set(nameKey(name), find ? find(name) : await lookUp(connection, name));
	}
	return resolutions;
}
