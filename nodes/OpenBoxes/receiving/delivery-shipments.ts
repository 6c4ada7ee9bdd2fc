import { listSchema, shipmentRowSchema } from '../schemas';
import type { MarkedRow } from '../once/rules/keeper';
import { markPattern } from '../once/rules/mark';
import { readOrder, type OrderRecord } from '../orders/order-record';
import type { Connection } from '../transport/connection';
import { sameContentPattern, type DeliveryMark } from './rules/delivery-mark';

/** A shipment that was made for a delivery. */
export interface OwnShipment extends MarkedRow {
	status: string;
	/** Whether it was made for the same content. */
	isSame: boolean;
}

/** The farther it has gone, the less may it be taken back. */
const PROGRESS = ['RECEIVED', 'PARTIALLY_RECEIVED', 'SHIPPED', 'PENDING'];

async function searchDescriptions(connection: Connection, value: string) {
	const page = listSchema.parse(
		await connection.search('shipment', [{ property: 'description', operator: 'like', value }]),
	);
	return page.data.map((row) => shipmentRowSchema.parse(row));
}

/** Ids of all shipments that the order's lines are on. */
export function shipmentIdsOf(order: OrderRecord): Set<string> {
	return new Set(order.lines.flatMap((line) => line.shipments.map((one) => one.shipmentId)));
}

/**
 * Shipments that were made for a delivery of this order. The mark of the same content names the order too; other content
 * counts only when it is on a shipment of this order, since one delivery note can cover several.
 */
export async function findOwnShipments(
	connection: Connection,
	order: OrderRecord,
	mark: DeliveryMark,
	ownId?: string,
): Promise<OwnShipment[]> {
	const rows = await searchDescriptions(connection, markPattern(mark.reference));
	// The answer shows no descriptions; when there is just the one that we made, there is nothing to ask.
	const isOnlyOwn = rows.every(({ id }) => id === ownId);
	const same = isOnlyOwn ? rows : await searchDescriptions(connection, sameContentPattern(mark));
	const sameIds = new Set(same.map(({ id }) => id));
	let ofOrder = shipmentIdsOf(order);
	if (rows.some(({ id }) => !sameIds.has(id) && !ofOrder.has(id)))
		ofOrder = shipmentIdsOf(await readOrder(connection, { orderId: order.id }));
	return rows
		.filter(({ id }) => sameIds.has(id) || ofOrder.has(id))
		.map(({ id, status }) => ({
			id,
			status,
			standing: PROGRESS.indexOf(status),
			isSame: sameIds.has(id),
		}));
}
