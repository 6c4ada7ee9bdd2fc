import { readCsv } from '../rules/csv';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';

/** A product with the codes that no JSON answer of the server shows. */
export interface CatalogueProduct {
	id: string;
	productCode: string;
	name: string;
	upc: string;
	ndc: string;
	active: boolean;
}

/**
 * All products with their barcodes in one request, inactive ones included (note 02 §10).
 *
 * @returns undefined when this server has no such list; callers then look up one by one
 */
export async function readCatalogue(
	connection: Connection,
): Promise<CatalogueProduct[] | undefined> {
	const server = await connection.serverInfo();
	if (server.kind === 'documented') return undefined;
	const text = await connection.get(apiPath('products'), { format: 'csv', includeInactive: true });
	if (typeof text !== 'string') return undefined;
	const rows = readCsv(text);
	if (rows.length > 0 && !('Id' in rows[0] && 'ProductCode' in rows[0])) return undefined;
	return rows.map((row) => ({
		id: row.Id,
		productCode: row.ProductCode ?? '',
		name: row.Name ?? '',
		upc: row.UPC ?? '',
		ndc: row.NDC ?? '',
		// The column exists from 0.9.6 on; before, an inactive product cannot be told here.
		active: row.Active !== 'false',
	}));
}
