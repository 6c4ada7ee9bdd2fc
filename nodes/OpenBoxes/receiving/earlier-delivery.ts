import { listSchema, receiptItemSchema, shipmentRowSchema } from '../schemas';
import { deliveryMark } from './rules/delivery-reference';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { notReceived } from './arrived-lines';
import type { OrderRecord } from '../orders/order-record';
import type { OrderWithShipments } from '../orders/order-shipments';

/** A line that was booked for the reference before. */
export interface BookedRow {
	receiptItemId: string;
	shipmentId: string;
	receiptId: string;
	productId: string;
	lotNumber: string;
	quantity: number;
	binId?: string;
	binName?: string;
}

/** What earlier runs with the same reference left on the server. */
export interface EarlierDelivery {
	/** The shipment that was made for this delivery. */
	own?: ReceiptView;
	booked: BookedRow[];
	/** Views of all shipments that were read so far. */
	views: ReceiptView[];
}

function shipmentIds(order: OrderRecord): Set<string> {
	return new Set(order.lines.flatMap((line) => line.shipments.map((one) => one.shipmentId)));
}

/** Shipments of this order whose description is the reference, those farthest on the way first. */
export async function findOwnShipments(
	connection: Connection,
	order: OrderRecord,
	reference: string,
): Promise<Array<{ id: string; status: string }>> {
	const ofOrder = shipmentIds(order);
	if (ofOrder.size === 0) return [];
	const page = listSchema.parse(
		await connection.search('shipment', [{ property: 'description', value: reference }]),
	);
	const progress = ['RECEIVED', 'PARTIALLY_RECEIVED', 'SHIPPED', 'PENDING'];
	return page.data
		.map((row) => shipmentRowSchema.parse(row))
		.filter((row) => ofOrder.has(row.id))
		.sort(
			(a, b) => progress.indexOf(a.status) - progress.indexOf(b.status) || (a.id < b.id ? -1 : 1),
		);
}

/** Receipt lines of this order whose comment starts with a mark; open drafts included. */
async function findRows(
	connection: Connection,
	order: OrderRecord,
	mark: string,
): Promise<BookedRow[]> {
	const ofOrder = shipmentIds(order);
	const page = listSchema.parse(
		await connection.search('receiptItem', [
			{ property: 'comment', operator: 'like', value: `${mark}%` },
		]),
	);
	return page.data
		.map((row) => receiptItemSchema.parse(row))
		.map((row) => ({
			receiptItemId: row.id,
			shipmentId: row.receipt?.shipment?.id ?? '',
			receiptId: row.receipt?.id ?? '',
			productId: row.product?.id ?? '',
			lotNumber: row.inventoryItem?.lotNumber ?? '',
			quantity: row.quantityReceived,
			binId: row.binLocation?.id,
			binName: row.binLocation?.name ?? undefined,
		}))
		.filter((row) => ofOrder.has(row.shipmentId));
}

/**
 * Finds what was done for a delivery reference before: the shipment made for it, and what was booked
 * on any shipment of the order (design rule 12). No request when the order has no shipment yet.
 *
 * @throws OpenBoxesError when the reference stands for another delivery
 */
export async function findEarlierDelivery(
	connection: Connection,
	{ order, views }: OrderWithShipments,
	delivery: { reference: string; hash: string },
): Promise<EarlierDelivery> {
	const { reference, hash } = delivery;
	const known = [...views];
	const viewOf = async (id: string): Promise<ReceiptView> => {
		const found = known.find((view) => view.shipmentId === id);
		if (found) return found;
		const view = await readReceiptView(connection, id);
		known.push(view);
		return view;
	};
	const [first, ...others] = await findOwnShipments(connection, order, reference);
	if (others.some(({ status }) => status !== 'PENDING')) {
		throw notReceived(
			order,
			`OpenBoxes has ${others.length + 1} shipments with the delivery reference "${reference}"`,
			'Nothing was booked. Look at these shipments in OpenBoxes; delete what was made twice.',
		);
	}
	const own = first && (await viewOf(first.id));
	const mayBeBooked = order.lines.some((line) => line.received > 0 || !line.isExact);
	if (!mayBeBooked) return { own, booked: [], views: known };
	const booked: BookedRow[] = [];
	for (const row of await findRows(connection, order, deliveryMark(reference))) {
		const { receiptId } = await viewOf(row.shipmentId);
		// Drafts look like booked receipts in this answer; only the view tells (note 03 §8).
		if (receiptId !== row.receiptId) booked.push(row);
	}
	if (booked.length > 0) await requireSameContent(connection, order, booked, { reference, hash });
	return { own, booked, views: known };
}

async function requireSameContent(
	connection: Connection,
	order: OrderRecord,
	booked: readonly BookedRow[],
	{ reference, hash }: { reference: string; hash: string },
): Promise<void> {
	const rows = await findRows(connection, order, deliveryMark(reference, hash));
	const same = new Set(rows.map((row) => row.receiptItemId));
	if (booked.every((row) => same.has(row.receiptItemId))) return;
	const texts = booked.map(({ quantity, lotNumber, productId }) => {
		const product = order.lines.find((line) => line.product.id === productId)?.product;
		return `${quantity} of ${product?.code ?? productId}${lotNumber ? ` lot ${lotNumber}` : ''}`;
	});
	throw notReceived(
		order,
		`the delivery reference "${reference}" is already used for other content (${texts.join(', ')})`,
		'Nothing was booked. Use another reference for another delivery.',
	);
}
