import { objectsIn } from '../binding/objects';
import { illegalArgument } from '../errors';
import { data, empty, type Reply } from '../reply';
import { addPick, clearPicks, orderOf, pickItem, picksOf } from '../replenishments/picks';
import { completeReplenishment, saveReplenishment } from '../replenishments/save';
import { freshItemJson, itemJson, pickPageJson, replenishmentJson } from '../replenishments/view';
import type { Call, Handler, Route } from '../router';
import { pickedQuantity } from '../stock-movements/pick-input';
import { itemsOf, TRANSFER_ORDER, typeCodeOf } from '../stock-transfers/transfers';
import type { Row } from '../store/table';

const PATH = '/api/replenishments';

/** Bins are filled from other bins of the same place (docs/openboxes/warehouse.md). */
export const replenishmentRoutes: Route[] = [
	of('GET', '', 'read', list),
	of('POST', '', 'write', create),
	of('GET', '/statusOptions', 'read', statusOptions),
	of('GET', '/:id', 'read', read),
	of('POST', '/:id', 'write', update),
	of('PUT', '/:id', 'write', update),
	of('DELETE', '/:id/removeItem', 'read', removeItem),
	of('GET', '/:id/picklists', 'read', pickPage),
	of('POST', '/:id/picklists', 'write', pickOrder),
	of('PUT', '/:id/picklists', 'write', changePicks),
	of('DELETE', '/:id/picklists', 'write', dropPicks),
	of('POST', '/:id/picklistItem', 'write', pickOne),
	// Creates as well: the page of what is needed posts here.
	{ ...of('POST', '', 'write', create), pattern: '/api/requirements' },
];

function of(method: string, path: string, access: Route['access'], handler: Handler): Route {
	return { method, pattern: PATH + path, access, handler };
}

/** All transfers of all places, those between bins too. */
function list(call: Call): Reply {
	const { store, json } = call.world;
	const orders = store
		.table('order')
		.all()
		.filter((order) => typeCodeOf(call.world, order) === TRANSFER_ORDER);
	return data(orders.map((order) => json.of('order', order)));
}

function orderNamed(call: Call): Row {
	const order = call.world.store.get('order', call.params.id);
	if (!order) throw illegalArgument(`No replenishment found for order ID ${call.params.id}`);
	return order;
}

function read(call: Call): Reply {
	return data(replenishmentJson(call.world, orderNamed(call), itemJson));
}

function create(call: Call): Reply {
	const order = saveReplenishment(call, undefined);
	for (const item of itemsOf(call.world, order)) pickItem(call.world, item);
	return data(replenishmentJson(call.world, order, freshItemJson), 201);
}

/** The status is enough; the answer is empty. */
function update(call: Call): Reply {
	const order = orderNamed(call);
	if (call.body().status === 'COMPLETED') completeReplenishment(call, order);
	else saveReplenishment(call, order);
	return empty(200);
}

function itemNamed(call: Call): Row {
	const item = call.world.store.get('orderItem', call.params.id);
	if (!item) throw illegalArgument(`Can't find order item with given id: ${call.params.id}`);
	return item;
}

function removeItem(call: Call): Reply {
	const { store } = call.world;
	const item = store.get('orderItem', call.params.id);
	if (!item) throw illegalArgument(`No replenishment item found with ID ${call.params.id}`);
	clearPicks(call.world, item);
	store.remove('orderItem', item);
	return empty(204);
}

/** A line without picks is picked by looking at it. */
function pickPage(call: Call): Reply {
	const item = itemNamed(call);
	if (picksOf(call.world, item).length === 0) pickItem(call.world, item);
	return data(pickPageJson(call.world, item));
}

function pickOrder(call: Call): Reply {
	const order = call.world.store.get('order', call.params.id);
	if (!order) throw illegalArgument(`Can't find order with given id: ${call.params.id}`);
	for (const item of itemsOf(call.world, order)) pickItem(call.world, item);
	return empty(201);
}

function pickOne(call: Call): Reply {
	pickItem(call.world, itemNamed(call));
	return empty(200);
}

/** Nothing is checked but that there are picks; keys are flat. */
function changePicks(call: Call): Reply {
	const { world } = call;
	const item = itemNamed(call);
	const picks = objectsIn(call.body(), 'picklistItems');
	if (picks.length === 0) throw illegalArgument('Must specifiy picklistItems');
	clearPicks(world, item);
	for (const pick of picks) {
		const lot = world.store.get('inventoryItem', pick['inventoryItem.id'] as string);
		const bin = world.store.get('location', pick['binLocation.id'] as string);
		const quantity = pickedQuantity(pick.quantityPicked);
		if (lot && quantity !== null) {
			addPick(world, item, { inventoryItem: lot.id, binLocation: bin?.id ?? null, quantity });
		}
	}
	return empty(200);
}

function dropPicks(call: Call): Reply {
	const item = itemNamed(call);
	if (orderOf(call.world, item)) clearPicks(call.world, item);
	return empty(200);
}

const OPTIONS = [
	['BELOW_MINIMUM', 'Below minimum'],
	['BELOW_REORDER', 'Below reorder'],
	['BELOW_MAXIMUM', 'Below maximum'],
] as const;

function statusOptions(): Reply {
	return data(OPTIONS.map(([id, label]) => ({ id, value: id, label })));
}
