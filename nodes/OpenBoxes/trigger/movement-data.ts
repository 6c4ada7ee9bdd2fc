import { watchedMovementSchema, type WatchedMovement } from '../schemas';
import { expiryDay } from '../values/moment';
import { textOf, type Lookups } from './lookups';

/** A movement by its own id or by the id of its shipment. */
export async function readMovementData(
	lookups: Lookups,
	id: string | null,
): Promise<WatchedMovement | undefined> {
	if (id === null || id === '') return undefined;
	return watchedMovementSchema.safeParse(await lookups.record(['stockMovements', id])).data;
}

function placeIn(reference: WatchedMovement['origin']): Record<string, unknown> | null {
	if (!reference) return null;
	return {
		id: reference.id,
		name: reference.name ?? '',
		number: textOf(reference.locationNumber) ?? '',
	};
}

/** Head of a movement, without its lines. */
export function movementSummary(movement: WatchedMovement | undefined): Record<string, unknown> {
	if (!movement) return {};
	return {
		stockMovementId: movement.id,
		identifier: movement.identifier ?? null,
		name: movement.name ?? null,
		description: movement.description ?? null,
		status: movement.shipmentStatus ?? movement.statusCode ?? movement.status ?? null,
		origin: placeIn(movement.origin),
		destination: placeIn(movement.destination),
		dateRequested: movement.dateRequested ?? null,
		expectedDeliveryDate: movement.expectedDeliveryDate ?? null,
		trackingNumber: movement.trackingNumber ?? null,
		isFromOrder: movement.isFromOrder ?? false,
		orders: orderIdsOf(movement).map(({ id, number }) => ({ id, number })),
	};
}

/** What was asked for of a product; quantities in base units. */
export interface MovementDataLine {
	productId: string | null;
	productCode: string | null;
	productName: string | null;
	lotNumber: string | null;
	expirationDate: string | null;
	quantity: number;
}

/** Requested lines of a movement. */
export function requestedLines(movement: WatchedMovement | undefined): MovementDataLine[] {
	return (movement?.lineItems ?? []).map((line) => ({
		productId: line.product?.id ?? null,
		productCode: line.productCode ?? textOf(line.product?.productCode),
		productName: textOf(line.product?.name),
		lotNumber: textOf(line.lotNumber),
		expirationDate: expiryDay(line.expirationDate) ?? null,
		quantity: line.quantityShipped ?? line.quantityRequested ?? 0,
	}));
}

interface OrderOfDelivery {
	id: string;
	number: string | null;
	productIds: Set<string>;
}

/** Purchase orders that the lines of a delivery belong to. */
export function orderIdsOf(movement: WatchedMovement | undefined): OrderOfDelivery[] {
	const orders = new Map<string, OrderOfDelivery>();
	for (const line of movement?.lineItems ?? []) {
		if (!line.orderId) continue;
		const order = orders.get(line.orderId) ?? {
			id: line.orderId,
			number: line.orderNumber ?? null,
			productIds: new Set<string>(),
		};
		if (line.product?.id) order.productIds.add(line.product.id);
		orders.set(line.orderId, order);
	}
	return [...orders.values()];
}

/** Whether a movement has a requisition: then the list of movements shows it (feeds.md#feeds). */
export function hasRequisition(movement: WatchedMovement): boolean {
	return Boolean(movement.associations?.requisition?.id);
}
