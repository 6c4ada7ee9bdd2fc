import { barcodeForms, barcodePattern, isSameBarcode } from './rules/barcode';
import { listSchema, recordSchema, productHitSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { isOpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { readCatalogue, withoutBarcodes, type Catalogue, type CatalogueProduct } from './catalogue';
import { nameKey } from './product-name';
import type { ProductName } from '../lines/product-names';

/** Single look-ups beyond which one list of all products is cheaper. */
const FEW_LOOKUPS = 6;
/** The server answers shorter search terms with nothing (note 02 §0.14). */
const SHORTEST_TERM = 3;

/** Requests that a single look-up needs at most. */
function lookupCost(name: ProductName): number {
	if (name.productId !== undefined || name.productCode !== undefined) return 1;
	return name.barcode !== undefined ? 2 : 4;
}

/** Looks up names one by one, or in a list of all products once that was read. */
class ProductFinder {
	constructor(
		private readonly connection: Connection,
		private readonly catalogue?: Catalogue,
	) {}

	async find(name: ProductName): Promise<CatalogueProduct[]> {
		if (name.productId !== undefined) return await this.byId(name.productId);
		if (name.productCode !== undefined) return await this.byCode(name.productCode);
		if (name.barcode !== undefined) return await this.byBarcode(name.barcode);
		const code = name.anyCode ?? '';
		for (const find of [this.byCode, this.byId, this.byBarcode]) {
			const found = await find.call(this, code);
			if (found.length > 0) return found;
		}
		return [];
	}

	private async byId(id: string): Promise<CatalogueProduct[]> {
		if (id === '') return [];
		if (this.catalogue) return this.catalogue.byId(id);
		try {
			const answer = await this.connection.get(apiPath('generic', 'product', id));
			const { data } = recordSchema.parse(answer);
			return data ? [withoutBarcodes(data)] : [];
		} catch (error) {
			if (isOpenBoxesError(error) && error.httpStatus === 404) return [];
			throw toOpenBoxesError(error);
		}
	}

	private async byCode(code: string): Promise<CatalogueProduct[]> {
		if (code.trim() === '') return [];
		return this.catalogue
			? this.catalogue.byCode(code)
			: await this.search('productCode', 'eq', code);
	}

	/** A stored barcode is in no product record, so the search's own match decides (note 02 §3.1). */
	private async byBarcode(code: string): Promise<CatalogueProduct[]> {
		if (!/[0-9a-z]/i.test(code)) return [];
		if (this.catalogue?.hasBarcodes) return this.catalogue.byBarcode(code);
		const exact = await this.byExactMatch(code);
		if (exact.length > 0) return exact;
		const found = new Map<string, CatalogueProduct>();
		for (const property of ['upc', 'ndc']) {
			const loose = await this.search(property, 'like', barcodePattern(code));
			if (loose.length === 0) continue;
			for (const product of await this.confirmed(property, code, loose))
				found.set(product.id, product);
		}
		return [...found.values()];
	}

	/** Active products that have the whole term as barcode, all kinds of codes in one request. */
	private async byExactMatch(term: string): Promise<CatalogueProduct[]> {
		const { kind } = await this.connection.serverInfo();
		if (kind === 'documented' || term.trim().length < SHORTEST_TERM) return [];
		const answer = await this.connection.get(apiPath('products', 'search'), { name: term });
		return listSchema.parse(answer).data.flatMap((data) => {
			const { exactMatch, productCode } = productHitSchema.parse(data);
			// The search also means product codes; a product code is no barcode.
			const isCode = (productCode ?? '').toLowerCase() === term.trim().toLowerCase();
			return exactMatch && !isCode ? [withoutBarcodes(data)] : [];
		});
	}

	/**
	 * The pattern also finds longer codes, such as that of the carton, and no record shows its barcode:
	 * the ways a code can be stored are asked for exactly, and the catalogue tells the rest.
	 */
	private async confirmed(
		property: string,
		code: string,
		loose: readonly CatalogueProduct[],
	): Promise<CatalogueProduct[]> {
		const exact = new Map<string, CatalogueProduct>();
		for (const form of barcodeForms(code)) {
			for (const product of await this.search(property, 'eq', form)) exact.set(product.id, product);
			if (exact.size === loose.length) return [...exact.values()];
		}
		if (exact.size > 0) return [...exact.values()];
		const { products } = await readCatalogue(this.connection);
		return products.filter(({ upc, ndc }) => isSameBarcode(property === 'upc' ? upc : ndc, code));
	}

	private async search(
		property: string,
		operator: 'eq' | 'like',
		value: string,
	): Promise<CatalogueProduct[]> {
		const answer = await this.connection.search('product', [{ property, operator, value }]);
		return listSchema.parse(answer).data.map(withoutBarcodes);
	}
}

/**
 * Products that each name fits, inactive ones included: by single look-ups when there are few, else
 * with one list of all products (note 02 §10).
 *
 * @returns by `nameKey`; an empty list when the server knows none
 */
export async function findProducts(
	connection: Connection,
	names: readonly ProductName[],
): Promise<Map<string, CatalogueProduct[]>> {
	const distinct = [...new Map(names.map((name) => [nameKey(name), name])).values()];
	const cost = distinct.reduce((sum, name) => sum + lookupCost(name), 0);
	const catalogue = cost > FEW_LOOKUPS ? await readCatalogue(connection) : undefined;
	const finder = new ProductFinder(connection, catalogue);
	const found = new Map<string, CatalogueProduct[]>();
	for (const name of distinct) found.set(nameKey(name), await finder.find(name));
	return found;
}
