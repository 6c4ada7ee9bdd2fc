import type { Store } from '../store/store';
import type { Row } from '../store/table';

/** Quantity on hand of one lot in one bin (null = no bin). */
export interface StockPlace {
	inventoryItem: string;
	binLocation: string | null;
	quantity: number;
}

export const placeKey = (inventoryItem: string, binLocation: string | null): string =>
	`${inventoryItem}|${binLocation ?? ''}`;

/**
 * Quantity on hand of one product at one inventory, computed from its transaction entries.
 * Entries are walked newest first: a count of the lot (type 7) hides older entries of that lot, a
 * count of the product (11, 12) hides older entries of the product (stock-and-transactions.md#signs).
 */
export function quantitiesOf(
	store: Store,
	inventory: string,
	product: string,
	/** Only what happened up to this moment, ms. */
	until = Infinity,
): StockPlace[] {
	const entries = entriesOf(store, inventory, product).filter(
		({ transaction }) => Number(transaction.transactionDate) <= until,
	);
	const places = new Map<string, StockPlace>();
	const countedLots = new Map<string, Row>();
	let productCount: Row | undefined;
	for (const { entry, transaction, code } of entries) {
		const lot = String(entry.inventoryItem);
		if (productCount && productCount !== transaction) break;
		const lotCount = countedLots.get(lot);
		if (lotCount && lotCount !== transaction) continue;
		const binLocation = (entry.binLocation as string | null | undefined) ?? null;
		const key = placeKey(lot, binLocation);
		const place = places.get(key) ?? { inventoryItem: lot, binLocation, quantity: 0 };
		// The server adds up 32-bit integers: beyond them the sum wraps.
		place.quantity = (place.quantity + (code === 'DEBIT' ? -1 : 1) * Number(entry.quantity)) | 0;
		places.set(key, place);
		if (code === 'INVENTORY') countedLots.set(lot, transaction);
		if (code === 'PRODUCT_INVENTORY') productCount = transaction;
	}
	return [...places.values()];
}

interface Movement {
	entry: Row;
	transaction: Row;
	code: string;
}

/**
 * The lot decides which product moves, not the product of the entry (stock-and-transactions.md#transaction).
 */
function entriesOf(store: Store, inventory: string, product: string): Movement[] {
	const found: Movement[] = [];
	for (const lot of store.table('inventoryItem').by('product', product)) {
		for (const entry of store.table('transactionEntry').by('inventoryItem', lot.id)) {
			const transaction = store.get('transaction', entry.transaction);
			if (!transaction || transaction.inventory !== inventory) continue;
			const type = store.get('transactionType', transaction.transactionType);
			found.push({ entry, transaction, code: String(type?.transactionCode) });
		}
	}
	return found.sort(
		(a, b) =>
			Number(b.transaction.transactionDate) - Number(a.transaction.transactionDate) ||
			Number(b.transaction.dateCreated) - Number(a.transaction.dateCreated) ||
			// Within a second the later id counts as newer.
			(a.transaction.id < b.transaction.id ? 1 : a.transaction.id > b.transaction.id ? -1 : 0),
	);
}

/** Products that a transaction touches, by the lots of its entries. */
export function productsOf(store: Store, transaction: string): string[] {
	const products = new Set<string>();
	for (const entry of store.table('transactionEntry').by('transaction', transaction)) {
		const lot = store.get('inventoryItem', entry.inventoryItem);
		if (lot) products.add(String(lot.product));
	}
	return [...products];
}
