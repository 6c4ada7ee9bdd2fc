import { reasons } from '../errors';
import { removeShipment } from '../shipments/remove';
import type { Row } from '../store/table';
import type { World } from '../world';
import { isPurchaseOrder, orderItemsOf, shipmentsFor } from './order-lines';
import { dropSummary } from './summary-table';

/**
 * Deletes an order with the shipments made for it; booked goods keep it
 * (orders-and-receiving.md#delete-and-rollback).
 */
export function removeOrder(world: World, order: Row): void {
	const { store } = world;
	const refused = reasons(400, `Order ${String(order.orderNumber)} could not be deleted`);
	if (!isPurchaseOrder(world, order)) throw refused;
	for (const id of shipmentsFor(world, order.id)) {
		const shipment = store.get('shipment', id);
		if (!shipment) continue;
		const booked = (side: string) => store.table('transaction').by(side, shipment.id).length > 0;
		if (booked('incomingShipment') || booked('outgoingShipment')) throw refused;
		removeShipment(world, shipment);
	}
	for (const item of orderItemsOf(world, order.id)) store.remove('orderItem', item);
	dropSummary(world, order);
	store.remove('order', order);
}
