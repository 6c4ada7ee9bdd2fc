import { barcodeForms, barcodePattern } from './rules/barcode';
import { otherCodes } from './rules/other-codes';
import { scannedCode } from '../lines/scanned-label';
import { listSchema, recordSchema } from '../schemas';
import { isRecordId, isStorable } from '../values/text';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { unlessMissing } from '../transport/missing';
import { readCatalogue, withoutBarcodes, type Catalogue, type CatalogueProduct } from './catalogue';
import { nameKey, nameLabel } from './product-name';
import type { ProductName } from '../lines/product-names';

/** Single look-ups beyond which one list of all products is cheaper. */
const FEW_LOOKUPS = 6;

/** Requests that a single look-up needs at most. */
function lookupCost(name: ProductName): number {
	if (name.productId !== undefined || name.productCode !== undefined) return 1;
	return name.barcode !== undefined ? 2 : 4;
}

/** Looks up names one by one, or in a list of all products once that was read; remembers what it found. */
class ProductFinder {
	private readonly found = new Map<string, CatalogueProduct[]>();

	private catalogue?: Catalogue;

	/** Requests that its single look-ups may have cost. */
	private spent = 0;

	constructor(private readonly connection: Connection) {}

	/** @returns by `nameKey`; an empty list when the server knows none */
	async findAll(names: readonly ProductName[]): Promise<Map<string, CatalogueProduct[]>> {
		const wanted = new Map(names.map((name) => [nameKey(name), name]));
		const unknown = [...wanted].filter(([key]) => !this.found.has(key));
		this.spent += unknown.reduce((sum, [, name]) => sum + lookupCost(name), 0);
		const isOlder = this.catalogue !== undefined;
		if (this.spent > FEW_LOOKUPS) this.catalogue ??= await readCatalogue(this.connection);
		const found = new Map<string, CatalogueProduct[]>();
		for (const [key, name] of wanted) {
			let products = this.found.get(key) ?? (await this.find(name));
			// It may have been made after the list was read for another item.
			if (products.length === 0 && isOlder)
				products = await new ProductFinder(this.connection).find(name);
			// In one order, however they were found.
			const unique = [...new Map(products.map((product) => [product.id, product])).values()];
			unique.sort((a, b) => (a.id < b.id ? -1 : 1));
			if (unique.length > 0) this.found.set(key, unique);
			found.set(key, unique);
		}
		return found;
	}

	private async find(name: ProductName): Promise<CatalogueProduct[]> {
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
		if (!isRecordId(id)) return [];
		if (this.catalogue) return this.catalogue.byId(id);
		const path = apiPath('generic', 'product', id);
		const { data } =
			(await unlessMissing(async () => recordSchema.parse(await this.connection.get(path)))) ?? {};
		return data ? [withoutBarcodes(data)] : [];
	}

	private async byCode(code: string): Promise<CatalogueProduct[]> {
		if (!isStorable(code.trim())) return [];
		return this.catalogue
			? this.catalogue.byCode(code)
			: await this.search('productCode', 'eq', code.trim());
	}

	/**
	 * UPC or NDC, as stored, else however zeros and dashes stand in it, else by another code of the same package. The
	 * server's own product search is not asked: it also takes the codes of makers and suppliers for a match, which no
	 * list of all products shows.
	 */
	private async byBarcode(text: string): Promise<CatalogueProduct[]> {
		const code = scannedCode(text);
		if (!/[0-9a-z]/i.test(code) || !isStorable(code)) return [];
		if (this.catalogue?.hasBarcodes) return this.catalogue.byBarcode(code);
		const exact = await this.searchBarcode('eq', code);
		if (exact.length > 0) return exact;
		for (const codes of [[code], otherCodes(code)]) {
			const found = await this.byForms(code, codes);
			if (found.length > 0) return found;
		}
		return [];
	}

	/** Products with one of some codes, however they are stored. */
	private async byForms(code: string, codes: readonly string[]): Promise<CatalogueProduct[]> {
		const found = new Map<string, CatalogueProduct>();
		for (const one of codes) {
			// The pattern also finds longer codes, such as that of the carton, and no record shows its barcode.
			const loose = await this.searchBarcode('like', barcodePattern(one));
			if (loose.length === 0) continue;
			this.catalogue ??= await readCatalogue(this.connection);
			if (this.catalogue.hasBarcodes) return this.catalogue.byBarcode(code);
			for (const form of barcodeForms(one)) {
				for (const product of await this.searchBarcode('eq', form)) found.set(product.id, product);
			}
		}
		return [...found.values()];
	}

	private async searchBarcode(operator: 'eq' | 'like', value: string): Promise<CatalogueProduct[]> {
		const found = new Map<string, CatalogueProduct>();
		for (const property of ['upc', 'ndc']) {
			for (const product of await this.search(property, operator, value))
				found.set(product.id, product);
		}
		return [...found.values()];
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
 * with one list of all products (stock-and-transactions.md#volume). What was found serves the whole run.
 *
 * @returns by `nameKey`; an empty list when the server knows none
 */
export async function findProducts(
	connection: Connection,
	names: readonly ProductName[],
): Promise<Map<string, CatalogueProduct[]>> {
	const finder = await connection.readOnce(
		'products',
		async () => await Promise.resolve(new ProductFinder(connection)),
	);
	return await finder.findAll(names);
}

/** The one product that a name fits, inactive ones included. */
export async function findProduct(
	connection: Connection,
	name: ProductName,
): Promise<CatalogueProduct> {
	const found = (await findProducts(connection, [name])).get(nameKey(name)) ?? [];
	if (found.length === 1) return found[0];
	if (found.length === 0) {
		throw new OpenBoxesError(`${nameLabel(name)} is unknown to OpenBoxes`, {
			description: 'Choose the product from the list, or correct its ID, code or barcode.',
		});
	}
	const names = found.map(({ productCode, name: of }) => `${productCode} ${of}`).join(' and ');
	throw new OpenBoxesError(`${nameLabel(name)} belongs to ${found.length} products: ${names}`, {
		description: 'Give the product code or ID of the one you mean, or use Find by Code to get all.',
	});
}
