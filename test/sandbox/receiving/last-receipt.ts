import { refreshSummariesOf } from '../purchase-orders/summary-table';
import { findEvent, removeShipmentEvent } from '../shipments/events';
import { removeTransaction } from '../shipments/transfers';
import { quantitiesOf } from '../stock/quantities';
import type { Row } from '../store/table';
import type { World } from '../world';
import { removeReceipt } from '../shipments/rollback';

/** Takes back the last completed receipt, unless goods of it are no longer where they were put. */
export function rollBackLastReceipt(world: World, shipment: Row): void {
	const { store } = world;
	const received = store
		.table('receipt')
		.by('shipment', shipment.id)
		.filter((receipt) => receipt.receiptStatusCode === 'RECEIVED')
		.sort(byAge);
	const last = received.at(-1);
	if (!last || !isStillThere(world, shipment, last)) return;
	for (const transaction of store.table('transaction').by('receipt', last.id)) {
		removeTransaction(world, transaction);
	}
	removeReceipt(world, last);
	const codes =
		received.length > 1 ? (['RECEIVED'] as const) : (['RECEIVED', 'PARTIALLY_RECEIVED'] as const);
	for (const code of codes) {
		const event = findEvent(world, shipment, code);
		if (event) removeShipmentEvent(world, shipment, event);
	}
	refreshSummariesOf(world, shipment);
}

/** The times are whole seconds, so two receipts of one second go by their ids (several-writers.md#drafts). */
const byAge = (a: Row, b: Row): number =>
	Number(a.dateCreated) - Number(b.dateCreated) ||
	Number(a.lastUpdated) - Number(b.lastUpdated) ||
	(a.id < b.id ? -1 : 1);

function isStillThere({ store }: World, shipment: Row, receipt: Row): boolean {
	const inventory = String(store.get('location', shipment.destination)?.inventory);
	return store
		.table('receiptItem')
		.by('receipt', receipt.id)
		.every((item) => {
			const product = store.get('inventoryItem', item.inventoryItem)?.product;
			const inBin = quantitiesOf(store, inventory, String(product))
				.filter(
					(place) =>
						place.inventoryItem === item.inventoryItem &&
						place.binLocation === (item.binLocation ?? null),
				)
				.reduce((sum, place) => sum + place.quantity, 0);
			return Number(item.quantityReceived ?? 0) <= inBin;
		});
}
