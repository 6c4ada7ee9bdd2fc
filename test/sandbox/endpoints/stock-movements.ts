import { objectsIn } from '../binding/objects';
import { noMapping, nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import { data, empty, json, redirect, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { changeOrderShipmentLines } from '../purchase-orders/order-shipments';
import type { Actor } from '../shipments/events';
import { createMovement } from '../stock-movements/create';
import { documentsOf } from '../stock-movements/documents';
import { updateHeader, updateShippingDetails } from '../stock-movements/header';
import { readLines, type LineInput } from '../stock-movements/line-input';
import {
	catchUp,
	linesWithLots,
	removeAllLines,
	updateLines,
	updateLots,
} from '../stock-movements/lines';
import { movementJson } from '../stock-movements/movement-json';
import { movementNamed, movementOfRequisition, type Movement } from '../stock-movements/movements';
import { packLines } from '../stock-movements/packing';
import { packPage, pickPage } from '../stock-movements/pages';
import { allocateMissing, pickListOf, pickMovement } from '../stock-movements/pick-lists';
import { removeMovement } from '../stock-movements/removal';
import { linesOf, originalLinesOf } from '../stock-movements/request-lines';
import { reviseLines } from '../stock-movements/revisions';
import { rollbackApproval, rollbackMovement } from '../stock-movements/rollback';
import { addMissingItemsWhenPicked, removeItemsOf } from '../stock-movements/shipment-items';
import { transition, validatePicks } from '../stock-movements/transitions';
import { picksStock } from '../shipments/places';

const PATH = '/api/stockMovements';
const OPEN_SOURCE = 'open source' as const;

/** One movement: create, read, header, lines, states, packing (stock-movements.md). */
export const stockMovementRoutes: Route[] = [
	...of('POST', '', 'write or requestor', create),
	...of('GET', '/:id', 'write or requestor', read),
	// Mapped, but nothing stands behind it (stock-movements.md#lines).
	...of('POST', '/:id', 'user', notThere),
	...of('PUT', '/:id', 'user', notThere),
	...of('DELETE', '/:id', 'assistant', remove),
	...of('GET', '/:id/status', 'open', status),
	...of('POST', '/:id/status', 'write or requestor', changeStatus),
	...of('DELETE', '/:id/status', 'write', undoStatus),
	...of('POST', '/:id/updateItems', 'write or requestor', updateItems),
	...of('POST', '/:id/updateInventoryItems', 'write', updateInventoryItems),
	...of('POST', '/:id/updateShipmentItems', 'write', updateShipmentItems),
	...of('POST', '/:id/updateAdjustedItems', 'write', read),
	...of('POST', '/:id/reviseItems', 'read', revise),
	...of('POST', '/:id/updateRequisition', 'write', changeHeader),
	...of('POST', '/:id/updateShipment', 'write', changeShipment),
	...of('DELETE', '/:id/removeAllItems', 'read', removeAllItems),
	...of('GET', '/:id/validatePicklist', 'read', validatePicklist),
	...of('GET', '/createPickList/:id', 'write', createPickList),
	...of('PUT', '/:id/rollbackApproval', 'read', undoApproval),
	...of('GET', '/:id/documents', 'read', documents).map((route) => ({ ...route, since: '0.9.8' })),
];

function of(
	method: string,
	path: string,
	access: Route['access'],
	handler: Route['handler'],
): Route[] {
	return [{ method, pattern: PATH + path, access, handler, only: OPEN_SOURCE }];
}

const movementOf = (call: Call): Movement => movementNamed(call.world, call.params.id);

export const actorOf = (call: Call): Actor => ({
	user: call.session.user,
	location: call.session.location,
});

const server = (call: Call): string => call.origin + call.contextPath;

/** As a read shows it, with its papers; answers of writes have none. */
function whole(call: Call, movement: Movement): JsonObject {
	return movementJson(call.world, movement, {
		location: call.session.location,
		documents: documentsOf(call.world, movement, server(call)),
	});
}

function create(call: Call): Reply {
	const movement = movementOfRequisition(call.world, createMovement(call));
	const shown = { location: call.session.location, fresh: true };
	return data(movementJson(call.world, movement, shown), 201);
}

/** `totalCount` counts lines, or what the step shows; step 4 picks on the way (stock-movements.md#read). */
function read(call: Call): Reply {
	const { world } = call;
	const movement = movementOf(call);
	const { requisition } = movement;
	const step = stepOf(call);
	if (step === 4) {
		if (!requisition) throw nullPointer("Cannot get property 'requisitionItems' on null object");
		if (refreshes(call)) allocateMissing(world, linesOf(world, requisition.id));
	}
	const answer = whole(call, movement);
	return json({ data: answer, totalCount: countAt(call, step, movement, answer) });
}

function countAt(
	call: Call,
	step: number | undefined,
	{ requisition }: Movement,
	answer: JsonObject,
): number {
	const { world } = call;
	const origin = world.store.get('location', requisition?.origin);
	if (step === 4 && requisition) return pickPage(world, requisition).length;
	if (step === 5 || (step === 6 && picksStock(world, origin)))
		return packPage(world, requisition).length;
	return (answer.lineItems as unknown[]).length;
}

/** A text is no step. */
export function stepOf(call: Call): number | undefined {
	const text = call.query.get('stepNumber') ?? '';
	return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Before 0.9.2 every read of step 4 picks (versions.md#first). */
export const refreshes = (call: Call): boolean =>
	call.world.version.before('0.9.2') || call.query.get('refreshPicklistItems') !== 'false';

function notThere(): never {
	throw noMapping();
}

function remove(call: Call): Reply {
	const movement = movementOf(call);
	removeMovement(call.world, movement, call.locationOrNull());
	return empty(204);
}

function status(call: Call): Reply {
	return data(movementOf(call).requisition?.status ?? null);
}

function changeStatus(call: Call): Reply {
	const body = call.body();
	transition(call.world, movementOf(call), body, actorOf(call));
	return empty(200);
}

/**
 * Success is a redirect to the read, not to be followed (stock-movements.md#create,
 * stock-movements.md#status).
 */
const redirectToRead = (call: Call, query = ''): Reply =>
	redirect(`${server(call)}/stockMovementApi/read/${call.params.id}${query}`);

function undoStatus(call: Call): Reply {
	rollbackMovement(call.world, movementOf(call));
	return redirectToRead(call, '?resource=stockMovement');
}

function updateItems(call: Call): Reply {
	const { world } = call;
	const body = call.body();
	const movement = movementOf(call);
	const { requisition, shipment } = movement;
	const lines = readLines(world, body);
	const shown = { location: call.session.location };
	if (!requisition) return data(updateOrderShipment(call, String(body.id ?? shipment?.id), lines));
	updateLines(world, call.user.id, requisition, lines, isTrue(body.removeEmptyItems));
	// The answer shows the lots that the lines got.
	const withLots = linesWithLots(world, requisition);
	const answer = movementJson(world, movement, { ...shown, lines: withLots });
	catchUp(world, requisition);
	return data(answer);
}

/** The count of lines was taken before; an `id` in the body wins over the one in the path. */
function updateOrderShipment(call: Call, id: string, lines: LineInput[]): JsonObject {
	const { world, session } = call;
	const shipment = world.store.get('shipment', id);
	if (!shipment) throw nullPointer("Cannot get property 'shipmentItems' on null object");
	const before = world.store.table('shipmentItem').by('shipment', shipment.id).length;
	changeOrderShipmentLines(world, shipment, lines);
	const movement = movementNamed(world, shipment.id);
	return {
		...movementJson(world, movement, { location: session.location }),
		lineItemCount: before,
	};
}

const isTrue = (value: unknown): boolean => String(value).toLowerCase() === 'true';

function updateInventoryItems(call: Call): Reply {
	movementOf(call);
	updateLots(call.world, readLines(call.world, call.body()));
	return empty(200);
}

function updateShipmentItems(call: Call): Reply {
	const { requisition } = movementOf(call);
	packLines(call.world, objectsIn(call.body(), 'packPageItems'));
	return data(packPage(call.world, requisition));
}

function revise(call: Call): Reply {
	const { requisition } = movementOf(call);
	if (!requisition) throw nullPointer("Cannot get property 'requisitionItems' on null object");
	reviseLines(call.world, call.user.id, requisition, readLines(call.world, call.body()));
	return empty(200);
}

/** 200 with the movement before 0.9.2, a redirect since (versions.md#first). */
function changeHeader(call: Call): Reply {
	const movement = movementOf(call);
	updateHeader(call, movement);
	if (call.world.version.since('0.9.2')) return redirectToRead(call);
	const answer = whole(call, movement);
	return json({ data: answer, totalCount: (answer.lineItems as unknown[]).length });
}

function changeShipment(call: Call): Reply {
	updateShippingDetails(call, movementOf(call));
	return empty(200);
}

function removeAllItems(call: Call): Reply {
	const { store } = call.world;
	const requisition = store.get('requisition', call.params.id);
	if (requisition) {
		removeAllLines(call.world, requisition);
		return empty(204);
	}
	const shipment = store.get('shipment', call.params.id);
	if (!shipment) throw nullPointer("Cannot get property 'shipmentItems' on null object");
	for (const item of store.table('shipmentItem').by('shipment', shipment.id)) {
		store.remove('shipmentItem', item);
	}
	return empty(204);
}

function validatePicklist(call: Call): Reply {
	validatePicks(call.world, movementOf(call));
	return empty(200);
}

function createPickList(call: Call): Reply {
	const { world } = call;
	const { requisition } = movementOf(call);
	if (!requisition) throw nullPointer("Cannot get property 'requisitionItems' on null object");
	for (const line of linesOf(world, requisition.id)) removeItemsOf(world, line);
	pickMovement(world, originalLinesOf(world, requisition.id));
	if (pickListOf(world, requisition.id)) addMissingItemsWhenPicked(world, requisition);
	return empty(200);
}

function undoApproval(call: Call): Reply {
	const { requisition } = movementOf(call);
	const problem = rollbackApproval(call.world, requisition, call.user, call.session.location);
	return problem === undefined
		? empty(200)
		: json({ errorMessage: `Unable to rollback approval: ${problem}` }, 500);
}

function documents(call: Call): Reply {
	return data(documentsOf(call.world, movementOf(call), server(call)));
}
