import { isObject } from '../binding/binder';
import { nullPointer } from '../errors';
import { formOf, idIn } from '../form';
import { mayEdit, noPermission, saveHeader, saveItem } from '../purchase-orders/editing';
import { placeOrder } from '../purchase-orders/place';
import { openItemsOf, shipWholeOrder } from '../purchase-orders/ship-order';
import { refreshSummary } from '../purchase-orders/summary-table';
import { webLines } from '../purchase-orders/web-lines';
import { json, page, redirect, text, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { supports } from '../shipments/places';
import type { Row, Value } from '../store/table';

/**
 * Pages of the web interface that a login cookie may call: forms in, HTML, text or a redirect out
 * (orders-and-receiving.md#other-ways, orders-and-receiving.md#read, orders-and-receiving.md#web-routes). All
 * want a login location.
 */
export const orderPageRoutes: Route[] = [
	...pageRoute('GET', '/order/getOrderItems/:id', 'read', getOrderItems),
	...pageRoute('ANY', '/order/placeOrder/:id', 'read', place),
	...pageRoute('ANY', '/order/createCombinedShipment', 'write', shipAll),
	...pageRoute('ANY', '/order/saveOrderItem', 'write', saveOrderItem),
	...pageRoute('ANY', '/order/cancelOrderItem/:id', 'write', (call) =>
		setStatus(call, 'CANCELED', 'canceled'),
	),
	...pageRoute('ANY', '/order/restoreOrderItem/:id', 'read', (call) =>
		setStatus(call, 'PENDING', 'restored'),
	),
	...pageRoute('ANY', '/order/removeOrderItem/:id', 'manager', removeOrderItem),
	...pageRoute('ANY', '/purchaseOrder/saveOrderDetails', 'write', saveOrderDetails),
];

function pageRoute(
	method: string,
	pattern: string,
	access: Route['access'],
	handler: Route['handler'],
): Route[] {
	return [{ method, pattern, access, handler, needsLocation: true, only: 'open source' }];
}

const web = (call: Call, path: string): Reply =>
	redirect(`${call.origin}${call.contextPath}${path}`);

const orderNamed = (call: Call, id: Value): Row | undefined => call.world.store.get('order', id);

function getOrderItems(call: Call): Reply {
	const order = orderNamed(call, call.params.id);
	if (!order) throw nullPointer("Cannot get property 'orderItems' on null object");
	return json(webLines(call.world, order, mayEdit(call, order)));
}

/** 302 when it worked; the page of the order when it was placed before or has no lines. */
function place(call: Call): Reply {
	const order = orderNamed(call, call.params.id);
	if (!order) return web(call, '/order/list');
	if (!placeOrder(call.world, order, call.session.user)) return page('View order');
	return web(call, `/order/show/${order.id}`);
}

/** Only from the destination, and only when something is left to ship. */
function shipAll(call: Call): Reply {
	const { world } = call;
	const here = call.location();
	const order = orderNamed(call, idIn(formOf(call), 'orderId'));
	if (!order) throw nullPointer("Cannot get property 'destination' on null object");
	const mayShip =
		order.destination === here.id || supports(world, here, 'ENABLE_CENTRAL_PURCHASING');
	if (!mayShip) return web(call, `/order/show/${order.id}`);
	if (openItemsOf(world, order).length === 0) return web(call, `/order/show/${order.id}?tab=4`);
	const shipment = shipWholeOrder(world, order, call.session.user);
	return web(call, `/stockMovement/createCombinedShipments/${shipment.id}?direction=INBOUND`);
}

/** Without any `order` parameter the form is lost and the list comes instead. */
function saveOrderDetails(call: Call): Reply {
	const form = formOf(call);
	if (!isObject(form.order)) return web(call, '/purchaseOrder/list');
	const id = idIn(form, 'order');
	const order = id ? orderNamed(call, id) : undefined;
	if (id && !order) throw nullPointer("Cannot get property 'orderItems' on null object");
	const hasLines = order && call.world.store.table('orderItem').by('order', order.id).length > 0;
	const isOtherSupplier = order?.origin !== idIn(form, 'origin');
	const saved = hasLines && isOtherSupplier ? undefined : saveHeader(call, order, form);
	return saved ? web(call, `/purchaseOrder/addItems/${saved.id}`) : page('Enter order details');
}

function saveOrderItem(call: Call): Reply {
	const form = formOf(call);
	if (!isObject(form.order) || !isObject(form.orderItem))
		throw nullPointer("Cannot get property 'id' on null object");
	const order = orderNamed(call, idIn(form, 'order'));
	if (!order) throw nullPointer('Cannot invoke method addToOrderItems() on null object');
	const item = call.world.store.get('orderItem', idIn(form, 'orderItem'));
	saveItem(call, order, item, form);
	return text('Successfully added order item');
}

function itemOf(call: Call): { item: Row; order: Row } {
	const item = call.world.store.get('orderItem', call.params.id);
	const order = orderNamed(call, item?.order);
	if (!item || !order) throw nullPointer("Cannot get property 'order' on null object");
	if (!mayEdit(call, order)) throw noPermission();
	return { item, order };
}

/** Here, unlike through the generic API, the row of the list follows. */
function setStatus(call: Call, orderItemStatusCode: string, done: string): Reply {
	const { item, order } = itemOf(call);
	call.world.store.update('orderItem', item, { orderItemStatusCode });
	refreshSummary(call.world, order);
	return text(`Item ${done} successfully`);
}

function removeOrderItem(call: Call): Reply {
	const { item } = itemOf(call);
	call.world.store.remove('orderItem', item);
	return text('Successfully deleted order item');
}
