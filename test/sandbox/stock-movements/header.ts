import { isObject, type Body } from '../binding/binder';
import { wholeSecond } from '../clock';
import { tooLong } from '../errors';
import { changeOrderShipmentHeader } from '../purchase-orders/order-shipments';
import { validateShipmentHeader } from '../shipments/validation';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { bindUpdate, validateUpdate } from './command';
import { idOf, readDate, readMoment } from './line-input';
import { catchUp, removeAllLines } from './lines';
import type { Movement } from './movements';
import { movementName } from './names';
import { insertLine, originalLinesOf } from './request-lines';

const LONGEST_NAME = 255;

/** What a movement has now, as the fields that a request may change. */
function fieldsOf({ requisition, shipment }: Movement): Row {
	const header = requisition ?? shipment;
	return {
		id: '',
		origin: header?.origin,
		destination: header?.destination,
		description: header?.description,
		requestedBy: requisition ? requisition.requestedBy : shipment?.createdBy,
		dateRequested: requisition ? requisition.dateRequested : shipment?.dateCreated,
		stocklist: requisition?.requisitionTemplate,
		requestType: requisition?.type,
		approvers: requisition?.approvers,
		dateShipped: shipment?.expectedShippingDate,
		expectedDeliveryDate: shipment?.expectedDeliveryDate,
		shipmentType: shipment?.shipmentType,
		trackingNumber: shipment?.trackingNumber,
		driverName: shipment?.driverName,
		comments: shipment?.additionalInformation,
	};
}

/**
 * Binds a body onto the movement; some dates and the stock list are read by hand (stock-movements.md#create).
 */
function boundFields(call: Call, movement: Movement, body: Body): Row {
	const fields = fieldsOf(movement);
	if ('dateShipped' in body) fields.dateShipped = readMoment(call.world, body.dateShipped);
	if ('dateRequested' in body) fields.dateRequested = readDate(call.world, body.dateRequested);
	if ('stocklist' in body) fields.stocklist = stocklistFrom(call.world, body.stocklist);
	bindUpdate(call, fields, body);
	return fields;
}

const stocklistFrom = ({ store }: World, value: unknown): Value =>
	store.get('requisition', isObject(value) ? idOf(value) : null)?.id ?? null;

/** `POST …/updateRequisition`: the header; what is not sent stays (stock-movements.md#create). */
export function updateHeader(call: Call, movement: Movement): void {
	const fields = boundFields(call, movement, call.body());
	validateUpdate(call, fields);
	if (movement.requisition)
		updateRequisition(call, movement.requisition, movement.shipment, fields);
	else updateShipmentHeader(call.world, movement.shipment as Row, fields);
}

function updateRequisition(
	call: Call,
	requisition: Row,
	shipment: Row | undefined,
	fields: Row,
): void {
	const { world } = call;
	const { store } = world;
	const name = movementName(world, fields);
	if (name.length > LONGEST_NAME) throw tooLong('name');
	const newList = (fields.stocklist ?? null) !== (requisition.requisitionTemplate ?? null);
	if (newList) removeAllLines(world, requisition);
	store.update('requisition', requisition, {
		origin: fields.origin,
		destination: fields.destination,
		description: fields.description || requisition.description,
		requestedBy: fields.requestedBy,
		dateRequested: fields.dateRequested,
		type: fields.requestType,
		approvers: fields.approvers,
		// Not sent means cleared.
		dateDeliveryRequested: fields.dateDeliveryRequested ?? null,
		requisitionTemplate: fields.stocklist ?? null,
		name,
		lastUpdated: wholeSecond(world.clock.now()),
		updatedBy: call.user.id,
	});
	if (newList) copyLines(world, call.user.id, requisition);
	if (shipment) {
		// The unsent shipment follows (stock-movements.md#create).
		updateShipmentRow(world, shipment, {
			origin: fields.origin,
			destination: fields.destination,
			description: fields.description,
			name,
		});
	}
	catchUp(world, requisition);
}

function copyLines(world: World, user: string, requisition: Row): void {
	if (!requisition.requisitionTemplate) return;
	originalLinesOf(world, requisition.requisitionTemplate).forEach((line, at) => {
		insertLine(world, user, {
			requisition: requisition.id,
			product: line.product,
			quantity: line.quantity,
			quantityApproved: line.quantity,
			orderIndex: at * 100,
		});
	});
}

function updateShipmentHeader(world: World, shipment: Row, fields: Row): void {
	updateShipmentRow(world, shipment, {
		origin: fields.origin,
		destination: fields.destination,
		description: fields.description || shipment.description,
		createdBy: fields.requestedBy,
		dateCreated: fields.dateRequested,
		name: movementName(world, fields),
	});
}

function updateShipmentRow(world: World, shipment: Row, changes: Record<string, Value>): void {
	world.store.update('shipment', shipment, {
		...changes,
		lastUpdated: wholeSecond(world.clock.now()),
	});
	validateShipmentHeader(world, shipment);
}

/** `POST …/updateShipment`: dates, type, tracking number, driver (stock-movements.md#update-shipment). */
export function updateShippingDetails(call: Call, movement: Movement): void {
	const { world } = call;
	const { requisition } = movement;
	const shipment = movement.shipment as Row;
	const fields = boundFields(call, movement, call.body());
	const details = {
		additionalInformation: fields.comments,
		driverName: fields.driverName,
		// An empty number removes it.
		trackingNumber: fields.trackingNumber || null,
		expectedShippingDate: fields.dateShipped ?? shipment.expectedShippingDate,
		expectedDeliveryDate: fields.expectedDeliveryDate ?? shipment.expectedDeliveryDate,
		shipmentType: fields.shipmentType ?? shipment.shipmentType,
	};
	if (!requisition) changeOrderShipmentHeader(world, shipment, fields);
	else updateRequestShipment(world, requisition, shipment, fields, details);
}

function updateRequestShipment(
	world: World,
	requisition: Row,
	shipment: Row,
	fields: Row,
	details: Record<string, Value>,
): void {
	const same =
		shipment.description === fields.description && shipment.destination === fields.destination;
	const named = movementName(world, fields);
	const keepsName = requisition.status === 'ISSUED' && same;
	if (requisition.status === 'ISSUED' && shipment.destination !== fields.destination) {
		for (const one of world.store.table('transaction').by('outgoingShipment', shipment.id)) {
			world.store.update('transaction', one, { destination: fields.destination });
		}
	}
	updateShipmentRow(world, shipment, {
		...details,
		origin: fields.origin,
		destination: fields.destination,
		description: fields.description,
		name: keepsName ? requisition.name : named,
	});
	if (same) return;
	world.store.update('requisition', requisition, {
		name: named,
		destination: fields.destination,
		description: fields.description,
		lastUpdated: wholeSecond(world.clock.now()),
	});
}
