import { barcodeKey } from './rules/barcode';
import { readCsv } from './rules/csv';
import { otherCodes } from './rules/other-codes';
import { productSchema } from '../schemas';
import { textKey } from '../values/same-text';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import { pushTo } from '../../shared/sums';

/** A product with the codes that no JSON answer of the server shows. */
export interface CatalogueProduct {
	id: string;
	productCode: string;
	name: string;
	/** Empty as well when this server does not tell it. */
	upc: string;
	ndc: string;
	active: boolean;
}

/** All products of a server by ID, code and, where the server lists them, barcode. */
export class Catalogue {
	private readonly ids: ReadonlyMap<string, CatalogueProduct>;

	private readonly codes: ReadonlyMap<string, CatalogueProduct[]>;

	private readonly exact: ReadonlyMap<string, CatalogueProduct[]>;

	private readonly barcodes: ReadonlyMap<string, CatalogueProduct[]>;

	constructor(
		readonly products: readonly CatalogueProduct[],
		/** Whether barcodes can be looked up here. */
		readonly hasBarcodes: boolean,
	) {
		this.ids = new Map(products.map((product) => [product.id, product]));
		this.codes = groupBy(products, ({ productCode }) => [textKey(productCode)]);
		this.exact = groupBy(products, ({ upc, ndc }) => [textKey(upc), textKey(ndc)]);
		this.barcodes = groupBy(products, ({ upc, ndc }) => [barcodeKey(upc), barcodeKey(ndc)]);
	}

	byId(id: string): CatalogueProduct[] {
		const product = this.ids.get(id);
		return product ? [product] : [];
	}

	byCode(code: string): CatalogueProduct[] {
		return this.codes.get(textKey(code)) ?? [];
	}

	byBarcode(code: string): CatalogueProduct[] {
		// A code as it is stored comes before one that only differs in zeros and dashes, and this before other codes.
		return (
			this.exact.get(textKey(code)) ??
			this.barcodes.get(barcodeKey(code)) ??
			otherCodes(code).flatMap((other) => this.barcodes.get(barcodeKey(other)) ?? [])
		);
	}
}

function groupBy(
	products: readonly CatalogueProduct[],
	keysOf: (product: CatalogueProduct) => string[],
): Map<string, CatalogueProduct[]> {
	const groups = new Map<string, CatalogueProduct[]>();
	for (const product of products) {
		for (const key of new Set(keysOf(product))) {
			if (key === '') continue;
			pushTo(groups, key, product);
		}
	}
	return groups;
}

/**
 * A product as the server's JSON shows it, which is without barcodes (stock-and-transactions.md#products).
 */
export function withoutBarcodes(data: unknown): CatalogueProduct {
	const { id, productCode, name, active } = productSchema.parse(data);
	return {
		id,
		productCode: productCode ?? '',
		name,
		upc: '',
		ndc: '',
		active: active !== false,
	};
}

/**
 * All products, inactive ones included: with barcodes in one request (stock-and-transactions.md#volume), or
 * page by page and without them where the server documents no such list.
 */
export async function readCatalogue(connection: Connection): Promise<Catalogue> {
	const server = await connection.serverInfo();
	const withBarcodes = server.kind === 'documented' ? undefined : await readCsvList(connection);
	if (withBarcodes) return new Catalogue(withBarcodes, true);
	const query = { includeInactive: true, sort: 'id' };
	const rows = await getPages(connection, apiPath('products'), query);
	return new Catalogue(rows.map(withoutBarcodes), false);
}

async function readCsvList(connection: Connection): Promise<CatalogueProduct[] | undefined> {
	const rows = await readCsvRows(connection, { includeInactive: true });
	if (rows === undefined) return undefined;
	// The column exists from 0.9.6 on, and is empty for what is not active, as of every other flag; before, the list
	// without inactive products tells which ones they are.
	const active =
		rows.length === 0 || 'Active' in rows[0]
			? new Set(rows.filter((row) => row.Active === 'true').map((row) => row.Id))
			: new Set((await readCsvRows(connection, {}))?.map((row) => row.Id));
	return rows.map((row) => ({
		id: row.Id,
		productCode: row.ProductCode ?? '',
		name: row.Name ?? '',
		upc: row.UPC ?? '',
		ndc: row.NDC ?? '',
		active: active.has(row.Id),
	}));
}

async function readCsvRows(
	connection: Connection,
	query: { includeInactive?: boolean },
): Promise<Array<Record<string, string>> | undefined> {
	const text = await connection.get(apiPath('products'), { format: 'csv', ...query });
	if (typeof text !== 'string') return undefined;
	const rows = readCsv(text);
	const isExport = !rows?.length || ('Id' in rows[0] && 'ProductCode' in rows[0]);
	return isExport ? rows : undefined;
}
