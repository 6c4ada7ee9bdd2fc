import { monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { supports } from '../shipments/places';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { displayStatus } from './display-status';
import { compare, containsText, sorted, type ListQuery } from './list-query';
import { approversJson, placeJson, stocklistJson } from './movement-json';
import { shipmentOf } from './movements';
import {
	APPROVAL_STATUSES,
	movementStatusOf,
	requisitionLabel,
	requisitionVariant,
	sortPosition,
} from './requisition-status';
import { lineStatus, linesOf } from './request-lines';

const CLASS = 'org.pih.warehouse.inventory.OutboundStockMovementListItem';

export interface OutboundItem {
	requisition: Row;
	shipment: Row | undefined;
}

/** Requisitions as the origin sees them (stock-movements.md#list); returns are listed elsewhere. */
export function outboundItems(world: World, query: ListQuery): OutboundItem[] {
	const items = world.store
		.table('requisition')
		.all()
		.filter((requisition) => requisition.isTemplate !== true)
		.map((requisition) => ({ requisition, shipment: shipmentOf(world, requisition) }))
		.filter((item) => matches(item, query) && isShown(world, item.requisition, query));
	return query.sort
		? sorted(items, query.sort, query.descending, readers(world), CLASS)
		: items.sort(
				(a, b) =>
					sortPosition(a.requisition.status) - sortPosition(b.requisition.status) ||
					compare(b.requisition.dateCreated, a.requisition.dateCreated),
			);
}

function matches({ requisition, shipment }: OutboundItem, query: ListQuery): boolean {
	const created = Number(requisition.dateCreated);
	const approvers = Array.isArray(requisition.approvers) ? requisition.approvers : [];
	return (
		(!query.origin || requisition.origin === query.origin.id) &&
		(!query.destination || requisition.destination === query.destination.id) &&
		isOneOf(query.receiptStatuses, shipment?.currentStatus) &&
		isOneOf(query.requisitionStatuses, requisition.status) &&
		(!query.text ||
			containsText(requisition, ['requestNumber', 'name', 'description'], query.text)) &&
		isEqual(query.requestedBy, requisition.requestedBy) &&
		isEqual(query.createdBy, requisition.createdBy) &&
		isEqual(query.updatedBy, requisition.updatedBy) &&
		isEqual(query.requestType, requisition.type ?? 'DEFAULT') &&
		isEqual(query.sourceType, requisition.sourceType) &&
		(query.createdAfter === null || created >= query.createdAfter) &&
		(query.createdBefore === null || created <= query.createdBefore) &&
		isOneOf(query.shipmentTypes, shipment?.shipmentType) &&
		(query.approvers.length === 0 ||
			(query.approvers.includes('null') && approvers.length === 0) ||
			approvers.some((id) => query.approvers.includes(id)))
	);
}

export const isOneOf = (wanted: readonly Value[], value: Value): boolean =>
	wanted.length === 0 || wanted.includes(value);

export const isEqual = (wanted: Value, value: Value): boolean =>
	wanted === null || wanted === value;

/** Requests are left out until they are submitted, approved, or asked for (stock-movements.md#list). */
function isShown(world: World, requisition: Row, query: ListQuery): boolean {
	const { status, sourceType } = requisition;
	const needsApproval = supports(world, query.origin, 'APPROVE_REQUEST');
	if (query.sourceType === 'ELECTRONIC') {
		if (status === 'CREATED' || status === 'ISSUED' || status === 'CANCELED') return false;
		if (!needsApproval) return !APPROVAL_STATUSES.includes(status);
		return query.isApprover || (status !== 'PENDING_APPROVAL' && status !== 'REJECTED');
	}
	if (query.sourceType) return true;
	if (sourceType && (sourceType !== 'ELECTRONIC' || status === 'CREATED')) return false;
	if (status === 'PENDING_APPROVAL' || status === 'REJECTED') return false;
	return needsApproval || status !== 'APPROVED';
}

function readers(world: World): Record<string, (item: OutboundItem) => Value> {
	const name = (domain: string, id: Value) => world.store.get(domain, id)?.name;
	const person = (id: Value) => {
		const row = world.store.get('person', id);
		return `${String(row?.firstName)} ${String(row?.lastName)}`;
	};
	const of = (property: string) => (item: OutboundItem) => item.requisition[property];
	return {
		'destination.name': (item) => name('location', item.requisition.destination),
		'origin.name': (item) => name('location', item.requisition.origin),
		'requestedBy.name': (item) => person(item.requisition.requestedBy),
		'stocklist.name': (item) => name('requisition', item.requisition.requisitionTemplate),
		id: (item) => item.requisition.id,
		identifier: of('requestNumber'),
		name: of('name'),
		description: of('description'),
		origin: of('origin'),
		destination: of('destination'),
		createdBy: of('createdBy'),
		updatedBy: of('updatedBy'),
		requestedBy: of('requestedBy'),
		dateCreated: of('dateCreated'),
		lastUpdated: of('lastUpdated'),
		dateRequested: of('dateRequested'),
		status: of('status'),
		sourceType: of('sourceType'),
		requestType: of('type'),
		stocklist: of('requisitionTemplate'),
		statusCode: (item) => movementStatusOf(item.requisition.status),
		shipmentStatus: (item) => item.shipment?.currentStatus,
		shipmentType: (item) => item.shipment?.shipmentType,
		statusSortOrder: (item) => sortPosition(item.requisition.status),
		requisition: (item) => item.requisition.id,
		shipment: (item) => item.shipment?.id,
		stockMovementType: () => 'STOCK_MOVEMENT',
		order: () => null,
	};
}

export function outboundRow(
	world: World,
	{ requisition, shipment }: OutboundItem,
	location: Value,
): JsonObject {
	const { version } = world;
	const { status, origin, destination } = requisition;
	const papers = { requisition, shipment, origin, destination };
	// A line given at create is never approved, so it does not count (stock-movements.md#create).
	const approved = linesOf(world, requisition.id).filter(
		(line) => lineStatus(world, line) === 'APPROVED',
	);
	return {
		id: requisition.id,
		name: orNull(requisition.name),
		description: orNull(requisition.description),
		statusCode: movementStatusOf(status),
		...(version.since('0.9.2')
			? { displayStatus: displayStatus(world, papers, location) }
			: { statusLabel: requisitionLabel(status) }),
		statusVariant: requisitionVariant(status),
		status,
		currentStatus: orNull(shipment?.currentStatus),
		identifier: orNull(requisition.requestNumber),
		stockMovementType: 'STOCK_MOVEMENT',
		origin: placeJson(world, origin, true),
		destination: placeJson(world, destination, false),
		hasManageInventory: supports(world, world.store.get('location', origin), 'MANAGE_INVENTORY'),
		...stocklistJson(world, requisition),
		order: { id: null, name: null, orderNumber: null },
		dateRequested: monthDayYear(requisition.dateRequested),
		dateCreated: monthDayYear(requisition.dateCreated),
		requestedBy: world.json.nested('person', requisition.requestedBy),
		lineItemCount: approved.length,
		requestType: requisition.type ?? 'DEFAULT',
		sourceType: orNull(requisition.sourceType),
		isPending: shipment?.currentStatus === 'PENDING',
		isReturn: null,
		isElectronicType: requisition.sourceType === 'ELECTRONIC',
		isApprovalRequired: orNull(requisition.approvalRequired),
		shipmentType: world.json.nested('shipmentType', shipment?.shipmentType),
		approvers: approversJson(world, requisition),
	};
}
