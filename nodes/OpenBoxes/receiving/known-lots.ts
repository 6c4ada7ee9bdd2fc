import { inventoryItemSchema, listSchema, lotsByProductSchema } from '../schemas';
import { lotNumberKey } from './rules/delivery';
import type { KnownLot } from './rules/lot-expiry';
import { expiryDay } from '../values/moment';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { supports } from '../transport/server';

/** Products whose ids fit into one URL (sessions-and-errors.md#e15). */
const MOST_PRODUCTS = 150;

/** Lots by product id and lot number. */
class KnownLots {
	private readonly lots = new Map<string, KnownLot>();

	add(productId: string, lot: KnownLot): void {
		const key = `${productId}|${lotNumberKey(lot.lotNumber)}`;
		const before = this.lots.get(key);
		// The same number can exist twice; a stored expiry is what must not be lost.
		if (!before || (before.expiry === undefined && lot.expiry !== undefined))
			this.lots.set(key, lot);
	}

	find(productId: string, lotNumber: string): KnownLot | undefined {
		return this.lots.get(`${productId}|${lotNumberKey(lotNumber)}`);
	}
}

async function readTogether(
	connection: Connection,
	productIds: readonly string[],
	known: KnownLots,
): Promise<void> {
	for (let start = 0; start < productIds.length; start += MOST_PRODUCTS) {
		const answer = await connection.get(
			apiPath('products', 'inventoryItems', 'lotNumbersWithExpirationDate'),
			{ productIds: productIds.slice(start, start + MOST_PRODUCTS) },
		);
		const { data } = lotsByProductSchema.parse(answer);
		for (const [productId, lots] of Object.entries(data)) {
			for (const { lotNumber, expirationDate } of lots)
				known.add(productId, { lotNumber: lotNumber ?? '', expiry: expiryDay(expirationDate) });
		}
	}
}

async function readOneByOne(
	connection: Connection,
	productIds: readonly string[],
	known: KnownLots,
): Promise<void> {
	for (const productId of productIds) {
		const answer = await connection.search('inventoryItem', [
			{ property: 'product.id', value: productId },
		]);
		for (const data of listSchema.parse(answer).data) {
			const lot = inventoryItemSchema.parse(data);
			known.add(productId, {
				lotNumber: lot.lotNumber ?? '',
				expiry: expiryDay(lot.expirationDate),
			});
		}
	}
}

/**
 * Lots that exist of products, with their stored expiry: in one request from 0.9.6 on, one for each
 * product before. Read before a lot is received, since receiving overwrites its expiry
 * (orders-and-receiving.md#shipment-lines).
 */
export async function readKnownLots(
	connection: Connection,
	productIds: readonly string[],
): Promise<KnownLots> {
	const known = new KnownLots();
	const distinct = [...new Set(productIds)];
	if (distinct.length === 0) return known;
	const server = await connection.serverInfo();
	const read = supports(server, 'lotsOfProducts') ? readTogether : readOneByOne;
	await read(connection, distinct, known);
	return known;
}
