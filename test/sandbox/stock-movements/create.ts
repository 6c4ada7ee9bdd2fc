import { isObject, type Body } from '../binding/binder';
import { objectsIn } from '../binding/objects';
import { wholeSecond } from '../clock';
import { foreignKey, tooLong } from '../errors';
import { validateShipmentHeader } from '../shipments/validation';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { movementName } from './names';
import { insertLine, originalLinesOf } from './request-lines';
import { bindCreate, readCreateBody } from './command';
import { entityNotFound, wholeNumber } from './line-input';

const DEFAULT_SHIPMENT_TYPE = '5';
const LONGEST_NAME = 255;

/**
 * `POST /api/stockMovements`: the requisition, its lines and an unsent shipment (stock-movements.md#create).
 */
export function createMovement(call: Call): Row {
	// Only that there is a login location is needed, not which one.
	call.location();
	const { body, parserError } = readCreateBody(call);
	const command = bindCreate(call, body, parserError);
	const requisition = insertRequisition(call.world, call.user.id, command);
	for (const line of objectsIn(body, 'lineItems'))
		insertCreateLine(call.world, call.user.id, requisition, line);
	if (originalLinesOf(call.world, requisition.id).length === 0) {
		copyStocklist(call.world, call.user.id, requisition);
	}
	insertShipment(call.world, call.user.id, requisition);
	return requisition;
}

function insertRequisition(world: World, user: string, command: Row): Row {
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const name = movementName(world, command);
	if (name.length > LONGEST_NAME) throw tooLong('name');
	const requisition = store.insert('requisition', {
		id: ids.id(),
		status: 'CREATED',
		name,
		type: command.requestType,
		sourceType: command.sourceType,
		requisitionTemplate: command.stocklist,
		description: command.description,
		origin: command.origin,
		destination: command.destination,
		requestedBy: command.requestedBy,
		dateRequested: command.dateRequested,
		dateDeliveryRequested: command.dateDeliveryRequested,
		approvers: command.approvers,
		isTemplate: false,
		// A number that the client sends is not taken, and keeps the server from making one.
		requestNumber: command.identifier ? null : ids.documentNumber(),
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
	});
	world.json.unsaved.add(requisition);
	store.afterAnswer(() => world.json.unsaved.delete(requisition));
	return requisition;
}

/** Only these fields of a line in the create body are kept (stock-movements.md#create). */
function insertCreateLine(world: World, user: string, requisition: Row, line: Body): void {
	const quantity = wholeNumber(line.quantityRequested);
	// When in doubt the sandbox refuses: no recording shows a create with such a quantity.
	if (quantity === null || quantity < 0) throw entityNotFound();
	insertLine(world, user, {
		requisition: requisition.id,
		product: boundReference(world, 'product', line.product),
		inventoryItem: boundReference(world, 'inventoryItem', line.inventoryItem),
		recipient: boundReference(world, 'person', line.recipient),
		quantity,
		quantityApproved: null,
		orderIndex: wholeNumber(line.sortOrder) ?? 0,
	});
}

/**
 * A reference of a line; a flat `product.id` is no reference, the line stays without
 * (stock-movements.md#create).
 */
function boundReference(world: World, domain: string, value: unknown): Value {
	const id = isObject(value) ? value.id : value;
	if (typeof id !== 'string' || id === '') return null;
	const found = world.store.get(domain, id);
	if (!found)
		throw foreignKey('requisition_item', `${domain === 'person' ? 'recipient' : domain}_id`);
	return found.id;
}

function copyStocklist(world: World, user: string, requisition: Row): void {
	const template = requisition.requisitionTemplate;
	if (!template) return;
	originalLinesOf(world, template).forEach((line, at) => {
		insertLine(world, user, {
			requisition: requisition.id,
			product: line.product,
			quantity: line.quantity,
			quantityApproved: line.quantity,
			orderIndex: at * 100,
		});
	});
}

/** The shipment is there from the start, of type "Default" and due now (stock-movements.md#create). */
export function insertShipment(world: World, user: string | null, requisition: Row): void {
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const shipment: Row = {
		id: ids.id(),
		name: requisition.name,
		description: requisition.description,
		shipmentNumber: requisition.requestNumber,
		requisition: requisition.id,
		origin: requisition.origin,
		destination: requisition.destination,
		shipmentType: DEFAULT_SHIPMENT_TYPE,
		expectedShippingDate: now,
		currentStatus: 'PENDING',
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
	};
	validateShipmentHeader(world, shipment);
	store.insert('shipment', shipment);
}
