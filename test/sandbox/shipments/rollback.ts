import { failure } from '../errors';
import type { Row } from '../store/table';
import type { World } from '../world';
import { refreshSummariesOf } from '../purchase-orders/summary-table';
import { eventCode, lastEvent, removeShipmentEvent } from './events';
import { removeTransfers } from './transfers';

/** Takes back the last thing that happened to a shipment: its receipts, or its leaving. */
export function rollbackLastEvent(world: World, shipment: Row): void {
	const event = lastEvent(world, shipment);
	if (!event) {
		throw failure(
			'java.lang.RuntimeException',
			'Cannot rollback shipment status because there are no recent events',
		);
	}
	removeReceipts(world, shipment);
	const shipped = eventCode(world, event) === 'SHIPPED';
	removeTransfers(world, shipment, shipped ? 'outgoingShipment' : 'incomingShipment');
	removeShipmentEvent(world, shipment, event);
	refreshSummariesOf(world, shipment);
}

export function removeReceipts(world: World, shipment: Row): void {
	for (const receipt of world.store.table('receipt').by('shipment', shipment.id)) {
		removeReceipt(world, receipt);
	}
}

export function removeReceipt({ store }: World, receipt: Row): void {
	for (const item of store.table('receiptItem').by('receipt', receipt.id)) {
		store.remove('receiptItem', item);
	}
	store.remove('receipt', receipt);
}
