import { lotNumberKey, type DeliveryPart } from './delivery';
import { remainingOf, type OrderLine } from '../../orders/rules/order-line';
import type { ReceiptLine, ShipmentLine } from '../../shipments/rules/receipt-draft';

/** A sent shipment of the order that still holds goods. */
export interface OpenShipment {
	shipmentId: string;
	lines: readonly ShipmentLine[];
}

/** Lines to receive on a shipment that is there already. */
interface PlannedReceipt {
	shipmentId: string;
	lines: Array<{ receipt: ReceiptLine; part: DeliveryPart }>;
}

/** A line of the shipment that is made for what arrived. */
export interface PlannedShipmentLine {
	part: DeliveryPart;
	/** Units on the shipment: more than arrived when the order line is closed short. */
	shipped: number;
}

export interface DeliveryPlan {
	receipts: PlannedReceipt[];
	shipment: PlannedShipmentLine[];
	warnings: string[];
}

function openOf(line: ShipmentLine): number {
	return Math.max(0, line.shipped - line.received - line.canceled);
}

interface Slot {
	shipmentId: string;
	line: ShipmentLine;
	left: number;
	taken: Array<{ part: DeliveryPart; quantity: number }>;
}

function slotsOf(line: OrderLine, slots: readonly Slot[]): Slot[] {
	const ids = new Set(line.shipments.map((one) => one.shipmentItemId));
	return slots.filter((slot) => ids.has(slot.line.shipmentItemId));
}

/** Lots as they were shipped come first, then other lots of the same order line. */
function fill(parts: readonly DeliveryPart[], slots: readonly Slot[]): DeliveryPart[] {
	const rest = parts.map((part) => ({ ...part }));
	for (const onlySameLot of [true, false]) {
		for (const part of rest) {
			for (const slot of slotsOf(part.line, slots)) {
				if (onlySameLot && lotNumberKey(slot.line.lotNumber) !== lotNumberKey(part.lotNumber))
					continue;
				const quantity = Math.min(part.quantity, slot.left);
				if (quantity <= 0) continue;
				slot.left -= quantity;
				part.quantity -= quantity;
				const same = slot.taken.find(
					({ part: other }) =>
						other.position === part.position &&
						other.binId === part.binId &&
						lotNumberKey(other.lotNumber) === lotNumberKey(part.lotNumber),
				);
				if (same) same.quantity += quantity;
				else slot.taken.push({ part, quantity });
			}
		}
	}
	return rest.filter((part) => part.quantity > 0);
}

/**
 * Several lots or bins for one line of a shipment are sent as a split (orders-and-receiving.md#receiving).
 */
function toReceiptLines({ line, taken }: Slot): PlannedReceipt['lines'] {
	const others = taken.slice(1).reduce((sum, { quantity }) => sum + quantity, 0);
	return taken.map(({ part, quantity }, index) => ({
		part: { ...part, quantity },
		receipt: {
			shipmentItemId: line.shipmentItemId,
			containerId: line.containerId,
			productId: line.productId,
			quantity,
			lotNumber: part.lotNumber,
			expiry: part.expiry,
			binId: part.binId,
			comment: part.comment,
			// Closing is said of the order line, by whichever row of the delivery.
			closeShort: index === 0 && taken.some((one) => one.part.closeShort),
			shipped: taken.length === 1 ? line.shipped : index === 0 ? line.shipped - others : quantity,
			split: taken.length === 1 ? undefined : index === 0 ? 'original' : 'new',
		},
	}));
}

/** What of an order line will be left open when all parts are booked. */
function restOf(line: OrderLine, parts: readonly DeliveryPart[]): number {
	const arrived = parts
		.filter((part) => part.line.id === line.id)
		.reduce((sum, part) => sum + part.quantity, 0);
	return Math.max(0, remainingOf(line) - arrived);
}

/**
 * Decides where the parts of a delivery are received: on open shipments of the order first, the rest
 * on a shipment made for exactly what arrived. A line closed short is put on that shipment with all
 * that is missing, because only what is on a shipment can be closed (orders-and-receiving.md#partial).
 */
export function planDelivery(
	parts: readonly DeliveryPart[],
	open: readonly OpenShipment[],
): DeliveryPlan {
	const slots: Slot[] = open.flatMap(({ shipmentId, lines }) =>
		lines.map((line) => ({ shipmentId, line, left: openOf(line), taken: [] })),
	);
	const onNewShipment = fill(parts, slots);
	const used = slots.filter((slot) => slot.taken.length > 0);
	const receipts = open
		.map(({ shipmentId }) => ({
			shipmentId,
			lines: used.filter((slot) => slot.shipmentId === shipmentId).flatMap(toReceiptLines),
		}))
		.filter(({ lines }) => lines.length > 0);
	const warnings: string[] = [];
	const closing = new Map(
		parts.filter((part) => part.closeShort).map((part) => [part.line.id, part.line]),
	);
	const shipment: PlannedShipmentLine[] = onNewShipment.map((part) => ({
		part: { ...part, closeShort: closing.has(part.line.id) },
		shipped: part.quantity,
	}));
	for (const line of closing.values()) {
		const closedOnShipments = used
			.filter((slot) => slot.taken.some(({ part }) => part.line.id === line.id && part.closeShort))
			.reduce((sum, slot) => sum + slot.left, 0);
		const missing = restOf(line, parts) - closedOnShipments;
		if (missing <= 0) continue;
		const last = [...shipment].reverse().find(({ part }) => part.line.id === line.id);
		if (last) last.shipped += missing;
		else {
			warnings.push(
				`${missing} of ${line.product.code} ${line.product.name} stay open on the order: only goods on a received shipment can be closed short`,
			);
		}
	}
	return { receipts, shipment, warnings };
}

function keyOf(orderItemId: string, lotNumber: string, quantity: number): string {
	return JSON.stringify([orderItemId, lotNumberKey(lotNumber), quantity]);
}

/** Which line of a shipment stands for which planned line; undefined when they are not the same. */
export function pairShipmentLines<
	Made extends { orderItemId: string; lotNumber: string; quantity: number },
>(
	planned: readonly PlannedShipmentLine[],
	made: readonly Made[],
): Array<{ planned: PlannedShipmentLine; made: Made }> | undefined {
	if (planned.length !== made.length) return undefined;
	const left = [...made];
	const pairs: Array<{ planned: PlannedShipmentLine; made: Made }> = [];
	for (const one of planned) {
		const key = keyOf(one.part.line.id, one.part.lotNumber, one.shipped);
		const index = left.findIndex(
			({ orderItemId, lotNumber, quantity }) => keyOf(orderItemId, lotNumber, quantity) === key,
		);
		if (index < 0) return undefined;
		pairs.push({ planned: one, made: left[index] });
		left.splice(index, 1);
	}
	return pairs;
}
