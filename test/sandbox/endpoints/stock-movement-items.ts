import { objectsIn } from '../binding/objects';
import { failure, illegalArgument, missingRow, nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import { data, empty, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { picksStock } from '../shipments/places';
import { editPage, editRow } from '../stock-movements/edit-page';
import { idOf, wholeNumber } from '../stock-movements/line-input';
import { requestLineJson } from '../stock-movements/line-json';
import {
	catchUp,
	lineWithKnownLot,
	removeLine,
	removePicksAndItems,
} from '../stock-movements/lines';
import { movementNamed } from '../stock-movements/movements';
import { addRow, packPage, packRow, pickPage, pickRow } from '../stock-movements/pages';
import { allocateMissing, clearPicks, pickLine, pickListOf } from '../stock-movements/pick-lists';
import { updatePicks } from '../stock-movements/pick-input';
import { linesOf, originalLinesOf } from '../stock-movements/request-lines';
import { cancelLine, revertLine, substituteLine } from '../stock-movements/revisions';
import { addMissingItemsWhenPicked, removeItemsOf } from '../stock-movements/shipment-items';
import { oneShipmentLineJson } from '../stock-movements/shipment-lines';
import type { Row } from '../store/table';
import { refreshes, stepOf } from './stock-movements';

const ITEMS = '/api/stockMovementItems';
const OPEN_SOURCE = 'open source' as const;

/**
 * The lines of a movement, page by page, and what is done to one line (stock-movements.md#read,
 * stock-movements.md#lines, stock-movements.md#send).
 */
export const stockMovementItemRoutes: Route[] = [
	of('GET', '/api/stockMovements/:id/stockMovementItems', 'write or requestor', list),
	of('GET', '/api/stockMovements/:id/substitutionItems', 'read', substitutions),
	of('GET', ITEMS, 'read', listByParameter),
	of('GET', `${ITEMS}/:id`, 'read', read),
	of('GET', `${ITEMS}/:id/details`, 'read', read),
	of('POST', `${ITEMS}/:id/updatePicklist`, 'write', updatePicklist),
	of('POST', `${ITEMS}/:id/createPicklist`, 'write', createPicklist),
	of('POST', `${ITEMS}/:id/clearPicklist`, 'read', clearPicklist),
	{ ...of('DELETE', `${ITEMS}/:id/picklistItems`, 'read', revertPick), since: '0.9.2' },
	{ ...of('DELETE', '/api/picklists/:id/items', 'read', clearWholeList), since: '0.9.2' },
	of('POST', `${ITEMS}/:id/substituteItem`, 'read', substitute),
	of('POST', `${ITEMS}/:id/revertItem`, 'read', revert),
	of('POST', `${ITEMS}/:id/cancelItem`, 'write', cancel),
	of('DELETE', `${ITEMS}/:id/removeItem`, 'assistant', remove),
];

function of(
	method: string,
	pattern: string,
	access: Route['access'],
	handler: Route['handler'],
): Route {
	return { method, pattern, access, handler, only: OPEN_SOURCE };
}

/** Without both `max` and `offset` there is no paging (stock-movements.md#read). */
function page<T>(call: Call, rows: T[]): T[] {
	const number = (name: string) => {
		const text = call.query.get(name) ?? '';
		return /^\d+$/.test(text) ? Number(text) : undefined;
	};
	const max = number('max');
	const offset = number('offset');
	return max === undefined || offset === undefined ? rows : rows.slice(offset, offset + max);
}

const nothingThere = (): Error =>
	nullPointer("Cannot get property 'requisitionItems' on null object");

function list(call: Call): Reply {
	const { world } = call;
	const requisition = world.store.get('requisition', call.params.id);
	const step = stepOf(call);
	if (step === 3) return data(editPageOf(call, requisition));
	if (step === 4) return data(page(call, pickPageOf(call, requisition)));
	const packs = picksStock(world, world.store.get('location', requisition?.origin));
	if (step === 5 || (step === 6 && packs)) {
		return data(page(call, packPage(world, movementNamed(world, call.params.id).requisition)));
	}
	return data(plainLines(call, requisition, step));
}

/** An offset of 0 switches paging off here (stock-movements.md#read). */
function editPageOf(call: Call, requisition: Row | undefined): JsonObject[] {
	if (!requisition) throw nullPointer("Cannot get property 'id' on null object");
	const rows = editPage(call.world, requisition);
	return Number(call.query.get('offset')) > 0 ? page(call, rows) : rows;
}

function pickPageOf(call: Call, requisition: Row | undefined): JsonObject[] {
	const { world } = call;
	// On the oldest server the movement is looked for first (versions.md#smaller).
	if (world.version.before('0.9.1')) movementNamed(world, call.params.id);
	if (!requisition) throw nothingThere();
	return pickPage(world, requisition, allocated(call, requisition));
}

/**
 * Picks what is missing, when the call asks for it. False: before 0.9.2 the answer of the read that
 * made the pick list does not yet know it, and shows its picks as taken by others.
 */
function allocated(call: Call, requisition: Row): boolean {
	const { world } = call;
	if (!refreshes(call)) return true;
	const hadPickList = pickListOf(world, requisition.id) !== undefined;
	allocateMissing(world, linesOf(world, requisition.id));
	return hadPickList || world.version.since('0.9.2');
}

function plainLines(call: Call, requisition: Row | undefined, step: number | undefined): unknown {
	const { world } = call;
	if (!requisition) {
		const items = world.store
			.table('shipmentItem')
			.by('shipment', world.store.get('shipment', call.params.id)?.id ?? '')
			.sort((a, b) => Number(a.sortOrder ?? 0) - Number(b.sortOrder ?? 0));
		return page(call, items).map((item) => oneShipmentLineJson(world, item));
	}
	return page(call, originalLinesOf(world, requisition.id)).map((line) =>
		step === 2 ? addRow(world, requisition, line) : lineWithKnownLot(world, line),
	);
}

/** Substitutes come from product associations, which no endpoint here makes. */
function substitutions(call: Call): Reply {
	call.location();
	if (!call.world.store.get('requisitionItem', call.params.id)) {
		throw missingRow('org.pih.warehouse.requisition.RequisitionItem', call.params.id);
	}
	return data([]);
}

function listByParameter(call: Call): Reply {
	const id = call.query.get('stockMovement.id');
	const { requisition } = movementNamed(call.world, String(id));
	const lines = requisition ? originalLinesOf(call.world, requisition.id) : [];
	return data(lines.map((line) => requestLineJson(call.world, line)));
}

/** One line; an unknown id is 200 with null (stock-movements.md#read). */
function read(call: Call): Reply {
	const { world, params } = call;
	const line = world.store.get('requisitionItem', params.id);
	const requisition = world.store.get('requisition', line?.requisition);
	const item = line ? undefined : world.store.get('shipmentItem', params.id);
	const step = stepOf(call);
	const packs = picksStock(world, world.store.get('location', requisition?.origin));
	if (step === 3)
		return data(line && requisition ? editRow(world, requisition, line) : noEditRow());
	if (step === 4) return data(pickRowOf(call, requisition, line));
	if (step === 5 || (step === 6 && packs)) return data(packRow(world, item));
	if (item) return data(oneShipmentLineJson(world, item));
	if (!line || !requisition) return data(null);
	return data(step === 2 ? addRow(world, requisition, line) : requestLineJson(world, line));
}

const noEditRow = (): never => {
	throw failure(
		'java.util.NoSuchElementException',
		'Cannot access first() element from an empty List',
	);
};

function pickRowOf(call: Call, requisition: Row | undefined, line: Row | undefined): JsonObject {
	if (!requisition || !line) throw nothingThere();
	const ownPicks = allocated(call, requisition);
	return pickRow(call.world, line, line.orderIndex, ownPicks);
}

function lineNamed(call: Call): Row {
	const line = call.world.store.get('requisitionItem', call.params.id);
	if (!line) throw nullPointer("Cannot get property 'substitutionItems' on null object");
	return line;
}

const requisitionOf = (call: Call, line: Row): Row =>
	call.world.store.get('requisition', line.requisition) as Row;

function updatePicklist(call: Call): Reply {
	const body = call.body();
	const line = lineNamed(call);
	const picks = objectsIn(body, 'picklistItems');
	if (picks.length === 0) throw illegalArgument('Must specifiy picklistItems');
	removeItemsOf(call.world, line);
	updatePicks(call.world, line, picks, body.reasonCode);
	addMissingItemsWhenPicked(call.world, requisitionOf(call, line));
	return empty(200);
}

function createPicklist(call: Call): Reply {
	const line = lineNamed(call);
	removeItemsOf(call.world, line);
	pickLine(call.world, line, true);
	addMissingItemsWhenPicked(call.world, requisitionOf(call, line));
	return empty(200);
}

function clearPicklist(call: Call): Reply {
	const line = lineNamed(call);
	removePicksAndItems(call.world, line);
	clearPicks(call.world, line);
	return empty(200);
}

/** The shipment keeps what it has; picks of all lines go, which the next read makes anew. */
function clearWholeList(call: Call): Reply {
	const { world, params } = call;
	const picklist = world.store.get('picklist', params.id);
	if (!picklist) throw missingRow('class org.pih.warehouse.picklist.Picklist', params.id);
	for (const line of linesOf(world, picklist.requisition)) clearPicks(world, line);
	return empty(204);
}

function revertPick(call: Call): Reply {
	const line = lineNamed(call);
	removeItemsOf(call.world, line);
	clearPicks(call.world, line);
	return empty(204);
}

function substitute(call: Call): Reply {
	const { world } = call;
	const items = objectsIn(call.body(), 'substitutionItems');
	const line = lineNamed(call);
	substituteLine(
		world,
		call.user.id,
		line,
		items.map((one) => ({
			product: world.store.get('product', idOf(one.newProduct)),
			quantity: wholeNumber(one.newQuantity === 0 ? null : one.newQuantity),
			reasonCode: typeof one.reasonCode === 'string' ? one.reasonCode : null,
			comments: typeof one.comments === 'string' ? one.comments : null,
			sortOrder: wholeNumber(one.sortOrder) ?? 0,
		})),
	);
	catchUp(world, requisitionOf(call, line), [line]);
	return empty(200);
}

function revert(call: Call): Reply {
	const line = lineNamed(call);
	revertLine(call.world, line);
	catchUp(call.world, requisitionOf(call, line), [line]);
	return empty(200);
}

function cancel(call: Call): Reply {
	const line = lineNamed(call);
	cancelLine(call.world, line);
	return data(requestLineJson(call.world, line));
}

/** 204 also when it is gone; before 0.9.1 that was a 500 (versions.md#smaller). */
function remove(call: Call): Reply {
	const { store, version } = call.world;
	const line = store.get('requisitionItem', call.params.id);
	const item = store.get('shipmentItem', call.params.id);
	if (line) removeLine(call.world, line);
	else if (item) store.remove('shipmentItem', item);
	else if (version.before('0.9.1')) {
		throw nullPointer("Cannot get property 'invoiceItems' on null object");
	}
	return empty(204);
}
