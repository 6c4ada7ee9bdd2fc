import { isoSeconds, minuteWithZone, monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { eventDate, lastRequestEvent, shipmentStatus } from '../shipments/events';
import { isDepot, supports } from '../shipments/places';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { displayStatus } from './display-status';
import { requestLineJson } from './line-json';
import type { Movement } from './movements';
import { pickListOf } from './pick-lists';
import { movementStatusOf } from './requisition-status';
import { originalLinesOf } from './request-lines';
import { isFromOrder, shipmentLinesJson } from './shipment-lines';

/** How much of a movement an answer shows, and to whom. */
export interface Shown {
	/** The login location: `displayStatus` depends on it. */
	location: Value;
	/** Null in the answers of writes. */
	documents?: unknown;
	lines?: JsonObject[];
	/** The 201 answers were built before the shipment or its lines were saved (stock-movements.md#create). */
	fresh?: boolean;
}

/** The whole movement (stock-movements.md#read). */
export function movementJson(world: World, movement: Movement, shown: Shown): JsonObject {
	return movement.requisition
		? requestJson(world, movement.requisition, movement.shipment, shown)
		: sentJson(world, movement.shipment as Row, shown);
}

/** The origin of a movement; rows of the outbound list show the same. */
export function placeJson(world: World, id: Value, isOrigin: boolean): JsonObject {
	const location = world.store.get('location', id);
	const organization = world.store.get('organization', location?.organization);
	return {
		id: orNull(location?.id),
		name: orNull(location?.name),
		locationNumber: orNull(location?.locationNumber),
		locationType: world.json.nested('locationType', location?.locationType),
		locationGroup: location ? world.json.of('location', location).locationGroup : null,
		organizationName: orNull(organization?.name),
		organizationCode: orNull(organization?.code),
		...(isOrigin ? { isDepot: location ? isDepot(world, location) : null } : {}),
		// Only its own; those of its type are not shown here.
		supportedActivities: location ? (location.supportedActivities ?? []) : null,
	};
}

export const currentEvent = (world: World, requisition: Row | undefined): JsonObject => {
	if (world.version.before('0.9.1')) return {};
	const event = requisition && lastRequestEvent(world, requisition);
	return { currentEvent: event ? world.json.of('event', event) : null };
};

function requestJson(
	world: World,
	requisition: Row,
	shipment: Row | undefined,
	shown: Shown,
): JsonObject {
	const { version } = world;
	const known = shown.fresh ? undefined : shipment;
	const lines = originalLinesOf(world, requisition.id);
	return {
		id: requisition.id,
		name: orNull(requisition.name),
		description: orNull(requisition.description),
		statusCode: movementStatusOf(requisition.status),
		...shared(world, { requisition, shipment: known }, requisition, shown),
		identifier: orNull(requisition.requestNumber),
		order: { id: null, name: null, orderNumber: null },
		...stocklistJson(world, requisition),
		dateRequested: monthDayYear(requisition.dateRequested),
		dateCreated: monthDayYear(requisition.dateCreated),
		...(version.since('0.9.3')
			? { dateDeliveryRequested: isoSeconds(requisition.dateDeliveryRequested) }
			: {}),
		lastUpdated: isoSeconds(requisition.lastUpdated),
		currentStatus: orNull(known?.currentStatus),
		...currentEvent(world, requisition),
		requestedBy: world.json.nested('person', requisition.requestedBy),
		lineItems: shown.lines ?? lines.map((line) => requestLineJson(world, line)),
		lineItemCount: lines.length,
		associations: {
			requisition: {
				id: requisition.id,
				requestNumber: orNull(requisition.requestNumber),
				status: orNull(requisition.status),
			},
			shipment: shipmentReference(known),
			shipments: shown.fresh ? null : known ? [shipmentReference(known)] : [],
			documents: shown.documents ?? null,
		},
		approvers: approversJson(world, requisition, shown.fresh),
		isFromOrder: false,
		isReturn: false,
		isElectronicType: requisition.sourceType === 'ELECTRONIC',
		requestType: requisition.type
			? { enumType: 'org.pih.warehouse.requisition.RequisitionType', name: requisition.type }
			: null,
		sourceType: null,
		...(version.since('0.9.2')
			? { picklist: { id: orNull(pickListOf(world, requisition.id)?.id) } }
			: {}),
	};
}

const shipmentReference = (shipment: Row | undefined): JsonObject => ({
	id: orNull(shipment?.id),
	shipmentNumber: orNull(shipment?.shipmentNumber),
	status: orNull(shipment?.currentStatus),
});

/** A list that nobody filled is null until it is read from the database. */
export function approversJson(world: World, requisition: Row, fresh?: boolean): unknown {
	const ids = Array.isArray(requisition.approvers) ? requisition.approvers : undefined;
	if (!ids) return fresh ? null : [];
	return ids.map((id) => world.json.nested('person', id));
}

export function stocklistJson({ store }: World, requisition: Row): JsonObject {
	const stocklist = store.get('requisition', requisition.requisitionTemplate);
	return {
		stocklist: { id: orNull(stocklist?.id), name: orNull(stocklist?.name) },
		replenishmentType: orNull(stocklist?.replenishmentTypeCode),
	};
}

/** Keys that both kinds fill from the shipment and its places. */
function shared(
	world: World,
	papers: { requisition: Row | undefined; shipment: Row | undefined },
	header: Row,
	shown: Shown,
): JsonObject {
	const { shipment } = papers;
	const { origin, destination } = header;
	const status = shipment && shipmentStatus(world, shipment);
	const isShipped = shipment !== undefined && status !== 'PENDING';
	const isReceived = status === 'RECEIVED';
	return {
		displayStatus: displayStatus(world, { ...papers, origin, destination }, shown.location),
		origin: placeJson(world, origin, true),
		destination: placeJson(world, destination, false),
		hasManageInventory: supports(world, world.store.get('location', origin), 'MANAGE_INVENTORY'),
		dateShipped: minuteWithZone(shipment?.expectedShippingDate),
		expectedDeliveryDate: minuteWithZone(shipment?.expectedDeliveryDate),
		shipmentType: world.json.nested('shipmentType', shipment?.shipmentType),
		shipmentStatus: orNull(status),
		trackingNumber: orNull(shipment?.trackingNumber),
		driverName: orNull(shipment?.driverName),
		comments: orNull(shipment?.additionalInformation),
		isShipped,
		isReceived,
		isPartiallyReceived: shipment?.currentStatus === 'PARTIALLY_RECEIVED',
		isPending: shipment?.currentStatus === 'PENDING',
		shipped: isShipped,
		received: isReceived,
	};
}

/**
 * A movement without requisition: `id` is the shipment's, `currentStatus` stays null (stock-movements.md).
 */
function sentJson(world: World, shipment: Row, shown: Shown): JsonObject {
	const { version } = world;
	const isSent = eventDate(world, shipment, 'SHIPPED') !== null;
	const isPending = !isSent && shipmentStatus(world, shipment) === 'PENDING';
	const lines = world.json.inAnyOrder(shipmentLinesJson(world, shipment));
	return {
		id: shipment.id,
		name: orNull(shipment.name),
		description: orNull(shipment.description),
		statusCode: isPending ? 'PENDING' : 'ISSUED',
		...shared(world, { requisition: undefined, shipment }, shipment, shown),
		identifier: orNull(shipment.shipmentNumber),
		order: { id: null, name: null, orderNumber: null },
		stocklist: { id: null, name: null },
		replenishmentType: null,
		dateRequested: monthDayYear(shipment.dateCreated),
		dateCreated: monthDayYear(shipment.dateCreated),
		...(version.since('0.9.3') ? { dateDeliveryRequested: null } : {}),
		lastUpdated: isoSeconds(shipment.lastUpdated),
		currentStatus: null,
		...currentEvent(world, undefined),
		requestedBy: world.json.nested('person', shipment.createdBy),
		lineItems: shown.lines ?? lines,
		lineItemCount: shown.fresh ? null : lines.length,
		associations: {
			requisition: { id: null, requestNumber: null, status: null },
			shipment: shipmentReference(shipment),
			shipments: null,
			documents: shown.documents ?? null,
		},
		approvers: null,
		// Before it has lines a new one counts as made for orders.
		isFromOrder: shown.fresh === true || isFromOrder(world, shipment),
		isReturn: false,
		isElectronicType: false,
		requestType: null,
		sourceType: null,
		...(version.since('0.9.2') ? { picklist: { id: null } } : {}),
	};
}
