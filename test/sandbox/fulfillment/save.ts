import { grouped } from '../binding/validation';
import { wholeSecond } from '../clock';
import { foreignKey, invalid } from '../errors';
import { shortDate } from '../json/dates';
import type { Call } from '../router';
import { findOrCreatePacking } from '../shipments/containers';
import { addShipmentEvent } from '../shipments/events';
import { bookTransferOut } from '../shipments/transfers';
import { validateShipmentHeader } from '../shipments/validation';
import type { Movement } from '../stock-movements/movements';
import { movementName } from '../stock-movements/names';
import { pickListFor, refreshPromise } from '../stock-movements/pick-lists';
import { insertLine } from '../stock-movements/request-lines';
import { insertItem } from '../stock-movements/shipment-items';
import type { Row } from '../store/table';
import type { World } from '../world';
import { isUnknown } from './details';
import { lotOfRow, promisedAt, type PackingRow } from './packing-list';

/** Creates, picks and sends a movement in one transaction (stock-movements.md#send). */
export function saveFulfillment(
	call: Call,
	details: Row,
	sending: Row,
	rows: PackingRow[],
): Movement {
	const { world } = call;
	const user = call.user.id;
	for (const [name, column] of Object.entries(COLUMNS)) {
		if (isUnknown(details, name)) throw foreignKey('requisition', column);
	}
	if (isUnknown(sending, 'shipmentType')) throw foreignKey('shipment', 'shipment_type_id');
	const requisition = insertRequisition(world, user, details);
	const shipment = insertShipment(world, user, requisition, sending);
	const lines = rows.map((row) => insertRow(world, user, requisition, row));
	const picklist = pickListFor(world, requisition.id);
	rows.forEach((row, at) => pickRow(world, picklist, requisition, lines[at], row));
	// The first pick is written together with all lines, each later one changes its line once more.
	for (const line of lines.slice(1)) world.store.update('requisitionItem', line, { version: 1 });
	rows.forEach((row, at) => packRow(world, shipment, lines[at], row));
	send(call, requisition, shipment);
	return { id: requisition.id, requisition, shipment };
}

const COLUMNS = {
	origin: 'origin_id',
	destination: 'destination_id',
	requestedBy: 'requested_by_id',
};

function insertRequisition(world: World, user: string, details: Row): Row {
	const now = wholeSecond(world.clock.now());
	return world.store.insert('requisition', {
		id: world.ids.id(),
		status: 'CREATED',
		type: 'IMPORT',
		name: movementName(world, details),
		description: details.description,
		origin: details.origin,
		destination: details.destination,
		requestedBy: details.requestedBy,
		dateRequested: details.dateRequested,
		isTemplate: false,
		requestNumber: world.ids.documentNumber(),
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
	});
}

/** Only the shipment's name has the tracking number in it. */
function insertShipment(world: World, user: string, requisition: Row, sending: Row): Row {
	const now = wholeSecond(world.clock.now());
	const shipment: Row = {
		id: world.ids.id(),
		name: movementName(world, { ...requisition, trackingNumber: sending.trackingNumber }),
		description: requisition.description,
		shipmentNumber: requisition.requestNumber,
		requisition: requisition.id,
		origin: requisition.origin,
		destination: requisition.destination,
		shipmentType: sending.shipmentType,
		expectedShippingDate: sending.expectedShippingDate,
		expectedDeliveryDate: sending.expectedDeliveryDate,
		trackingNumber: sending.trackingNumber || null,
		currentStatus: 'PENDING',
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
	};
	validateShipmentHeader(world, shipment);
	return world.store.insert('shipment', shipment);
}

function insertRow(world: World, user: string, requisition: Row, row: PackingRow): Row {
	const lot = lotOfRow(world, row);
	return insertLine(world, user, {
		requisition: requisition.id,
		product: row.product?.id,
		inventoryItem: lot?.id,
		lotNumber: row.lotNumber,
		expirationDate: lot?.expirationDate,
		quantity: row.quantityPicked,
		quantityApproved: row.quantityPicked,
		recipient: row.recipient?.id,
		palletName: row.palletName,
		boxName: row.boxName,
		orderIndex: 0,
	});
}

/** Asks the stock once more: several rows may take from one place. */
function pickRow(world: World, picklist: Row, requisition: Row, line: Row, row: PackingRow): void {
	const { store, ids, clock } = world;
	const lot = store.get('inventoryItem', line.inventoryItem);
	const quantity = Number(line.quantity);
	const promised = lot ? promisedAt(world, requisition.origin, row.binLocation, lot) : null;
	if (lot === undefined || promised === null || quantity > promised) {
		throw invalid(
			[
				`The quantity you have picked (${grouped(quantity)}) for product (${String(row.product?.productCode)}) is not available in stock`,
			],
			'Invalid requisition item',
		);
	}
	const now = wholeSecond(clock.now());
	store.insert('picklistItem', {
		id: ids.id(),
		picklist: picklist.id,
		requisitionItem: line.id,
		inventoryItem: lot.id,
		binLocation: row.binLocation?.id ?? null,
		quantity,
		sortOrder: line.orderIndex,
		dateCreated: now,
		lastUpdated: now,
	});
	refreshPromise(world, line);
}

function packRow(world: World, shipment: Row, line: Row, row: PackingRow): void {
	const lot = world.store.get('inventoryItem', line.inventoryItem);
	insertItem(world, shipment, {
		product: lot?.product,
		inventoryItem: lot?.id,
		lotNumber: lot?.lotNumber,
		expirationDate: lot?.expirationDate,
		quantity: line.quantity,
		binLocation: row.binLocation?.id ?? null,
		requisitionItem: line.id,
		recipient: line.recipient,
		sortOrder: 0,
		container: findOrCreatePacking(world, shipment, row.palletName, row.boxName),
	});
}

/** The event is located where the user is logged in, not at the origin (stock-movements.md#send). */
function send(call: Call, requisition: Row, shipment: Row): void {
	const { world } = call;
	const shippedAt = Number(shipment.expectedShippingDate);
	if (shippedAt > world.clock.now()) {
		throw invalid(
			[
				`Property [Date] of class [Transaction] with value [${shortDate(shippedAt)}] does not pass custom validation`,
			],
			'Invalid transaction',
		);
	}
	world.store.update('requisition', requisition, { status: 'ISSUED' });
	addShipmentEvent(world, shipment, {
		code: 'SHIPPED',
		date: shippedAt,
		location: call.session.location,
		user: call.user.id,
	});
	bookTransferOut(world, shipment, call.user.id, shippedAt);
}
