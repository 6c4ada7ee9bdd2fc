import { isoSeconds } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { shipmentStatus } from '../shipments/events';
import { isDepot, isDownstreamConsumer } from '../shipments/places';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { displayStatus } from './display-status';
import { compare, containsText, sorted, type ListQuery } from './list-query';
import { currentEvent, movementJson } from './movement-json';
import { isEqual, isOneOf } from './outbound-list';
import { movementStatusOf } from './requisition-status';
import { originalLinesOf } from './request-lines';

const NEW_CLASS = 'org.pih.warehouse.inventory.InboundStockMovementListItem';
const OLD_CLASS = 'org.pih.warehouse.shipping.Shipment';

/** The list comes from the shipments, so deliveries for orders are in it (stock-movements.md#list). */
export interface InboundItem {
	requisition: Row | undefined;
	shipment: Row;
}

export function inboundItems(
	world: World,
	query: ListQuery,
	location: Row | undefined,
): InboundItem[] {
	const items = world.store
		.table('shipment')
		.all()
		.map((shipment) => ({
			shipment,
			requisition: world.store.get('requisition', shipment.requisition),
		}))
		.filter((item) => matches(world, item, query) && isShown(world, item, location));
	if (!query.sort) {
		return items.sort((a, b) =>
			compare(header(world, b).dateCreated, header(world, a).dateCreated),
		);
	}
	const slim = world.version.since('0.9.8');
	return sorted(items, query.sort, query.descending, readers(world), slim ? NEW_CLASS : OLD_CLASS);
}

/** From 0.9.8 on the requisition's own values count, before that the shipment's (stock-movements.md#list). */
const header = (world: World, { requisition, shipment }: InboundItem): Row =>
	world.version.since('0.9.8') ? (requisition ?? shipment) : shipment;

const numberOf = (world: World, item: InboundItem): Value =>
	header(world, item) === item.requisition
		? item.requisition?.requestNumber
		: item.shipment.shipmentNumber;

function isShown(world: World, { requisition }: InboundItem, location: Row | undefined): boolean {
	if (world.version.before('0.9.2') || isDownstreamConsumer(world, location)) return true;
	return requisition?.status !== 'REJECTED';
}

function matches(world: World, item: InboundItem, query: ListQuery): boolean {
	const { requisition, shipment } = item;
	const row = header(world, item);
	const created = Number(row.dateCreated);
	const text = { ...row, number: numberOf(world, item) };
	const requestedBy =
		requisition || world.version.since('0.9.8') ? requisition?.requestedBy : shipment.createdBy;
	return (
		(!query.origin || row.origin === query.origin.id) &&
		(!query.destination || row.destination === query.destination.id) &&
		isOneOf(query.receiptStatuses, shipment.currentStatus) &&
		(!query.text || containsText(text, ['number', 'name', 'description'], query.text)) &&
		isEqual(query.requestedBy, requestedBy) &&
		isEqual(query.createdBy, row.createdBy) &&
		isEqual(query.updatedBy, row.updatedBy) &&
		(query.createdAfter === null || created >= query.createdAfter) &&
		(query.createdBefore === null || created <= query.createdBefore) &&
		isOneOf(query.shipmentTypes, shipment.shipmentType)
	);
}

function readers(world: World): Record<string, (item: InboundItem) => Value> {
	const name = (domain: string, id: Value) => world.store.get(domain, id)?.name;
	const of = (property: string) => (item: InboundItem) => header(world, item)[property];
	const shared: Record<string, (item: InboundItem) => Value> = {
		'destination.name': (item) => name('location', header(world, item).destination),
		'origin.name': (item) => name('location', header(world, item).origin),
		'stocklist.name': (item) => name('requisition', item.requisition?.requisitionTemplate),
		dateRequested: (item) => item.requisition?.dateRequested ?? item.shipment.dateCreated,
		identifier: (item) => numberOf(world, item),
		id: (item) => header(world, item).id,
		currentStatus: (item) => item.shipment.currentStatus,
		shipmentType: (item) => item.shipment.shipmentType,
		requisition: (item) => item.requisition?.id,
	};
	for (const property of [
		'name',
		'description',
		'origin',
		'destination',
		'createdBy',
		'updatedBy',
		'dateCreated',
		'lastUpdated',
	]) {
		shared[property] = of(property);
	}
	return world.version.since('0.9.8')
		? {
				...shared,
				requestedBy: (item) => item.requisition?.requestedBy,
				shipment: (item) => item.shipment.id,
				stocklist: (item) => item.requisition?.requisitionTemplate,
				order: () => null,
			}
		: {
				...shared,
				shipmentNumber: (item) => item.shipment.shipmentNumber,
				expectedShippingDate: (item) => item.shipment.expectedShippingDate,
				expectedDeliveryDate: (item) => item.shipment.expectedDeliveryDate,
			};
}

/** Slim from 0.9.8 on, a whole movement without lines before (versions.md#first). */
export function inboundRow(world: World, item: InboundItem, location: Value): JsonObject {
	const { requisition, shipment } = item;
	if (world.version.before('0.9.8')) {
		const id = (requisition ?? shipment).id;
		return movementJson(world, { id, requisition, shipment }, { location, lines: [] });
	}
	const row = requisition ?? shipment;
	const origin = world.store.get('location', row.origin);
	const isPending = shipmentStatus(world, shipment) === 'PENDING';
	const papers = { requisition, shipment, origin: row.origin, destination: row.destination };
	return {
		id: row.id,
		name: orNull(row.name),
		description: orNull(row.description),
		shipmentType: world.json.nested('shipmentType', shipment.shipmentType),
		statusCode: requisition
			? movementStatusOf(requisition.status)
			: isPending
				? 'PENDING'
				: 'ISSUED',
		displayStatus: displayStatus(world, papers, location),
		identifier: orNull(numberOf(world, item)),
		origin: {
			id: orNull(origin?.id),
			name: orNull(origin?.name),
			isDepot: origin ? isDepot(world, origin) : null,
		},
		destination: { id: orNull(row.destination) },
		order: { id: null },
		stocklist: world.json.nested('requisition', requisition?.requisitionTemplate),
		dateCreated: isoSeconds(row.dateCreated),
		dateRequested: isoSeconds(requisition?.dateRequested ?? shipment.dateCreated),
		expectedDeliveryDate: isoSeconds(shipment.expectedDeliveryDate),
		requestedBy: world.json.nested('person', requisition?.requestedBy),
		lineItemCount: requisition
			? originalLinesOf(world, requisition.id).length
			: world.store.table('shipmentItem').by('shipment', shipment.id).length,
		isReturn: false,
		isReceived: shipment.currentStatus === 'RECEIVED',
		isPartiallyReceived: shipment.currentStatus === 'PARTIALLY_RECEIVED',
		isPending: shipment.currentStatus === 'PENDING',
		...currentEvent(world, requisition),
	};
}
