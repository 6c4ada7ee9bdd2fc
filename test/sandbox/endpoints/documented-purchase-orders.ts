import { refused } from '../documented-input';
import { createOrder, listedOrder, updateOrder, wholeOrder } from '../purchase-orders/documented';
import { receiveOrder } from '../purchase-orders/documented-receiving';
import { isPurchaseOrder } from '../purchase-orders/order-lines';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';

const only = 'documented' as const;

/**
 * Purchase orders as the hosted vendor's document describes them. It shows no answer to a write: the
 * order as a read shows it.
 */
export const documentedPurchaseOrderRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/purchaseOrders', access: 'read', handler: list, only },
	{ method: 'POST', pattern: '/api/purchaseOrders', access: 'write', handler: create, only },
	{ method: 'GET', pattern: '/api/purchaseOrders/:id', access: 'read', handler: read, only },
	{ method: 'PUT', pattern: '/api/purchaseOrders/:id', access: 'write', handler: update, only },
	{
		method: 'POST',
		pattern: '/api/purchaseOrders/:id/receive',
		access: 'write',
		handler: receive,
		only,
	},
];

/** Orders for the login location. */
function list(call: Call): Reply {
	const { world, query } = call;
	const here = call.location();
	const status = query.get('status');
	const supplier = query.get('supplier');
	const orders = world.store
		.table('order')
		.by('destination', here.id)
		.filter((order) => isPurchaseOrder(world, order))
		.filter((order) => !status || order.status === status)
		.filter((order) => !supplier || order.origin === supplier);
	const offset = countOf(query, 'offset') ?? 0;
	const max = countOf(query, 'max') ?? orders.length;
	return data(orders.slice(offset, offset + max).map((order) => listedOrder(world, order)));
}

function countOf(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null || text === '') return undefined;
	if (!/^\d+$/.test(text)) throw refused(`${name} must be a whole number`);
	return Number(text);
}

function find(call: Call): Row {
	const order = call.world.store.get('order', call.params.id);
	if (!order || !isPurchaseOrder(call.world, order))
		throw refused(`No purchase order ${call.params.id}`, 404);
	return order;
}

function read(call: Call): Reply {
	return data(wholeOrder(call.world, find(call)));
}

function create(call: Call): Reply {
	const order = createOrder(call.world, call.body(), call.session.user);
	return data(wholeOrder(call.world, order), 201);
}

function update(call: Call): Reply {
	const order = find(call);
	updateOrder(call.world, order, call.body(), call.session.user);
	return data(wholeOrder(call.world, order));
}

function receive(call: Call): Reply {
	const order = find(call);
	receiveOrder(call.world, order, call.body(), call.session.user);
	return data(wholeOrder(call.world, order));
}
