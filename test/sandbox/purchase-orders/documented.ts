import { isObject, type Body } from '../binding/binder';
import { wholeSecond } from '../clock';
import { isoDate, named, referenceOf, refused, textOf, wholePositive } from '../documented-input';
import { isoSeconds } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { refreshSummary } from './summary-table';
import { orderItemsOf } from './order-lines';

/** A row of the list: `orderItems` is empty there. */
export const listedOrder = (world: World, order: Row): JsonObject => ({
	...head(world, order),
	orderedBy: named(world, 'person', order.orderedBy),
	dateOrdered: isoSeconds(order.dateOrdered),
	orderItems: [],
});

export const wholeOrder = (world: World, order: Row): JsonObject => ({
	...head(world, order),
	dateOrdered: isoSeconds(order.dateOrdered),
	orderItems: orderItemsOf(world, order.id).map((item) => ({
		id: item.id,
		product: named(world, 'product', item.product),
		quantity: orNull(item.quantity),
		unitPrice: orNull(item.unitPrice),
		totalPrice: Number((Number(item.quantity) * Number(item.unitPrice ?? 0)).toFixed(2)),
		quantityReceived: item.quantityReceived ?? 0,
	})),
});

const head = (world: World, order: Row): JsonObject => ({
	id: order.id,
	orderNumber: orNull(order.orderNumber),
	name: orNull(order.name),
	status: orNull(order.status),
	origin: named(world, 'location', order.origin),
	destination: named(world, 'location', order.destination),
});

/** Creates an order: `name`, `origin`, `destination`, `orderedBy` and `dateOrdered` are required. */
export function createOrder(world: World, body: Body, user: string | null): Row {
	const header = readHeader(world, body);
	for (const name of ['name', 'origin', 'destination', 'orderedBy', 'dateOrdered'] as const) {
		if ((header[name] ?? null) === null) throw refused(`${name} is required`);
	}
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const order = store.insert('order', {
		id: ids.id(),
		orderNumber: nextNumber(world),
		orderType: 'PURCHASE_ORDER',
		status: 'PENDING',
		currencyCode: 'USD',
		...header,
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
	});
	for (const line of linesOf(body)) addLine(world, order, line);
	refreshSummary(world, order);
	return order;
}

/** Only while it is PENDING; lines by id, others are added, lines not named stay. */
export function updateOrder(world: World, order: Row, body: Body, user: string | null): void {
	if (order.status !== 'PENDING')
		throw refused(`Orders in ${String(order.status)} status cannot be edited`);
	const { store, clock } = world;
	store.update('order', order, {
		...readHeader(world, body),
		updatedBy: user,
		lastUpdated: wholeSecond(clock.now()),
	});
	for (const line of linesOf(body)) {
		if (line.id === undefined) addLine(world, order, line);
		else changeLine(world, order, line);
	}
	refreshSummary(world, order);
}

function linesOf(body: Body): Body[] {
	if (body.orderItems === undefined) return [];
	if (!Array.isArray(body.orderItems) || !body.orderItems.every(isObject)) {
		throw refused('orderItems must be a list of objects');
	}
	return body.orderItems;
}

function readHeader(world: World, body: Body): Record<string, Value> {
	const header: Record<string, Value> = {};
	if (body.name !== undefined) header.name = textOf(body.name, 'name');
	if (body.dateOrdered !== undefined) header.dateOrdered = isoDate(body.dateOrdered, 'dateOrdered');
	const references = { origin: 'location', destination: 'location', orderedBy: 'person' } as const;
	for (const [name, domain] of Object.entries(references)) {
		if (body[name] !== undefined) header[name] = referenceOf(world, domain, body[name], name);
	}
	return header;
}

function priceOf(value: unknown): number | null {
	if (value === undefined || value === null) return null;
	if (typeof value !== 'number' || value < 0) throw refused('unitPrice must be a number');
	return value;
}

function addLine(world: World, order: Row, line: Body): void {
	const now = wholeSecond(world.clock.now());
	world.store.insert('orderItem', {
		id: world.ids.id(),
		order: order.id,
		product: referenceOf(world, 'product', line.product, 'product'),
		quantity: wholePositive(line.quantity, 'quantity'),
		unitPrice: priceOf(line.unitPrice),
		quantityPerUom: 1,
		orderItemStatusCode: 'PENDING',
		orderIndex: orderItemsOf(world, order.id).length,
		dateCreated: now,
		lastUpdated: now,
	});
}

function changeLine(world: World, order: Row, line: Body): void {
	const item = typeof line.id === 'string' ? world.store.get('orderItem', line.id) : undefined;
	if (!item || item.order !== order.id)
		throw refused(`Order item ${String(line.id)} is not on this order`);
	world.store.update('orderItem', item, {
		...(line.product === undefined
			? {}
			: { product: referenceOf(world, 'product', line.product, 'product') }),
		...(line.quantity === undefined ? {} : { quantity: wholePositive(line.quantity, 'quantity') }),
		...(line.unitPrice === undefined ? {} : { unitPrice: priceOf(line.unitPrice) }),
		lastUpdated: wholeSecond(world.clock.now()),
	});
}

/** `PO-2026-0042`. */
function nextNumber(world: World): string {
	const year = new Date(world.clock.now()).getUTCFullYear();
	const orders = world.store.table('order').all();
	const taken = new Set(orders.map((order) => order.orderNumber));
	for (let at = orders.length + 1; ; at += 1) {
		const number = `PO-${year}-${String(at).padStart(4, '0')}`;
		if (!taken.has(number)) return number;
	}
}
