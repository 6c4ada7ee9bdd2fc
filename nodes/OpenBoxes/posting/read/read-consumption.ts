import type { ResolvedLocation } from '../../catalogue/locations';
import { inventoryIdOf } from '../../catalogue/inventory-id';
import { LotDirectory } from '../../stock/lot-directory';
import type { Connection } from '../../transport/connection';
import { consumptionOf, type Consumed } from '../rules/consumption';
import { readEntries } from './read-entries';
import { readTransactions } from './transaction-list';

interface Window {
	/** Epoch milliseconds. */
	from: number;
	/** Products of lots that are known. */
	productOfLot: ReadonlyMap<string, string>;
}

/**
 * What a location used since a moment, by product: consumption with what came back of it, and transfers out. The
 * server's own demand knows requisitions only, never what a till sells.
 */
export async function readConsumption(
	connection: Connection,
	location: ResolvedLocation,
	{ from, productOfLot }: Window,
): Promise<Map<string, Consumed>> {
	const inventoryId = await inventoryIdOf(connection, location.id);
	const all = await readTransactions(connection, { inventoryId, from }, Number.POSITIVE_INFINITY);
	const relevant = consumptionOf(all);
	const entries = await readEntries(
		connection,
		relevant.map(({ transaction }) => transaction),
	);
	const directory = new LotDirectory(connection, []);
	const used = new Map<string, Consumed>();
	for (const { transaction, kind, sign } of relevant) {
		for (const { product, inventoryItem, quantity } of entries.get(transaction.id) ?? []) {
			const lotId = inventoryItem?.id ?? '';
			// Entries of movements do not name their product.
			const productId =
				product?.id ?? productOfLot.get(lotId) ?? (await directory.lot(lotId)).product?.id;
			if (productId === undefined) continue;
			const sum = used.get(productId) ?? { consumed: 0, transferredOut: 0 };
			sum[kind] += sign * quantity;
			used.set(productId, sum);
		}
	}
	return used;
}
