import { illegalArgument, reason } from '../errors';
import { isoSeconds } from '../json/dates';
import type { JsonObject } from '../json/json';
import { data, empty, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { readListNumber } from '../stock-movements/list-query';
import { completeTransfer, readTransfer, saveTransfer } from '../stock-transfers/save';
import {
	candidatesAt,
	itemsOf,
	lineJson,
	RETURN_ORDER,
	TRANSFER_ORDER,
	transferJson,
	typeCodeOf,
} from '../stock-transfers/transfers';
import type { Row, Value } from '../store/table';

const PATH = '/api/stockTransfers';

/** Transfers from bin to bin of one place (stock-movements.md#documents-and-undo). */
export const stockTransferRoutes: Route[] = [
	of('GET', PATH, 'read', list),
	of('POST', PATH, 'write', create),
	of('GET', `${PATH}/statusOptions`, 'read', statusOptions),
	of('GET', `${PATH}/candidates`, 'read', candidates),
	of('GET', `${PATH}/:id`, 'read', read),
	of('POST', `${PATH}/:id`, 'write', update),
	of('PUT', `${PATH}/:id`, 'write', update),
	of('DELETE', `${PATH}/:id`, 'manager', remove),
	of('DELETE', `${PATH}/:id/removeAllItems`, 'read', removeAllItems),
	of('DELETE', '/api/stockTransferItems/:id', 'read', removeItem),
];

function of(
	method: string,
	pattern: string,
	access: Route['access'],
	handler: Route['handler'],
): Route {
	return { method, pattern, access, handler, only: 'open source' };
}

/** Ten rows unless `max` says otherwise. */
function list(call: Call): Reply {
	const location = call.query.get('location');
	if (!location) throw reason(400, 'Location parameter is required');
	const { world, query } = call;
	const statuses = query.getAll('status');
	const orders = world.store
		.table('order')
		.all()
		.filter((order) => typeCodeOf(world, order) === TRANSFER_ORDER)
		.filter((order) => order.origin === location && order.destination === location)
		.filter((order) => statuses.length === 0 || statuses.includes(String(order.status)))
		.sort((a, b) => Number(b.dateCreated) - Number(a.dateCreated));
	const max = query.get('max') ? readListNumber(query.get('max')) : 10;
	const offset = readListNumber(query.get('offset')) ?? 0;
	const page = orders.slice(offset, max === undefined ? undefined : offset + max);
	return json({ data: page.map((order) => rowJson(call, order)), totalCount: orders.length });
}

function rowJson(call: Call, order: Row): JsonObject {
	const { world } = call;
	const name = (id: Value) => world.store.get('location', id)?.name ?? null;
	return {
		id: order.id,
		status: order.status ?? null,
		orderNumber: order.orderNumber ?? null,
		name: order.name ?? null,
		createdBy: world.json.nested('person', order.createdBy)?.name ?? null,
		dateCreated: isoSeconds(order.dateCreated),
		origin: name(order.origin),
		destination: name(order.destination),
		orderItemsCount: itemsOf(world, order).filter((item) => item.orderItemStatusCode !== 'CANCELED')
			.length,
	};
}

/** As COMPLETED in one call it is saved so, and moves nothing (stock-movements.md#documents-and-undo). */
function create(call: Call): Reply {
	return data(transferJson(call.world, saveTransfer(call, readTransfer(call, call.body()))));
}

function orderNamed(call: Call): Row {
	const order = call.world.store.get('order', call.params.id);
	if (!order) throw illegalArgument(`No stock transfer found for order ID ${call.params.id}`);
	return order;
}

function read(call: Call): Reply {
	return data(transferJson(call.world, orderNamed(call)));
}

function update(call: Call): Reply {
	orderNamed(call);
	const input = readTransfer(call, call.body());
	const completes = input.status === 'COMPLETED' && input.type !== RETURN_ORDER;
	const order = completes ? completeTransfer(call, input) : saveTransfer(call, input);
	return data(transferJson(call.world, order));
}

const DELETABLE = ['PENDING', 'APPROVED'];

function remove(call: Call): Reply {
	const order = call.world.store.get('order', call.params.id);
	if (!order) throw reason(404, 'Order does not exist');
	const isTransfer = typeCodeOf(call.world, order) === TRANSFER_ORDER;
	if (!isTransfer || !DELETABLE.includes(String(order.status))) {
		throw reason(400, 'Cannot delete this order');
	}
	for (const item of itemsOf(call.world, order)) call.world.store.remove('orderItem', item);
	call.world.store.remove('order', order);
	return empty(204);
}

function removeAllItems(call: Call): Reply {
	const order = call.world.store.get('order', call.params.id);
	if (!order) throw illegalArgument(`No stockTransfer found with ID ${call.params.id}`);
	for (const item of itemsOf(call.world, order)) call.world.store.remove('orderItem', item);
	return data(transferJson(call.world, order));
}

function removeItem(call: Call): Reply {
	const { store } = call.world;
	const item = store.get('orderItem', call.params.id);
	const order = store.get('order', item?.order);
	if (!item || !order)
		throw illegalArgument(`No stockTransfer item found with ID ${call.params.id}`);
	for (const part of itemsOf(call.world, order)) {
		if (part === item || part.parentOrderItem === item.id) store.remove('orderItem', part);
	}
	return data(transferJson(call.world, order));
}

const OPTIONS = [
	['PENDING', 'Pending', 'WARNING'],
	['APPROVED', 'Approved', 'PRIMARY'],
	['COMPLETED', 'Completed', 'SUCCESS'],
	['CANCELED', 'Canceled', 'DANGER'],
] as const;

function statusOptions(): Reply {
	return data(OPTIONS.map(([id, label, variant]) => ({ id, value: id, label, variant })));
}

/** The switch for expired lots is not known before 0.9.6 (versions.md#smaller). */
function candidates(call: Call): Reply {
	const { world, query } = call;
	const id = query.get('location.id');
	const location = id ? world.store.get('location', id) : call.location();
	if (!location) throw illegalArgument(`Can't find location with given id: ${String(id)}`);
	const expiredOnly = world.version.since('0.9.6') && query.get('showExpiredItemsOnly') === 'true';
	return data(candidatesAt(world, location, expiredOnly).map((line) => lineJson(world, line)));
}
