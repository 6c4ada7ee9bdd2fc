import type { Store } from '../store/store';
import type { Row } from '../store/table';

/** Anything that holds the tables: the world, or the JSON of it. */
export interface Stored {
	readonly store: Store;
}

/** The order line that a shipment line was made for; the first one, as the server takes it. */
export function orderItemOf({ store }: Stored, shipmentItem: Row | undefined): Row | undefined {
	const ids = shipmentItem?.orderItems;
	return Array.isArray(ids) && ids.length > 0 ? store.get('orderItem', ids[0]) : undefined;
}

/** Shipment lines made for an order line, sent or not. */
export const shipmentItemsFor = ({ store }: Stored, orderItem: string): Row[] =>
	store
		.table('shipmentItem')
		.all()
		.filter((item) => Array.isArray(item.orderItems) && item.orderItems.includes(orderItem));

export const orderItemsOf = ({ store }: Stored, order: string): Row[] =>
	store.table('orderItem').by('order', order);

/** Orders whose lines are on a shipment. */
export function ordersOf(world: Stored, shipment: string): Row[] {
	const orders = new Map<string, Row>();
	for (const item of world.store.table('shipmentItem').by('shipment', shipment)) {
		for (const id of Array.isArray(item.orderItems) ? item.orderItems : []) {
			const order = world.store.get('order', world.store.get('orderItem', id)?.order);
			if (order) orders.set(order.id, order);
		}
	}
	return [...orders.values()];
}

export const isPurchaseOrder = ({ store }: Stored, order: Row): boolean =>
	store.get('orderType', order.orderType)?.orderTypeCode === 'PURCHASE_ORDER';

/** True when all lines were made for purchase orders, false for a shipment without lines. */
export function isFromPurchaseOrder(world: Stored, shipment: string): boolean {
	const orders = ordersOf(world, shipment);
	return orders.length > 0 && orders.every((order) => isPurchaseOrder(world, order));
}

export const perUnit = (orderItem: Row | undefined): number =>
	Number(orderItem?.quantityPerUom ?? 1);

/** `BX/100`; without a unit always `EA/1`. */
export function unitOfMeasure({ store }: Stored, orderItem: Row): string {
	const unit = store.get('unitOfMeasure', orderItem.quantityUom);
	return unit ? `${String(unit.code)}/${Math.trunc(perUnit(orderItem))}` : 'EA/1';
}

export const isCanceled = (orderItem: Row): boolean => orderItem.orderItemStatusCode === 'CANCELED';

const total = (rows: Row[], property: string): number =>
	rows.reduce((sum, row) => sum + Number(row[property] ?? 0), 0);

/**
 * Packs that are on no shipment yet, not below 0 (orders-and-receiving.md#open-quantities): unsent shipments
 * count too.
 */
export function packsLeftToShip(world: Stored, orderItem: Row): number {
	const onShipments = total(shipmentItemsFor(world, orderItem.id), 'quantity');
	return Math.max(0, Number(orderItem.quantity) - Math.trunc(onShipments / perUnit(orderItem)));
}

/** Pieces of the order line that are not on another shipment. */
export function piecesLeftBeside(world: Stored, orderItem: Row, shipment: string): number {
	const elsewhere = shipmentItemsFor(world, orderItem.id).filter(
		(item) => item.shipment !== shipment,
	);
	const ordered = Math.trunc(Number(orderItem.quantity) * perUnit(orderItem));
	return Math.max(0, ordered - total(elsewhere, 'quantity'));
}

/** Shipments that carry lines of an order, sent or not. */
export const shipmentsFor = (world: Stored, order: string): Set<string> =>
	new Set(
		orderItemsOf(world, order).flatMap((item) =>
			shipmentItemsFor(world, item.id).map((one) => String(one.shipment)),
		),
	);
