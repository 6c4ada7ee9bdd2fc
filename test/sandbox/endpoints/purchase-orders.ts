import { wholeSecond } from '../clock';
import { illegalArgument, reason, reasons } from '../errors';
import { derivedItemStatus, figuresOf } from '../purchase-orders/figures';
import { listOrders } from '../purchase-orders/list';
import { orderItemsOf, shipmentsFor } from '../purchase-orders/order-lines';
import { removeOrder } from '../purchase-orders/remove';
import { refreshSummary } from '../purchase-orders/summary-table';
import { data, empty, json, text, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';

const WARNING = ['PENDING'];
const SUCCESS = ['COMPLETED'];
const DANGER = ['CANCELED', 'REJECTED'];

/** Derived statuses, in the order of the list (orders-and-receiving.md#list). */
const STATUSES = [
	'PENDING',
	'APPROVED',
	'PLACED',
	'PARTIALLY_SHIPPED',
	'SHIPPED',
	'PARTIALLY_RECEIVED',
	'RECEIVED',
	'PARTIALLY_INVOICED',
	'INVOICED',
	'COMPLETED',
	'CANCELED',
	'REJECTED',
];

const only = 'open source' as const;

/**
 * Reading, deleting and rolling back orders; making one goes through the generic API
 * (orders-and-receiving.md#what-does-not-exist).
 */
export const purchaseOrderRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/purchaseOrders', access: 'read', handler: listOrders, only },
	{ method: 'GET', pattern: '/api/purchaseOrders/:id', access: 'read', handler: read, only },
	{
		method: 'DELETE',
		pattern: '/api/purchaseOrders/:id',
		access: 'assistant',
		handler: remove,
		only,
	},
	// The rule names an approver, but everybody with a primary role passes
	// (orders-and-receiving.md#delete-and-rollback).
	{
		method: 'POST',
		pattern: '/api/purchaseOrders/:id/rollback',
		access: 'primary',
		handler: rollback,
		only,
	},
	{
		method: 'GET',
		pattern: '/api/orderSummaryStatus',
		access: 'read',
		handler: statusOptions,
		only,
	},
	{
		method: 'GET',
		pattern: '/purchaseOrderApi/orderItemsDerivedStatus',
		access: 'read',
		handler: itemStatuses,
		only,
	},
];

const find = (call: Call): Row | undefined => call.world.store.get('order', call.params.id);

/**
 * Any order by id, a putaway too; the refusal is text that the empty answer follows
 * (orders-and-receiving.md#read).
 */
function read(call: Call): Reply {
	const order = find(call);
	if (!order) return text(`Order not found with id ${call.params.id}{"data":null}`, 404);
	return data(call.world.json.of('order', order));
}

const notFound = (call: Call) => reason(404, `Order not found with id ${call.params.id}`);

function remove(call: Call): Reply {
	const order = find(call);
	if (!order) throw notFound(call);
	if (order.status !== 'PENDING') {
		throw reasons(400, 'Cannot delete a placed order. Must roll back in order to delete');
	}
	removeOrder(call.world, order);
	return empty(204);
}

/**
 * Back to PENDING, unless anything is on a shipment, sent or not
 * (orders-and-receiving.md#delete-and-rollback).
 */
function rollback(call: Call): Reply {
	const { world } = call;
	const order = find(call);
	if (!order) throw notFound(call);
	if (shipmentsFor(world, order.id).size > 0) {
		throw illegalArgument('Cannot rollback order with associated shipments');
	}
	if (['PLACED', 'PARTIALLY_RECEIVED', 'RECEIVED', 'COMPLETED'].includes(String(order.status))) {
		world.store.update('order', order, {
			status: 'PENDING',
			approvedBy: null,
			dateApproved: null,
			updatedBy: call.session.user,
			lastUpdated: wholeSecond(world.clock.now()),
		});
		refreshSummary(world, order);
	}
	return empty(200);
}

function statusOptions(): Reply {
	return data(
		STATUSES.map((status) => ({
			id: status,
			value: status,
			label: labelOf(status),
			variant: variantOf(status),
		})),
	);
}

const labelOf = (status: string): string =>
	status
		.split('_')
		.map((word) => word[0] + word.slice(1).toLowerCase())
		.join(' ');

function variantOf(status: string): string {
	if (WARNING.includes(status)) return 'WARNING';
	if (SUCCESS.includes(status)) return 'SUCCESS';
	return DANGER.includes(status) ? 'DANGER' : 'PRIMARY';
}

/** A bare map of line ids, without an envelope (orders-and-receiving.md#read). */
function itemStatuses(call: Call): Reply {
	const { world, query } = call;
	const id = query.get('id') ?? 'null';
	const order = world.store.get('order', id);
	if (!order) throw illegalArgument(`Order with id '${id}' does not exist`);
	const lines = orderItemsOf(world, order.id).map((item) => [
		item.id,
		derivedItemStatus(world, figuresOf(world, item)),
	]);
	return json(Object.fromEntries(lines));
}
