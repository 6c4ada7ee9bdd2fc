import { isObject, type Body } from '../binding/binder';
import { wholeSecond } from '../clock';
import { isoDate, named, referenceOf, refused, textOf, wholePositive } from '../documented-input';
import { isoSeconds } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { eventDate, shipmentStatus } from '../shipments/events';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { insertShipment } from './create';
import type { Movement } from './movements';
import { insertLine, originalLinesOf } from './request-lines';

/** The steps that the hosted vendor's document lists. */
export const DOCUMENTED_STATUSES = [
	'REQUESTING',
	'REQUESTED',
	'CHECKING',
	'PICKING',
	'PICKED',
	'PACKING',
	'PACKED',
	'SHIPPED',
	'RECEIVED',
] as const;

type DocumentedStatus = (typeof DOCUMENTED_STATUSES)[number];

const OF_REQUISITION: Record<string, DocumentedStatus> = {
	CREATED: 'REQUESTING',
	EDITING: 'REQUESTING',
	VERIFYING: 'CHECKING',
	PICKING: 'PICKING',
	PICKED: 'PICKED',
	CHECKING: 'PACKED',
	ISSUED: 'PACKED',
};

export function documentedStatus(world: World, { requisition, shipment }: Movement): string {
	const sent = shipment ? shipmentStatus(world, shipment) : 'PENDING';
	if (sent === 'RECEIVED') return 'RECEIVED';
	if (sent !== 'PENDING') return 'SHIPPED';
	if (!requisition) return 'REQUESTING';
	return OF_REQUISITION[String(requisition.status)] ?? 'REQUESTED';
}

/** A row of the list. */
export const listedMovement = (world: World, movement: Movement): JsonObject => {
	const { requisition, shipment } = movement;
	const header = requisition ?? shipment;
	return {
		...head(world, movement),
		description: orNull(header?.description),
		dateShipped: shipment ? isoSeconds(eventDate(world, shipment, 'SHIPPED')) : null,
	};
};

/** The movement with its lines, as the document shows it: without description and shipping date. */
export const wholeMovement = (world: World, movement: Movement): JsonObject => ({
	...head(world, movement),
	lineItems: linesJson(world, movement),
});

function head(world: World, movement: Movement): JsonObject {
	const { requisition, shipment } = movement;
	const header = requisition ?? shipment;
	return {
		id: movement.id,
		name: orNull(header?.name),
		identifier: orNull(requisition ? requisition.requestNumber : shipment?.shipmentNumber),
		status: documentedStatus(world, movement),
		origin: named(world, 'location', header?.origin),
		destination: named(world, 'location', header?.destination),
		dateRequested: isoSeconds(requisition ? requisition.dateRequested : shipment?.dateCreated),
		requestedBy: named(
			world,
			'person',
			requisition ? requisition.requestedBy : shipment?.createdBy,
		),
	};
}

function linesJson(world: World, { requisition, shipment }: Movement): JsonObject[] {
	const { store } = world;
	const isSent = shipment !== undefined && eventDate(world, shipment, 'SHIPPED') !== null;
	const items = shipment ? store.table('shipmentItem').by('shipment', shipment.id) : [];
	if (!requisition) {
		return items.map((item) => lineJson(world, item, item.sortOrder, isSent ? [item] : undefined));
	}
	return originalLinesOf(world, requisition.id).map((line) => {
		const children = store.table('requisitionItem').by('parentRequisitionItem', line.id);
		const ids = [line.id, ...children.map((child) => child.id)];
		const sent = items.filter((item) => ids.includes(String(item.requisitionItem)));
		return lineJson(world, line, line.orderIndex, isSent ? sent : undefined);
	});
}

/** Nothing was shipped or received yet: null, not 0. */
function lineJson(world: World, line: Row, sortOrder: Value, sent: Row[] | undefined): JsonObject {
	const product = world.store.get('product', line.product);
	const received = (sent ?? []).flatMap((item) =>
		world.store.table('receiptItem').by('shipmentItem', item.id),
	);
	return {
		id: line.id,
		product: {
			id: orNull(product?.id),
			name: orNull(product?.name),
			productCode: orNull(product?.productCode),
		},
		quantityRequested: orNull(line.quantity),
		quantityShipped: sent ? sum(sent, 'quantity') : null,
		quantityReceived: received.length > 0 ? sum(received, 'quantityReceived') : null,
		sortOrder: sortOrder ?? 0,
	};
}

const sum = (rows: Row[], name: string): number =>
	rows.reduce((all, row) => all + Number(row[name] ?? 0), 0);

const HEADER = ['name', 'description', 'origin', 'destination', 'dateRequested', 'requestedBy'];

/** Keys that the document does not name are refused: who knows what the server makes of them. */
function refuseOthers(body: Body, names: string[], what: string): void {
	const other = Object.keys(body).find((name) => !names.includes(name));
	if (other !== undefined) throw refused(`${other} is not a field of ${what}`);
}

/** All six fields are required; lines are added by another call. */
export function createDocumented(world: World, body: Body, user: string | null): Row {
	refuseOthers(body, HEADER, 'a new stock movement');
	for (const name of HEADER) {
		if ((body[name] ?? null) === null) throw refused(`${name} is required`);
	}
	const { store, ids, clock } = world;
	const origin = referenceOf(world, 'location', body.origin, 'origin');
	const destination = referenceOf(world, 'location', body.destination, 'destination');
	if (origin === destination) throw refused('origin and destination must differ');
	const now = wholeSecond(clock.now());
	const requisition = store.insert('requisition', {
		id: ids.id(),
		status: 'CREATED',
		type: 'DEFAULT',
		isTemplate: false,
		name: textOf(body.name, 'name'),
		description: textOf(body.description, 'description'),
		origin,
		destination,
		dateRequested: isoDate(body.dateRequested, 'dateRequested'),
		requestedBy: referenceOf(world, 'person', body.requestedBy, 'requestedBy'),
		requestNumber: nextNumber(world),
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
	});
	insertShipment(world, user, requisition);
	return requisition;
}

/** `SM-00142`. */
function nextNumber(world: World): string {
	const all = world.store.table('requisition').all();
	const taken = new Set(all.map((requisition) => requisition.requestNumber));
	for (let at = all.length + 1; ; at += 1) {
		const number = `SM-${String(at).padStart(5, '0')}`;
		if (!taken.has(number)) return number;
	}
}

/** Lines change in the draft only. */
function draftOf(world: World, movement: Movement): Row {
	const status = documentedStatus(world, movement);
	if (!movement.requisition || status !== 'REQUESTING') {
		throw refused(`Stock movements in ${status} status cannot be edited`);
	}
	return movement.requisition;
}

function readLines(body: Body): Body[] {
	refuseOthers(body, ['lineItems'], 'this call');
	const { lineItems } = body;
	if (!Array.isArray(lineItems) || lineItems.length === 0 || !lineItems.every(isObject)) {
		throw refused('lineItems must be a list with at least one line');
	}
	return lineItems;
}

/** `POST …/:id`: every call adds, the same lines sent twice are there twice. */
export function addLines(world: World, movement: Movement, body: Body, user: string | null): void {
	const requisition = draftOf(world, movement);
	for (const line of readLines(body)) {
		refuseOthers(line, ['product', 'quantityRequested', 'sortOrder'], 'a new line');
		insertLine(world, user, {
			requisition: requisition.id,
			product: referenceOf(world, 'product', line.product, 'product'),
			quantity: wholePositive(line.quantityRequested, 'quantityRequested'),
			quantityApproved: null,
			orderIndex: sortOrderOf(line) ?? originalLinesOf(world, requisition.id).length,
		});
	}
	touch(world, requisition, user);
}

/** `PUT …/:id`: lines by their id; those not named stay. */
export function changeLines(
	world: World,
	movement: Movement,
	body: Body,
	user: string | null,
): void {
	const requisition = draftOf(world, movement);
	for (const line of readLines(body)) changeLine(world, requisition, line);
	touch(world, requisition, user);
}

function changeLine(world: World, requisition: Row, line: Body): void {
	refuseOthers(line, ['id', 'quantityRequested', 'sortOrder', 'delete'], 'a line');
	const row = typeof line.id === 'string' ? world.store.get('requisitionItem', line.id) : undefined;
	if (row?.requisition !== requisition.id) {
		throw refused(`Line item ${String(line.id)} is not on this stock movement`);
	}
	if (line.delete !== undefined && typeof line.delete !== 'boolean') {
		throw refused('delete must be true or false');
	}
	if (line.delete === true) {
		world.store.remove('requisitionItem', row);
		return;
	}
	const sortOrder = sortOrderOf(line);
	if (line.quantityRequested === undefined && sortOrder === undefined) {
		throw refused('quantityRequested is required');
	}
	world.store.update('requisitionItem', row, {
		...(line.quantityRequested === undefined
			? {}
			: { quantity: wholePositive(line.quantityRequested, 'quantityRequested') }),
		...(sortOrder === undefined ? {} : { orderIndex: sortOrder }),
		lastUpdated: wholeSecond(world.clock.now()),
	});
}

function sortOrderOf({ sortOrder }: Body): number | undefined {
	if (sortOrder === undefined) return undefined;
	if (typeof sortOrder !== 'number' || !Number.isInteger(sortOrder) || sortOrder < 0) {
		throw refused('sortOrder must be a whole number');
	}
	return sortOrder;
}

function touch(world: World, requisition: Row, user: string | null): void {
	world.store.update('requisition', requisition, {
		updatedBy: user,
		lastUpdated: wholeSecond(world.clock.now()),
	});
}
