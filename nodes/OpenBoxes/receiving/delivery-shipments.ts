import { parseList, shipmentRowSchema, type OrderShipment } from '../schemas';
import type { MarkedRow } from '../once/rules/keeper';
import { markPattern } from '../once/rules/mark';
import { readOrder, type OrderRecord } from '../orders/order-record';
import type { ShipmentLine } from '../shipments/rules/receipt-draft';
import type { Connection } from '../transport/connection';
import { expiryDay } from '../values/moment';
import { toServerDay } from '../values/server-date';
import type { PlannedShipmentLine } from './rules/delivery-plan';
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
	return parseList(
		await connection.search('shipment', [{ property: 'description', operator: 'like', value }]),
		shipmentRowSchema,
	);
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

/** The web page leaves the same gaps. */
const SORT_STEP = 100;

/** A line of the shipment as the server takes it. */
export function toLineItem({ part, shipped }: PlannedShipmentLine, index: number) {
	return {
		product: { id: part.line.product.id },
		orderItemId: part.line.id,
		quantityRequested: shipped,
		...(part.lotNumber === '' ? {} : { lotNumber: part.lotNumber }),
		// A known lot without its expiry would lose it everywhere.
		...(part.expiry === undefined ? {} : { expirationDate: toServerDay(part.expiry) }),
		sortOrder: (index + 1) * SORT_STEP,
	};
}

/** A line that was just made, as the receiving page will show it. */
export function viewLine(
	made: OrderShipment['lineItems'][number],
	planned: PlannedShipmentLine,
): ShipmentLine {
	const { product } = planned.part.line;
	return {
		shipmentItemId: made.id,
		productId: product.id,
		productCode: product.code,
		productName: product.name,
		needsLotAndExpiry: product.needsLotAndExpiry,
		lotNumber: made.lotNumber ?? '',
		expiry: expiryDay(made.inventoryItem?.expirationDate),
		shipped: made.quantityRequested,
		received: 0,
		canceled: 0,
	};
}
