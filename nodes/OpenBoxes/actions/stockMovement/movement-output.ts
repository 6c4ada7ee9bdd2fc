import type { IDataObject } from 'n8n-workflow';
import type { Movement } from '../../schemas';
import type { MovementRecord } from '../../movements/movement-record';
import { shownDescription } from '../../movements/referenced-movement';
import type { MovementStatus } from '../../movements/rules/movement-status';
import type { PickedLot } from '../../movements/rules/pick-lines';
import { fromServerDate } from '../../values/server-date';

function place(location: Movement['origin']): IDataObject | null {
	if (!location) return null;
	return {
		id: location.id,
		name: location.name ?? null,
		locationNumber: location.locationNumber ?? null,
	};
}

function reference(
	one: { id?: string | null; name?: string | null } | null | undefined,
): IDataObject | null {
	return one?.id ? { id: one.id, name: one.name ?? null } : null;
}

function line(one: NonNullable<Movement['lineItems']>[number]): IDataObject {
	return {
		id: one.id,
		productId: one.product?.id ?? null,
		productCode: one.productCode ?? one.product?.productCode ?? null,
		productName: one.product?.name ?? null,
		quantityRequested: one.quantityRequested ?? null,
		quantityPicked: one.quantityPicked ?? null,
		quantityShipped: one.quantityShipped ?? null,
		quantityReceived: one.quantityReceived ?? null,
		lotNumber: one.lotNumber || null,
		expirationDate: fromServerDate(one.expirationDate),
		pallet: one.palletName || null,
		box: one.boxName || null,
		comment: one.comments ?? null,
		sortOrder: one.sortOrder ?? null,
	};
}

/** What most workflows need of a movement. */
export function shortMovement(movement: Movement, status: MovementStatus): IDataObject {
	const header = headerOutput(movement, status);
	const { id, identifier, description, origin, destination, ...more } = header;
	const { dateCreated, dateShipped, lineItemCount } = more;
	return {
		...{ id, identifier, description, status, origin, destination, dateCreated, dateShipped },
		lineItemCount,
	};
}

/** A movement without its lines; `dateShipped` only once it has left (stock-movements.md#read). */
function headerOutput(movement: Movement, status: MovementStatus): IDataObject {
	const hasShipped = ['shipped', 'partiallyReceived', 'received'].includes(status);
	return {
		id: movement.id,
		identifier: movement.identifier ?? null,
		name: movement.name ?? null,
		description: shownDescription(movement.description),
		status,
		origin: place(movement.origin),
		destination: place(movement.destination),
		requestedBy: reference(movement.requestedBy),
		dateRequested: fromServerDate(movement.dateRequested),
		dateCreated: fromServerDate(movement.dateCreated),
		dateShipped: hasShipped ? fromServerDate(movement.dateShipped) : null,
		expectedDelivery: fromServerDate(movement.expectedDeliveryDate),
		shipmentType: reference(movement.shipmentType),
		trackingNumber: movement.trackingNumber || null,
		driverName: movement.driverName || null,
		comments: movement.comments || null,
		lineItemCount: movement.lineItemCount ?? movement.lineItems?.length ?? null,
	};
}

/** All keys of the server, with our status. */
export function rawMovement(movement: Movement, status: MovementStatus): IDataObject {
	return { ...(movement as IDataObject), status, rawStatus: rawStatus(movement) };
}

export function linesOutput({ lineItems }: Movement): IDataObject[] {
	return (lineItems ?? []).map(line);
}

/** A movement with its lines, as a change left it. */
export function movementOutput({ movement, status, shipmentId }: MovementRecord): IDataObject {
	return {
		...headerOutput(movement, status),
		shipmentId: shipmentId ?? null,
		lineItemCount: movement.lineItems?.length ?? movement.lineItemCount ?? null,
		lineItems: linesOutput(movement),
		rawStatus: rawStatus(movement),
	};
}

/** The server's own words beside ours. */
function rawStatus(movement: Movement): IDataObject {
	return {
		statusCode: movement.statusCode ?? null,
		status: movement.status ?? null,
		shipmentStatus: movement.shipmentStatus ?? movement.currentStatus ?? null,
	};
}

export function lotsOutput(lots: readonly PickedLot[]): IDataObject[] {
	return lots.map((lot) => ({
		productCode: lot.productCode ?? null,
		lotNumber: lot.lotNumber || null,
		expirationDate: lot.expiry ?? null,
		binLocation: lot.binName ?? null,
		quantity: lot.quantity,
	}));
}
