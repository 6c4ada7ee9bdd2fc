import type { OrderRecord } from '../orders/order-record';
import type { ReceiptView } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { notReceived } from './arrived-lines';
import {
	describeLines,
	findMarkedReceipts,
	withBookings,
	type MarkedLine,
	type MarkedReceipt,
} from './marked-receipts';
import { findOwnShipments, shipmentIdsOf, type OwnShipment } from './delivery-shipments';
import { referenceOf, type DeliveryMark } from './rules/delivery-mark';
import { openQuantity, shippedLines } from './rules/shipped-lines';

/** What earlier runs with the same reference left on the server. */
export interface EarlierDelivery {
	/** Shipments that were made for it: one, or several when two runs made one each. */
	own: OwnShipment[];
	/** Its completed receipts, on whatever shipment of the order. */
	receipts: MarkedReceipt[];
}

/**
 * Finds what was done for a delivery before: the shipments made for it, and what was booked on any shipment of the order.
 * No request when the order has no shipment yet.
 *
 * @throws OpenBoxesError when the reference stands for another delivery
 */
export async function findEarlierDelivery(
	connection: Connection,
	order: OrderRecord,
	mark: DeliveryMark,
): Promise<EarlierDelivery> {
	const ofOrder = shipmentIdsOf(order);
	if (ofOrder.size === 0) return { own: [], receipts: [] };
	const own = await findOwnShipments(connection, order, mark);
	const mayBeBooked = order.lines.some((line) => line.received > 0 || !line.isExact);
	if (!mayBeBooked) return { own, receipts: [] };
	const found = (await findMarkedReceipts(connection, mark)).filter(
		({ shipmentId }) => ofOrder.has(shipmentId) || own.some(({ id }) => id === shipmentId),
	);
	const completed = (await withBookings(connection, found)).filter(({ booking }) => booking);
	const other = completed.filter(({ isSame }) => !isSame);
	if (other.length > 0) {
		throw notReceived(
			order,
			`the delivery reference "${mark.reference}" is already used for other content (${describeLines(other.flatMap(({ lines }) => lines))})`,
			'Nothing was booked. Use another reference for another delivery.',
		);
	}
	return { own, receipts: completed };
}

function keyOf({ productId, lotNumber, binId }: MarkedLine): string {
	return `${productId}|${lotNumber}|${binId ?? ''}`;
}

/** Pairs of receipts on one shipment that booked the same lines: two runs received it at the same moment. */
export function twinReceipts(receipts: readonly MarkedReceipt[]): MarkedReceipt[] {
	return receipts.filter((one) => {
		const keys = new Set(one.lines.map(keyOf));
		return receipts.some(
			(other) =>
				other.id !== one.id &&
				other.shipmentId === one.shipmentId &&
				other.lines.some((line) => keys.has(keyOf(line))),
		);
	});
}

/** Sent shipments with open goods, those that another delivery note made for itself apart. */
export function sortOpenShipments(
	views: readonly ReceiptView[],
	own: readonly OwnShipment[],
): { open: ReceiptView[]; ofOthers: Map<string, number> } {
	const isOwn = ({ shipmentId }: ReceiptView): boolean => own.some(({ id }) => id === shipmentId);
	const onTheWay = views.filter(
		(view) => !isOwn(view) && ['SHIPPED', 'PARTIALLY_RECEIVED'].includes(view.status),
	);
	const isOfAnother = ({ description }: ReceiptView): boolean =>
		referenceOf(description) !== undefined;
	const lines = onTheWay.filter(isOfAnother).flatMap((view) => shippedLines(view.lines));
	return {
		open: onTheWay.filter((view) => !isOfAnother(view)),
		ofOthers: new Map(lines.map((line) => [line.shipmentItemId, Math.max(0, openQuantity(line))])),
	};
}
