import { isoSeconds, minuteWithZone, monthDayYear } from '../json/dates';
import { orNull, type Form, type Json, type JsonObject } from '../json/json';
import { eventDate, shipmentStatus } from '../shipments/events';
import type { Row, Value } from '../store/table';
import { lineStatus, linesOf, picksOf } from './request-lines';

/** Movements and their papers as the generic API shows them (sessions-and-errors.md#written-shapes). */
export const movementForms: Record<string, Form> = {
	requisition: (row, json) => ({
		id: row.id,
		name: orNull(row.name),
		requisitionNumber: orNull(row.requestNumber),
		description: orNull(row.description),
		isTemplate: orNull(row.isTemplate),
		type: orNull(row.type),
		status: orNull(row.status),
		commodityClass: null,
		dateRequested: monthDayYear(row.dateRequested),
		dateReviewed: null,
		dateVerified: null,
		dateChecked: null,
		dateDelivered: null,
		dateIssued: null,
		dateReceived: null,
		origin: json.nested('location', row.origin),
		destination: json.nested('location', row.destination),
		requestedBy: json.nested('person', row.requestedBy),
		reviewedBy: null,
		verifiedBy: null,
		checkedBy: null,
		deliveredBy: null,
		issuedBy: null,
		receivedBy: null,
		recipient: json.nested('person', row.recipient),
		requisitionItems: linesOf(json, row.id).map((line) => json.of('requisitionItem', line)),
	}),
	requisitionItem: (row, json) => ({
		id: row.id,
		status: lineStatus(json, row),
		'requisition.id': orNull(row.requisition),
		product: json.nested('product', row.product),
		inventoryItem: json.nested('inventoryItem', row.inventoryItem),
		quantity: orNull(row.quantity),
		quantityApproved: orNull(row.quantityApproved),
		quantityCanceled: orNull(row.quantityCanceled),
		cancelReasonCode: orNull(row.cancelReasonCode),
		cancelComments: orNull(row.cancelComments),
		orderIndex: orNull(row.orderIndex),
		changes: [row.modificationItem || row.substitutionItem].flatMap(
			(id) => json.nested('requisitionItem', id) ?? [],
		),
		modification: json.nested('requisitionItem', row.modificationItem),
		substitution: json.nested('requisitionItem', row.substitutionItem),
		picklistItems: picksOf(json, row).map((pick) => json.of('picklistItem', pick)),
	}),
	picklist: (row, json) => ({
		id: row.id,
		name: orNull(row.name),
		description: orNull(row.description),
		picker: json.nested('person', row.picker),
		datePicked: monthDayYear(row.datePicked),
		picklistItems: json.store
			.table('picklistItem')
			.by('picklist', row.id)
			.map((pick) => json.of('picklistItem', pick)),
		'requisition.id': orNull(row.requisition),
	}),
	picklistItem,
	event: (row, json) =>
		json.version.since('0.9.1') ? eventForm(row, json) : json.byDefault('event', row),
	shipment,
	shipmentItem: (row, json) => ({
		id: row.id,
		inventoryItem: json.nested('inventoryItem', row.inventoryItem),
		quantity: orNull(row.quantity),
		recipient: json.nested('person', row.recipient),
		shipment: {
			id: orNull(row.shipment),
			name: orNull(json.store.get('shipment', row.shipment)?.name),
		},
		container: row.container ? containerHead(json, row.container) : null,
	}),
};

function picklistItem(row: Row, json: Json): JsonObject {
	const lot = json.store.get('inventoryItem', row.inventoryItem);
	const product = json.store.get('product', lot?.product);
	const bin = json.store.get('location', row.binLocation);
	const zone = json.store.get('location', bin?.zone);
	return {
		id: row.id,
		status: null,
		'picklist.id': orNull(row.picklist),
		'requisitionItem.id': orNull(row.requisitionItem),
		'inventoryItem.id': orNull(lot?.id),
		'product.name': orNull(product?.name),
		'product.displayName': null,
		...(json.version.since('0.9.6') ? { 'product.color': null } : {}),
		productCode: orNull(product?.productCode),
		lotNumber: lot?.lotNumber ?? null,
		expirationDate: monthDayYear(lot?.expirationDate),
		'binLocation.id': orNull(bin?.id),
		'binLocation.name': orNull(bin?.name),
		'binLocation.zoneId': orNull(zone?.id),
		'binLocation.zoneName': orNull(zone?.name),
		quantityPicked: orNull(row.quantity),
		reasonCode: orNull(row.reasonCode),
		comment: orNull(row.comment),
	};
}

function eventForm(row: Row, json: Json): JsonObject {
	const type = json.store.get('eventType', row.eventType);
	const user = json.nested('user', row.createdBy);
	return {
		id: row.id,
		eventDate: isoSeconds(row.eventDate),
		eventType: { name: orNull(type?.name), eventCode: orNull(type?.eventCode) },
		createdBy: user?.name ?? null,
		comment: orNull(row.comment),
	};
}

function placeHead(json: Json, id: Value): JsonObject {
	const location = json.store.get('location', id);
	const type = json.store.get('locationType', location?.locationType);
	return {
		id: orNull(location?.id),
		name: orNull(location?.name),
		type: orNull(type?.locationTypeCode),
	};
}

function containerHead(json: Json, id: Value): JsonObject {
	const container = json.store.get('container', id);
	const type = json.store.get('containerType', container?.containerType);
	return { id: orNull(container?.id), name: orNull(container?.name), type: orNull(type?.name) };
}

/** Lines appear twice: as such and by packing; loose ones in a group without id. */
function shipment(row: Row, json: Json): JsonObject {
	const items = json.store.table('shipmentItem').by('shipment', row.id);
	const lineOf = (item: Row) => json.of('shipmentItem', item);
	const groups = [...new Set(items.map((item) => item.container ?? null))];
	return {
		id: row.id,
		name: orNull(row.name),
		status: shipmentStatus(json, row),
		origin: placeHead(json, row.origin),
		destination: placeHead(json, row.destination),
		expectedShippingDate: minuteWithZone(row.expectedShippingDate),
		actualShippingDate: minuteWithZone(eventDate(json, row, 'SHIPPED')),
		expectedDeliveryDate: minuteWithZone(row.expectedDeliveryDate),
		actualDeliveryDate: minuteWithZone(eventDate(json, row, 'RECEIVED')),
		shipmentItems: items.map(lineOf),
		containers: groups.map((group) => ({
			...containerHead(json, group),
			shipmentItems: items.filter((item) => (item.container ?? null) === group).map(lineOf),
		})),
	};
}
