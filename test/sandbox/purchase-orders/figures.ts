import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { isCanceled, orderItemsOf, perUnit, shipmentItemsFor } from './order-lines';

const SHIPPED = ['SHIPPED', 'PARTIALLY_RECEIVED', 'RECEIVED'];
const RECEIVED = ['PARTIALLY_RECEIVED', 'RECEIVED'];

/** Quantities of one order line in its order unit (packs). */
export interface ItemFigures {
	item: Row;
	ordered: number;
	shipped: number;
	received: number;
	canceled: number;
	/** Null when no receipt line exists, which the database tells apart from 0. */
	hasReceipts: boolean;
}

/** The database keeps four digits of a quotient. */
const packs = (pieces: Value, item: Row): number =>
	Math.round((Number(pieces ?? 0) / perUnit(item)) * 10_000) / 10_000;

/**
 * Receipt lines of any receipt count as soon as the shipment is partially received: an open draft
 * on such a shipment already moves the figures (order-summary-helper-views.sql).
 */
export function figuresOf(world: World, item: Row): ItemFigures {
	const { store } = world;
	const onShipments = shipmentItemsFor(world, item.id);
	const withStatus = (statuses: string[]) =>
		onShipments.filter((one) =>
			statuses.includes(String(store.get('shipment', one.shipment)?.currentStatus)),
		);
	const receiptItems = withStatus(RECEIVED).flatMap((one) =>
		store.table('receiptItem').by('shipmentItem', one.id),
	);
	const sum = (rows: Row[], property: string) =>
		rows.reduce((total, row) => total + packs(row[property], item), 0);
	return {
		item,
		ordered: isCanceled(item) ? 0 : Number(item.quantity ?? 0),
		shipped: sum(withStatus(SHIPPED), 'quantity'),
		received: sum(receiptItems, 'quantityReceived'),
		canceled: sum(receiptItems, 'quantityCanceled'),
		hasReceipts: receiptItems.length > 0,
	};
}

/**
 * Exact equality: a line shipped or received beyond its order does not count (orders-and-receiving.md#list).
 */
export const isFullyShipped = ({ ordered, shipped }: ItemFigures): boolean =>
	shipped > 0 && shipped === ordered;

export const isFullyReceived = ({ ordered, received, canceled }: ItemFigures): boolean =>
	received + canceled > 0 && received + canceled === ordered;

export function shipmentStatusOf(ordered: number, shipped: number): string | null {
	if (ordered + shipped === 0) return null;
	if (ordered === shipped) return 'SHIPPED';
	return ordered > 0 && shipped > 0 ? 'PARTIALLY_SHIPPED' : null;
}

export function receiptStatusOf(
	ordered: number,
	received: number,
	canceled: number,
): string | null {
	if (received === 0) return null;
	if (ordered - canceled <= received) return 'RECEIVED';
	return received > 0 ? 'PARTIALLY_RECEIVED' : null;
}

/** The status of one line; its own status comes before that of the order (orders-and-receiving.md#read). */
export function derivedItemStatus(world: World, figures: ItemFigures): Value {
	const { item, ordered, shipped, received, canceled, hasReceipts } = figures;
	return (
		(hasReceipts ? receiptStatusOf(ordered, received, canceled) : null) ??
		shipmentStatusOf(ordered, shipped) ??
		item.orderItemStatusCode ??
		world.store.get('order', item.order)?.status
	);
}

/** The row of the summary table for an order, from its lines (orders-and-receiving.md#order-status). */
export function summarize(
	world: World,
	order: Row,
	lines = orderItemsOf(world, order.id),
): Record<string, Value> {
	const figures = lines.map((line) => figuresOf(world, line));
	const sum = (name: 'ordered' | 'shipped' | 'received' | 'canceled') =>
		figures.reduce((total, one) => total + one[name], 0);
	const [ordered, shipped, received, canceled] = (
		['ordered', 'shipped', 'received', 'canceled'] as const
	).map(sum);
	const shipmentStatus = shipmentStatusOf(ordered, shipped);
	const receiptStatus = receiptStatusOf(ordered, received, canceled);
	return {
		order: order.id,
		quantityOrdered: ordered,
		quantityShipped: Math.trunc(shipped),
		quantityReceived: Math.trunc(received),
		quantityCanceled: Math.trunc(canceled),
		quantityInvoiced: 0,
		itemsOrdered: figures.filter((one) => one.ordered > 0).length,
		itemsShipped: figures.filter(isFullyShipped).length,
		itemsReceived: figures.filter(isFullyReceived).length,
		itemsInvoiced: 0,
		orderStatus: order.status,
		shipmentStatus,
		receiptStatus,
		paymentStatus: null,
		derivedStatus: receiptStatus ?? shipmentStatus ?? order.status,
	};
}
