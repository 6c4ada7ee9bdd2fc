import { wholeSecond } from '../clock';
import { nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import {
	countJson,
	highestIndex,
	isCounting,
	isRecounting,
	itemsOf,
	refreshStatus,
} from './counts';
import { invalidBatch, nullMessage, unreadable } from './refusals';
import { allocated, idOf, listIn } from './requests';

/** Stock rows of a product with something on hand, as the availability table has them now. */
export function stockToCount(world: World, facility: Value, product: Value): Row[] {
	return world.store
		.table('productAvailability')
		.by('product', product)
		.filter((row) => row.location === facility && Number(row.quantityOnHand) !== 0);
}

const REQUEST = 'org.pih.warehouse.inventory.CycleCountRequest';

/** Each request with what forbids to start it; all are checked before one is started. */
function requestsToStart(
	call: Call,
	names: { batch: string; element: string },
	problem: (request: Row, element: Record<string, unknown>) => string | undefined,
): Row[] {
	const elements = listIn(call.body(), 'requests');
	if (!elements) throw nullPointer('Cannot invoke method each() on null object');
	const messages: string[] = [];
	const requests = elements.flatMap((element) => {
		const sent = element.cycleCountRequest;
		const request = call.world.store.get('cycleCountRequest', idOf(sent));
		if (request) {
			const found = problem(request, element);
			if (found) messages.push(found);
			return [request];
		}
		messages.push(
			typeof sent === 'string' && sent !== ''
				? unreadable(REQUEST)
				: nullMessage('cycleCountRequest', names.element),
		);
		return [];
	});
	if (messages.length > 0) {
		throw invalidBatch('requests', names.batch, names.element, elements.length, messages);
	}
	return requests;
}

/** One item per lot and bin in stock; a started count is answered as it is. */
export function startCounts(call: Call): JsonObject[] {
	const { world } = call;
	const names = { batch: 'CycleCountStartBatchCommand', element: 'CycleCountStartCommand' };
	const requests = requestsToStart(call, names, (request) => {
		const count = world.store.get('cycleCount', request.cycleCount);
		const code = world.store.get('product', request.product)?.productCode;
		if (
			(!count || count.status === 'REQUESTED') &&
			allocated(call, request.facility, request.product) > 0
		) {
			return `Cannot start a count for a product (${String(code)}) that is in a pending stock movement`;
		}
		return count && !isCounting(count.status)
			? `Count cannot be started when cycle count status is (${String(count.status)})`
			: undefined;
	});
	return requests.map((request) => {
		const known = world.store.get('cycleCount', request.cycleCount);
		if (!known) return startCount(call, request);
		for (const item of itemsOf(world, known)) {
			if (item.countIndex !== 0) continue;
			world.store.update('cycleCountItem', item, { assignee: request.countAssignee });
		}
		return countJson(world, known);
	});
}

function startCount(call: Call, request: Row): JsonObject {
	const { store, ids, clock } = call.world;
	const now = wholeSecond(clock.now());
	const facility = store.get('location', call.params.facility);
	const stamp = {
		dateCreated: now,
		lastUpdated: now,
		createdBy: call.user.id,
		updatedBy: call.user.id,
	};
	const count = store.insert('cycleCount', {
		id: ids.id(),
		facility: facility?.id,
		status: 'REQUESTED',
		dateLastRefreshed: now,
		...stamp,
	});
	const stock = stockToCount(call.world, facility?.id, request.product);
	// A product without stock has nothing to count: the server stumbles over the empty list.
	if (stock.length === 0) throw nullPointer('Cannot invoke method max() on null object');
	for (const row of stock) {
		insertItem(call, count, {
			...stockOf(row),
			countIndex: 0,
			status: 'READY_TO_COUNT',
			assignee: request.countAssignee,
		});
	}
	refreshStatus(call.world, count, call.user.id);
	// This very answer does not know the request yet, nor when its items were saved.
	const answer = countJson(call.world, count);
	for (const item of answer.cycleCountItems as JsonObject[]) item.dateCreated = null;
	store.update('cycleCountRequest', request, {
		cycleCount: count.id,
		status: 'IN_PROGRESS',
		lastUpdated: now,
		updatedBy: call.user.id,
	});
	return answer;
}

/** What stands on the shelf; a place that is empty needs no counting. */
export const stockOf = (row: Row): Record<string, Value> => ({
	product: row.product,
	inventoryItem: row.inventoryItem,
	location: row.binLocation ?? null,
	quantityOnHand: row.quantityOnHand,
	quantityCounted: row.quantityOnHand === 0 ? 0 : null,
});

export function insertItem(call: Call, count: Row, values: Record<string, Value>): Row {
	const { store, ids, clock } = call.world;
	const now = wholeSecond(clock.now());
	return store.insert('cycleCountItem', {
		id: ids.id(),
		cycleCount: count.id,
		facility: count.facility,
		dateCounted: now,
		custom: false,
		dateCreated: now,
		lastUpdated: now,
		createdBy: call.user.id,
		updatedBy: call.user.id,
		...values,
	});
}

/** Only one recount, index 1; items added by hand are taken over. */
export function startRecounts(call: Call): JsonObject[] {
	const { world } = call;
	const names = {
		batch: 'CycleCountStartRecountBatchCommand',
		element: 'CycleCountStartRecountCommand',
	};
	const requests = requestsToStart(call, names, (request, element) => {
		const count = world.store.get('cycleCount', request.cycleCount);
		if (!count) return 'Cannot start recount for cycle count that does not exist';
		if (!isRecounting(count.status)) {
			return `Recount cannot be started when cycle count status is (${String(count.status)})`;
		}
		if (element.countIndex === undefined || element.countIndex === null)
			return nullMessage('countIndex', names.element);
		return Number(element.countIndex) === 1
			? undefined
			: `Count index (${String(element.countIndex)}) is invalid for recount`;
	});
	return requests.map((request) => startRecount(call, request));
}

function startRecount(call: Call, request: Row): JsonObject {
	const { world } = call;
	const count = world.store.get('cycleCount', request.cycleCount);
	if (!count) throw nullPointer('');
	const items = itemsOf(world, count);
	if (highestIndex(items) >= 1) {
		for (const item of items) {
			if (Number(item.countIndex) < 1) continue;
			world.store.update('cycleCountItem', item, { assignee: request.recountAssignee });
		}
		return countJson(world, count);
	}
	const recounted = { countIndex: 1, status: 'INVESTIGATING' };
	const stock = stockToCount(world, call.params.facility, request.product);
	for (const row of stock) {
		insertItem(call, count, {
			...stockOf(row),
			...recounted,
			assignee: request.recountAssignee,
		});
	}
	for (const item of items.filter((one) => one.custom === true)) {
		const known = stock.some(
			(row) =>
				row.inventoryItem === item.inventoryItem &&
				(row.binLocation ?? null) === (item.location ?? null),
		);
		if (known) continue;
		const { product, inventoryItem, location, quantityOnHand } = item;
		insertItem(call, count, {
			...{ product, inventoryItem, location, quantityOnHand },
			...recounted,
		});
	}
	refreshStatus(world, count, call.user.id);
	return countJson(world, count);
}
