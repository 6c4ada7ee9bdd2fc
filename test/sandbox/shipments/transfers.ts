import { failure } from '../errors';
import { wholeSecond } from '../clock';
import { productsOf } from '../stock/quantities';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { findOrCreateLot } from './lots';

export const TRANSFER_OUT = '9';
export const TRANSFER_IN = '8';

export interface TransferEntry {
	inventoryItem: string;
	binLocation: Value;
	quantity: Value;
}

/**
 * Saves a transaction with its entries, as the server itself books; stock follows later. The entries
 * of movements, transfers, receipts and putaways name no product: the lot does (several-writers.md).
 */
export function bookTransfer(
	world: World,
	user: string | null,
	header: Record<string, Value>,
	entries: TransferEntry[],
): Row {
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const transaction = store.insert('transaction', {
		id: ids.id(),
		transactionNumber: ids.transactionNumber(),
		confirmed: false,
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
		...header,
	});
	for (const entry of entries) {
		store.insert('transactionEntry', {
			id: ids.id(),
			transaction: transaction.id,
			product: null,
			...entry,
		});
	}
	world.availability.transactionChanged(transaction);
	return transaction;
}

/**
 * The Transfer Out of a shipment; without lines it is empty and moves nothing (stock-movements.md#status).
 */
export function bookTransferOut(
	world: World,
	shipment: Row,
	user: string | null,
	shippedAt: number,
): void {
	const { store } = world;
	const inventory = store.get('location', shipment.origin)?.inventory;
	if (!inventory) {
		throw failure(
			'java.lang.IllegalStateException',
			`Origin ${String(store.get('location', shipment.origin)?.name)} must have an inventory in order to send stock`,
		);
	}
	const entries = store
		.table('shipmentItem')
		.by('shipment', shipment.id)
		.map((item) => ({
			// By product and lot number, not by the picked record.
			inventoryItem: findOrCreateLot(world, item.product, item.lotNumber, item.expirationDate).id,
			binLocation: item.binLocation ?? null,
			quantity: item.quantity,
		}));
	bookTransfer(
		world,
		user,
		{
			transactionType: TRANSFER_OUT,
			transactionDate: wholeSecond(shippedAt),
			destination: shipment.destination,
			inventory,
			requisition: shipment.requisition,
			outgoingShipment: shipment.id,
		},
		entries,
	);
}

/** Takes back what a shipment or its receipts booked. */
export function removeTransfers(
	world: World,
	shipment: Row,
	side: 'outgoingShipment' | 'incomingShipment',
): void {
	for (const transaction of world.store.table('transaction').by(side, shipment.id)) {
		removeTransaction(world, transaction);
	}
}

export function removeTransaction({ store, availability }: World, transaction: Row): void {
	const products = productsOf(store, transaction.id);
	for (const entry of store.table('transactionEntry').by('transaction', transaction.id)) {
		store.remove('transactionEntry', entry);
	}
	store.remove('transaction', transaction);
	availability.transactionDeleted(String(transaction.inventory), products);
}
