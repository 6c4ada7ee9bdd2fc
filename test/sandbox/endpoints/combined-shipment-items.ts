import { wholeSecond } from '../clock';
import { likePattern } from '../collation';
import { failure, nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import {
	isCanceled,
	isPurchaseOrder,
	orderItemsOf,
	packsLeftToShip,
	perUnit,
	unitOfMeasure,
} from '../purchase-orders/order-lines';
import { data, groovyEmptyList, json, text, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';
import type { World } from '../world';

const SHORTEST_TERM = 3;
const OPEN_ORDERS = ['PLACED', 'PARTIALLY_RECEIVED'];

const only = 'open source' as const;

/**
 * From the lines of an order to the lines of a shipment (orders-and-receiving.md#open-quantities,
 * orders-and-receiving.md#other-ways).
 */
export const combinedShipmentRoutes: Route[] = [
	{
		method: 'POST',
		pattern: '/api/combinedShipmentItems/findOrderItems',
		access: 'read',
		handler: findOrderItems,
		only,
	},
	{
		method: 'POST',
		pattern: '/api/combinedShipmentItems/addToShipment/:id',
		access: 'write',
		handler: addToShipment,
		only,
	},
	{
		method: 'GET',
		pattern: '/api/combinedShipmentItems/getProductsInOrders',
		access: 'read',
		handler: productsInOrders,
		only,
	},
	{
		method: 'GET',
		pattern: '/api/orderNumberOptions',
		access: 'read',
		handler: orderNumbers,
		only,
	},
];

/** Open orders from a supplier to a place; without both there are none. */
function ordersBetween({ store }: World, vendor: unknown, destination: unknown): Row[] {
	const from = store.get('location', asId(vendor));
	const to = store.get('location', asId(destination));
	if (!from || !to) return [];
	return store
		.table('order')
		.by('origin', from.id)
		.filter((order) => order.destination === to.id);
}

const asId = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const openOrdersBetween = (world: World, vendor: unknown, destination: unknown): Row[] =>
	ordersBetween(world, vendor, destination).filter(
		(order) => isPurchaseOrder(world, order) && OPEN_ORDERS.includes(String(order.status)),
	);

/** With `orderIds` the status of the order is not looked at (orders-and-receiving.md#open-quantities). */
function findOrderItems(call: Call): Reply {
	const { world } = call;
	const body = call.body();
	const orders = hasValue(body.orderIds)
		? ordersById(world, body.orderIds)
		: openOrdersBetween(world, body.vendor, body.destination);
	const product = world.store.get('product', asId(body.productId));
	const items = orders
		.flatMap((order) => orderItemsOf(world, order.id))
		.filter((item) => !product || item.product === product.id)
		.filter((item) => !isCanceled(item) && packsLeftToShip(world, item) > 0);
	return json({ orderItems: items.map((item) => leftToShip(world, item)) });
}

const hasValue = (value: unknown): boolean =>
	Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== '';

function ordersById({ store }: World, ids: unknown): Row[] {
	if (!Array.isArray(ids)) {
		throw failure(
			'java.lang.ClassCastException',
			'java.lang.String cannot be cast to java.util.Collection',
		);
	}
	const wanted = new Set(ids.map((id) => store.get('order', asId(id))));
	return [...wanted].filter((order): order is Row => order !== undefined);
}

function leftToShip(world: World, item: Row): JsonObject {
	const { store, json: forms, version } = world;
	const product = store.get('product', item.product);
	return {
		orderId: item.order,
		orderItemId: item.id,
		orderNumber: store.get('order', item.order)?.orderNumber ?? null,
		productCode: product?.productCode ?? null,
		productName: product?.name ?? null,
		displayName: null,
		budgetCode: null,
		recipient: forms.nested('person', item.recipient)?.name ?? null,
		quantityAvailable: packsLeftToShip(world, item),
		quantityToShip: '',
		uom: unitOfMeasure(world, item),
		supplierCode: null,
		...(version.since('0.9.3') ? { productSupplierName: null } : {}),
		color: product?.color ?? null,
	};
}

function orderNumbers(call: Call): Reply {
	const { world, query } = call;
	const orders = openOrdersBetween(world, query.get('vendor'), query.get('destination'));
	const open = orders.filter((order) =>
		orderItemsOf(world, order.id).some(
			(item) => !isCanceled(item) && packsLeftToShip(world, item) > 0,
		),
	);
	return data(open.map((order) => ({ id: order.id, orderNumber: order.orderNumber ?? null })));
}

/**
 * Products still to ship on orders of any status; each word must be found
 * (orders-and-receiving.md#other-ways).
 */
function productsInOrders(call: Call): Reply {
	const { world, query } = call;
	const name = query.get('name') ?? '';
	if (name !== '' && name.length < SHORTEST_TERM) return groovyEmptyList();
	const terms = name.split(/[, ]/).filter((term) => term !== '');
	const items = ordersBetween(world, query.get('vendor'), query.get('destination'))
		.flatMap((order) => orderItemsOf(world, order.id))
		.filter((item) => !isCanceled(item) && packsLeftToShip(world, item) > 0);
	const products = new Set(items.map((item) => world.store.get('product', item.product)));
	return data(
		[...products]
			.filter((product): product is Row => product !== undefined)
			.filter((product) => terms.every((term) => isNamed(product, term)))
			.map((product) => world.json.of('product', product)),
	);
}

const isNamed = (product: Row, term: string): boolean => {
	const contains = likePattern(`%${term}%`);
	return (
		contains(String(product.name ?? '')) ||
		contains(String(product.description ?? '')) ||
		likePattern(`${term}%`)(String(product.productCode ?? ''))
	);
};

/**
 * Quantities in packs, no lot: such a line breaks receiving until it gets one
 * (orders-and-receiving.md#other-ways).
 */
function addToShipment(call: Call): Reply {
	const { world } = call;
	const shipment = world.store.get('shipment', call.params.id);
	if (!shipment) return text('Shipment not found', 400);
	const { itemsToAdd } = call.body();
	const items = (Array.isArray(itemsToAdd) ? itemsToAdd : []) as Array<Record<string, unknown>>;
	const inOrder = [...items].sort((a, b) => Number(a.sortOrder ?? -1) - Number(b.sortOrder ?? -1));
	for (const item of inOrder) addLine(world, shipment, item);
	return data(world.json.of('shipment', shipment));
}

function addLine(world: World, shipment: Row, item: Record<string, unknown>): void {
	const { store, ids, clock } = world;
	const orderItem = store.get('orderItem', asId(item.orderItemId));
	if (!orderItem) throw nullPointer("Cannot get property 'product' on null object");
	const quantity = item.quantityToShip;
	if (typeof quantity === 'string') {
		// A text is repeated that many times, which is no number then (orders-and-receiving.md#other-ways).
		throw failure(
			'org.codehaus.groovy.runtime.typehandling.GroovyCastException',
			`Cannot cast object '${quantity.repeat(3)}' with class 'java.lang.String' to class 'java.lang.Integer'`,
		);
	}
	if (typeof quantity !== 'number')
		throw nullPointer('Cannot invoke method multiply() on null object');
	const now = wholeSecond(clock.now());
	const before = store.table('shipmentItem').by('shipment', shipment.id).length;
	store.insert('shipmentItem', {
		id: ids.id(),
		shipment: shipment.id,
		product: orderItem.product,
		inventoryItem: orderItem.inventoryItem ?? null,
		quantity: Math.trunc(quantity * perUnit(orderItem)),
		recipient: orderItem.recipient ?? null,
		orderItems: [orderItem.id],
		sortOrder: before * 100,
		dateCreated: now,
		lastUpdated: now,
	});
}
