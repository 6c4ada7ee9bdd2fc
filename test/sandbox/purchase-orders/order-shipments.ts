import { bind, newBinding } from '../binding/binder';
import { objectsIn } from '../binding/objects';
import { wholeSecond } from '../clock';
import { foreignKey, illegalArgument, missingRow, nullPointer } from '../errors';
import { TRANSIENT } from '../json/json';
import type { Call } from '../router';
import { date, domain, integer, reference, text } from '../schema/domain';
import { findOrCreatePacking } from '../shipments/containers';
import { findOrCreateLot } from '../shipments/lots';
import { validateShipmentHeader } from '../shipments/validation';
import type { LineInput } from '../stock-movements/line-input';
import { movementName } from '../stock-movements/names';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

const DEFAULT_SHIPMENT_TYPE = '5';
const DAY = 86_400_000;

const headerCommand = domain('api.StockMovement', {
	origin: reference('location'),
	destination: reference('location'),
	description: text(),
	dateRequested: date(),
	trackingNumber: text(),
});

const lineCommand = domain('api.StockMovementItem', {
	product: reference('product'),
	inventoryItem: reference('inventoryItem'),
	recipient: reference('person'),
	quantityRequested: integer(),
	lotNumber: text(),
	expirationDate: date(),
	sortOrder: integer({ initial: 0 }),
	orderItemId: text(),
});

/**
 * `createCombinedShipments`: a shipment without a requisition. Only the shipment's own rules count,
 * who asked for it and when is not needed (orders-and-receiving.md#create-shipment).
 */
export function createOrderShipment(call: Call): Row {
	const { world, session } = call;
	const binding = newBinding(world, session.user, session.language);
	const body = call.body();
	const header: Row = { id: '' };
	bind(binding, headerCommand, header, body);
	if (header.origin === TRANSIENT) throw foreignKey('shipment', 'origin_id');
	if (header.destination === TRANSIENT) throw foreignKey('shipment', 'destination_id');
	const lines = objectsIn(body, 'lineItems');
	const fields = lines.map((line) => {
		const row: Row = { id: '', sortOrder: 0 };
		bind(binding, lineCommand, row, line);
		return row;
	});
	return shipmentWithLines(world, header, fields, session.user);
}

/** Makes the shipment and its lines. */
export function shipmentWithLines(
	world: World,
	header: Row,
	lines: Row[],
	user: string | null,
): Row {
	const shipment = newShipment(world, header, user);
	validateShipmentHeader(world, shipment);
	world.store.insert('shipment', shipment);
	for (const line of lines) insertBoundLine(world, shipment, line);
	return shipment;
}

function newShipment(world: World, header: Row, user: string | null): Row {
	const now = wholeSecond(world.clock.now());
	return {
		id: world.ids.id(),
		name: movementName(world, {
			...header,
			origin: header.origin,
			destination: header.destination,
		}),
		description: header.description ?? null,
		origin: header.origin,
		destination: header.destination,
		shipmentType: DEFAULT_SHIPMENT_TYPE,
		shipmentNumber: world.ids.documentNumber(),
		expectedShippingDate: now,
		currentStatus: 'PENDING',
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
	};
}

/**
 * A line of the create body; the lot it names keeps its expiry date here
 * (orders-and-receiving.md#create-shipment).
 */
function insertBoundLine(world: World, shipment: Row, fields: Row): void {
	if (fields.product === TRANSIENT) throw foreignKey('inventory_item', 'product_id');
	const { store } = world;
	const lot =
		store.get('inventoryItem', fields.inventoryItem) ??
		findOrCreateLot(world, fields.product, fields.lotNumber, fields.expirationDate);
	insertLine(world, shipment, {
		product: fields.product ?? lot.product,
		inventoryItem: lot.id,
		lotNumber: fields.lotNumber ?? null,
		expirationDate: fields.expirationDate ?? null,
		quantity: fields.quantityRequested ?? null,
		recipient: fields.recipient ?? null,
		sortOrder: fields.sortOrder ?? null,
		orderItems: [orderItemNamed(world, fields.orderItemId).id],
	});
}

/**
 * A new line must name its order line: the answer cannot be made without
 * (orders-and-receiving.md#shipment-lines).
 */
function orderItemNamed({ store }: World, id: Value): Row {
	if (!id) throw nullPointer('Cannot invoke method getAt() on null object');
	const item = store.get('orderItem', id);
	if (!item) throw nullPointer('');
	return item;
}

function insertLine(world: World, shipment: Row, values: Record<string, Value>): Row {
	if (typeof values.quantity !== 'number' || values.quantity < 0) {
		throw foreignKey('order_shipment', 'shipment_item_id');
	}
	const now = wholeSecond(world.clock.now());
	return world.store.insert('shipmentItem', {
		id: world.ids.id(),
		shipment: shipment.id,
		...values,
		dateCreated: now,
		lastUpdated: now,
	});
}

/**
 * `updateItems` without a requisition: each listed line is replaced, 0 or nothing deletes it, lines
 * not listed stay. Neither the order nor whether the shipment left is looked at
 * (orders-and-receiving.md#shipment-lines).
 */
export function changeOrderShipmentLines(world: World, shipment: Row, lines: LineInput[]): void {
	const lots = lines.map((line) => lotFor(world, line));
	lines.forEach((line, at) => changeLine(world, shipment, line, lots[at]));
	world.store.update('shipment', shipment, { lastUpdated: wholeSecond(world.clock.now()) });
}

/**
 * What is sent becomes the expiry of the lot everywhere, nothing too: that erases it
 * (orders-and-receiving.md#shipment-lines).
 */
function lotFor(world: World, line: LineInput): Row {
	const { store } = world;
	const given = store.get('inventoryItem', line.inventoryItem);
	if (given) return given;
	if (line.product !== null && !store.get('product', line.product)) {
		throw missingRow('org.pih.warehouse.product.Product', line.product);
	}
	const lot = findOrCreateLot(world, line.product, line.lotNumber, line.expirationDate);
	if ((lot.expirationDate ?? null) !== line.expirationDate) {
		store.update('inventoryItem', lot, {
			expirationDate: line.expirationDate,
			lastUpdated: wholeSecond(world.clock.now()),
		});
	}
	return lot;
}

function changeLine(world: World, shipment: Row, line: LineInput, lot: Row): void {
	const { store } = world;
	const known = line.id === undefined ? undefined : store.get('shipmentItem', line.id);
	if (line.id !== undefined && known?.shipment !== shipment.id) {
		throw illegalArgument(`Could not find shipmente item with id ${line.id}`);
	}
	if (!line.quantityRequested) {
		if (known) store.remove('shipmentItem', known);
		return;
	}
	const values = {
		product: line.product ?? lot.product,
		inventoryItem: lot.id,
		lotNumber: line.lotNumber ?? null,
		expirationDate: line.expirationDate,
		quantity: line.quantityRequested,
		recipient: line.recipient,
		sortOrder: line.sortOrder,
		container: findOrCreatePacking(world, shipment, line.palletName, line.boxName),
	};
	if (!known) {
		insertLine(world, shipment, {
			...values,
			orderItems: [orderItemNamed(world, line.orderItemId).id],
		});
		return;
	}
	if (line.quantityRequested < 0) throw foreignKey('order_shipment', 'shipment_item_id');
	const before = Array.isArray(known.orderItems) ? known.orderItems : [];
	const linked = line.orderItemId ? [orderItemNamed(world, line.orderItemId).id] : [];
	store.update('shipmentItem', known, {
		...values,
		orderItems: [...new Set([...before, ...linked])],
		lastUpdated: wholeSecond(world.clock.now()),
	});
}

/**
 * `updateShipment` without a requisition. A save that the rules refuse is not reported: no date, or
 * one later than a day after the expected delivery, and nothing of the call is kept
 * (orders-and-receiving.md#send-shipment).
 */
export function changeOrderShipmentHeader(world: World, shipment: Row, header: Row): void {
	const { dateShipped: sent, expectedDeliveryDate: due } = header;
	const isLate = typeof sent === 'number' && typeof due === 'number' && sent >= due + DAY;
	if (typeof sent !== 'number' || isLate || !header.shipmentType) return;
	if (!header.destination || header.destination === shipment.origin) return;
	const isMoved = header.destination !== shipment.destination;
	const renamed = isMoved
		? {
				destination: header.destination,
				name: movementName(world, {
					origin: shipment.origin,
					destination: header.destination,
					dateRequested: shipment.dateCreated,
					trackingNumber: header.trackingNumber,
					description: shipment.description,
				}),
			}
		: {};
	world.store.update('shipment', shipment, {
		expectedShippingDate: sent,
		expectedDeliveryDate: due ?? null,
		shipmentType: header.shipmentType,
		trackingNumber: header.trackingNumber || null,
		driverName: header.driverName ?? null,
		additionalInformation: header.comments ?? null,
		...renamed,
		lastUpdated: wholeSecond(world.clock.now()),
	});
}
