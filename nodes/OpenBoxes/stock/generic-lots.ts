import { inventoryItemSchema, parseList, productAvailabilitySchema } from '../schemas';
import type { LotRow } from './rules/lot';
import { expiryDay } from '../values/moment';
import type { Connection } from '../transport/connection';

/** Up to so many products the table is asked for each of them, beyond for the whole location. */
const FEW_PRODUCTS = 3;
/**
 * What the table writes for a lot without number and for stock in no bin
 * (stock-and-transactions.md#available-items).
 */
export const NONE = 'DEFAULT';

/**
 * Lots and bins by the generic API alone, for servers without `availableItems`. The table of
 * availability has no expiry dates, so the lots of each product are read as well.
 */
export async function readLotsGenerically(
	connection: Connection,
	locationId: string,
	ids: readonly string[],
): Promise<LotRow[]> {
	const wanted = new Set(ids);
	const atLocation = { property: 'location.id', value: locationId };
	const searches =
		ids.length <= FEW_PRODUCTS
			? ids.map((id) => [{ property: 'product.id', value: id }, atLocation])
			: [[atLocation]];
	const expiries = await readExpiries(connection, ids);
	const rows: LotRow[] = [];
	for (const attributes of searches) {
		const page = parseList(
			await connection.search('productAvailability', attributes),
			productAvailabilitySchema,
		);
		for (const row of page) {
			if (!wanted.has(row.product.id)) continue;
			const onHand = row.quantityOnHand ?? 0;
			const binName = row.binLocationName ?? undefined;
			rows.push({
				productId: row.product.id,
				lotId: row.inventoryItem.id,
				lotNumber: row.lotNumber === NONE ? '' : (row.lotNumber ?? ''),
				expiry: expiries.get(row.inventoryItem.id),
				binId: row.binLocation?.id,
				binName: binName === NONE ? undefined : binName,
				available: row.quantityAvailableToPromise ?? onHand,
				onHand,
				status: 'AVAILABLE',
			});
		}
	}
	return rows;
}

async function readExpiries(
	connection: Connection,
	ids: readonly string[],
): Promise<Map<string, string>> {
	const expiries = new Map<string, string>();
	for (const id of ids) {
		const rows = parseList(
			await connection.search('inventoryItem', [{ property: 'product.id', value: id }]),
			inventoryItemSchema,
		);
		for (const lot of rows) {
			const expiry = expiryDay(lot.expirationDate);
			if (expiry !== undefined) expiries.set(lot.id, expiry);
		}
	}
	return expiries;
}
