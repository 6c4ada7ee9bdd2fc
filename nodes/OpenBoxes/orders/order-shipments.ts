import { hasOpenShipment, withExactFigures, type OrderLine } from './rules/order-line';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import type { OrderRecord } from './order-record';

/** An order with the views of those of its shipments that had to be read. */
interface OrderWithShipments {
	order: OrderRecord;
	views: ReceiptView[];
}

function needsViews(line: OrderLine): boolean {
	return line.shipments.length > 0 && (!line.isExact || hasOpenShipment(line));
}

/**
 * Makes the figures of all lines exact and shows what is still on the way. Only shipments of lines
 * that the server's cut figures leave open are read, one request each.
 */
export async function readOrderShipments(
	connection: Connection,
	order: OrderRecord,
): Promise<OrderWithShipments> {
	const unclear = order.lines.filter(needsViews);
	const ids = new Set(unclear.flatMap((line) => line.shipments.map((one) => one.shipmentId)));
	const views: ReceiptView[] = [];
	for (const id of ids) views.push(await readReceiptView(connection, id));
	const figures = receivedByShipmentItem(views);
	const lines = order.lines.map((line) =>
		needsViews(line) ? withExactFigures(line, figures) : line,
	);
	return { order: { ...order, lines }, views };
}

/** Lines of a draft repeat a split shipment line; what was received before is the same in each. */
function receivedByShipmentItem(
	views: readonly ReceiptView[],
): Map<string, { received: number; canceled: number }> {
	const figures = new Map<string, { received: number; canceled: number }>();
	for (const { shipmentItemId, received, canceled } of views.flatMap((view) => view.lines)) {
		const before = figures.get(shipmentItemId);
		figures.set(shipmentItemId, {
			received: Math.max(before?.received ?? 0, received),
			canceled: Math.max(before?.canceled ?? 0, canceled),
		});
	}
	return figures;
}
