import { wholeSecond } from '../clock';
import { failure } from '../errors';
import { isoSeconds } from '../json/dates';
import type { Form, Json, JsonObject } from '../json/json';
import { binInShort, facilityInShort } from '../json/places';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

/** Counts, their requests and their items (docs/openboxes/warehouse.md). */

/** Items in the server's order: by expiry date, bin, id. */
export function itemsOf({ store }: Pick<World, 'store'>, count: Row): Row[] {
	const expiry = (item: Row) => store.get('inventoryItem', item.inventoryItem)?.expirationDate;
	const bin = (item: Row) => String(store.get('location', item.location)?.name ?? '');
	return store
		.table('cycleCountItem')
		.by('cycleCount', count.id)
		.sort(
			(a, b) =>
				Number(expiry(a) ?? -Infinity) - Number(expiry(b) ?? -Infinity) ||
				(bin(a) < bin(b) ? -1 : bin(a) > bin(b) ? 1 : a.id < b.id ? -1 : 1),
		);
}

export const highestIndex = (items: Row[]): number =>
	items.reduce((highest, item) => Math.max(highest, Number(item.countIndex)), 0);

/** The items of the newest count or recount. */
export function newestItems(world: World, count: Row): Row[] {
	const items = itemsOf(world, count);
	const index = highestIndex(items);
	return items.filter((item) => item.countIndex === index);
}

export const requestOf = ({ store }: Pick<World, 'store'>, count: Row): Row | undefined =>
	store.table('cycleCountRequest').by('cycleCount', count.id)[0];

const DONE = ['APPROVED', 'REVIEWED', 'REJECTED', 'CANCELED', 'READY_TO_REVIEW'];

/** What the newest items say; a count without items is complete. */
export function statusFromItems(world: World, count: Row): string {
	const statuses = newestItems(world, count).map((item) => String(item.status));
	if (statuses.every((status) => DONE.includes(status))) return 'COMPLETED';
	for (const status of ['INVESTIGATING', 'COUNTING', 'COUNTED']) {
		if (statuses.includes(status)) return status;
	}
	if (statuses.includes('READY_TO_COUNT')) return 'REQUESTED';
	throw failure('java.lang.IllegalArgumentException', 'No matching cycle count status found');
}

/** Every write of a count sets its status anew. */
export function refreshStatus(world: World, count: Row, user: Value): void {
	world.store.update('cycleCount', count, {
		status: statusFromItems(world, count),
		lastUpdated: wholeSecond(world.clock.now()),
		updatedBy: user,
	});
}

export const isCounting = (status: Value): boolean =>
	['REQUESTED', 'COUNTING'].includes(String(status));
export const isRecounting = (status: Value): boolean =>
	['COUNTED', 'INVESTIGATING'].includes(String(status));

export const variance = (item: Row): number | null =>
	typeof item.quantityCounted === 'number' && typeof item.quantityOnHand === 'number'
		? item.quantityCounted - item.quantityOnHand
		: null;

const enumJson = (enumType: string, name: Value) =>
	typeof name === 'string' ? { enumType, name } : null;

export function itemJson(item: Row, json: Json): JsonObject {
	return {
		id: item.id,
		facility: facilityInShort(json.store.get('location', item.facility), json),
		product: json.nested('product', item.product),
		inventoryItem: json.nested('inventoryItem', item.inventoryItem),
		binLocation: binInShort(json.store.get('location', item.location), json),
		countIndex: item.countIndex,
		status: enumJson('org.pih.warehouse.inventory.CycleCountItemStatus', item.status),
		quantityOnHand: item.quantityOnHand,
		quantityCounted: item.quantityCounted ?? null,
		quantityVariance: variance(item),
		discrepancyReasonCode: enumJson(
			'org.pih.warehouse.core.ReasonCode',
			item.discrepancyReasonCode,
		),
		dateCounted: isoSeconds(item.dateCounted),
		dateCreated: isoSeconds(item.dateCreated),
		comment: item.comment ?? null,
		custom: item.custom,
		assignee: json.nested('person', item.assignee),
	};
}

const assignment = (request: Row | undefined, kind: 'count' | 'recount', json: Json) => ({
	assignee: json.nested('person', request?.[`${kind}Assignee`]),
	deadline: isoSeconds(request?.[`${kind}Deadline`])?.slice(0, 10) ?? null,
});

export function countJson(world: World, count: Row): JsonObject {
	const { json } = world;
	const items = itemsOf(world, count);
	const request = requestOf(world, count);
	return {
		id: count.id,
		requestId: request?.id ?? null,
		initialCount: assignment(request, 'count', json),
		verificationCount: assignment(request, 'recount', json),
		status: count.status,
		cycleCountItems: items.map((item) => itemJson(item, json)),
		maxCountIndex: items.length > 0 ? highestIndex(items) : null,
	};
}

export function requestJson(request: Row, json: Json, itemsCount: number | null = null) {
	return {
		id: request.id,
		facility: facilityInShort(json.store.get('location', request.facility), json),
		product: json.nested('product', request.product),
		status: request.status,
		requestType: request.requestType,
		initialCount: assignment(request, 'count', json),
		verificationCount: assignment(request, 'recount', json),
		inventoryItemsCount: itemsCount,
		blindCount: request.blindCount,
		dateCreated: isoSeconds(request.dateCreated),
		lastUpdated: isoSeconds(request.lastUpdated),
	};
}

export const cycleCountForms: Record<string, Form> = {
	cycleCount: (row, json) => ({
		id: row.id,
		facility: json.nested('location', row.facility),
		dateLastRefreshed: isoSeconds(row.dateLastRefreshed),
		status: enumJson('org.pih.warehouse.inventory.CycleCountStatus', row.status),
		dateCreated: isoSeconds(row.dateCreated),
		lastUpdated: isoSeconds(row.lastUpdated),
		createdBy: json.nested('user', row.createdBy),
		updatedBy: json.nested('user', row.updatedBy),
	}),
	cycleCountItem: (row, json) => ({
		...itemJson(row, json),
		binLocation: facilityInShort(json.store.get('location', row.location), json),
	}),
	cycleCountRequest: (row, json) => requestJson(row, json),
};
