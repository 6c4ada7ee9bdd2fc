import { enumName } from '../binding/objects';
import { wholeSecond } from '../clock';
import { failure, illegalArgument, invalid } from '../errors';
import { addRequestEvent, type Actor, type RequestEventCode } from '../shipments/events';
import { picksStock, supports } from '../shipments/places';
import { sendShipment } from '../shipments/send';
import { validatePickedStock } from '../shipments/validation';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { promisable } from './available-items';
import type { Movement } from './movements';
import { clearPicks, pickListOf, pickMovement } from './pick-lists';
import {
	isBefore,
	readMovementStatus,
	readRequisitionStatus,
	requisitionStatusFor,
	type RequisitionStatus,
} from './requisition-status';
import {
	lineStatus,
	linesOf,
	modificationOf,
	originalLinesOf,
	picksOf,
	quantityRequired,
	substitutionsOf,
} from './request-lines';
import { rollbackMovement } from './rollback';
import { addMissingItems } from './shipment-items';

/** The body of `POST …/status`; flags may be texts. */
export type StatusBody = Record<string, unknown>;

/** `POST /api/stockMovements/:id/status` (stock-movements.md#status). */
export function transition(world: World, movement: Movement, body: StatusBody, actor: Actor): void {
	if (movement.requisition) transitionRequest(world, movement, movement.requisition, body, actor);
	else transitionShipment(world, movement.shipment as Row, body, actor);
}

/** Only ISSUED, and the status must be there (stock-movements.md#two-kinds). */
function transitionShipment(world: World, shipment: Row, body: StatusBody, actor: Actor): void {
	const name = enumName(body.status, 'org.pih.warehouse.requisition.RequisitionStatus');
	const status = 'status' in body ? readRequisitionStatus(String(name)) : undefined;
	if (status !== 'ISSUED') {
		throw failure(
			'java.lang.UnsupportedOperationException',
			'Updating inbound status not yet supported',
		);
	}
	sendShipment(world, shipment, actor, dueDate(world, shipment));
}

/** Sent when it was due, else now. */
const dueDate = (world: World, shipment: Row): number =>
	typeof shipment.expectedShippingDate === 'number'
		? shipment.expectedShippingDate
		: world.clock.now();

function transitionRequest(
	world: World,
	movement: Movement,
	requisition: Row,
	body: StatusBody,
	actor: Actor,
): void {
	const name = enumName(body.status, 'org.pih.warehouse.inventory.StockMovementStatusCode');
	const status = name === null ? undefined : readMovementStatus(name);
	if (status && flagOf(body, 'statusOnly')) {
		throw failure(
			'groovy.lang.MissingPropertyException',
			'No such property: stockMovementStatus for class: org.pih.warehouse.inventory.StockMovementService',
		);
	}
	if (flagOf(body, 'rollback')) rollbackMovement(world, movement);
	if (!status) return;
	const comment = prepare(world, movement, requisition, status, body, actor);
	setStatus(world, requisition, requisitionStatusFor(status), actor, comment);
}

function flagOf(body: StatusBody, name: string): boolean {
	if (!(name in body)) return false;
	const text = String(body[name]).toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw failure('org.grails.web.json.JSONException', `JSONObject["${name}"] is not a Boolean.`);
}

/** What a state demands and does before it is reached; also done when the state is ignored later. */
function prepare(
	world: World,
	movement: Movement,
	requisition: Row,
	status: string,
	body: StatusBody,
	actor: Actor,
): Value {
	switch (status) {
		case 'CREATED':
		case 'REQUESTED':
		case 'VALIDATED':
		case 'PENDING_APPROVAL':
			return null;
		case 'APPROVED':
		case 'REJECTED':
			return decide(requisition, status, body);
		case 'PICKING':
			startPicking(world, requisition, body);
			return null;
		case 'PICKED':
		case 'PACKED':
		case 'CHECKING':
		case 'CHECKED':
			pack(world, movement, requisition);
			return null;
		case 'DISPATCHED':
			dispatch(world, movement, requisition, actor);
			return null;
		default:
			throw illegalArgument(`Cannot update status with invalid status ${status}`);
	}
}

/** Any assistant may decide: the approver's role is not looked at (stock-movements.md#status). */
function decide(requisition: Row, status: string, body: StatusBody): Value {
	if (requisition.status !== 'PENDING_APPROVAL') {
		throw illegalArgument(
			`Cannot update to status ${status} because request is not pending approval`,
		);
	}
	if (status === 'APPROVED') return null;
	const { comment } = body;
	if (typeof comment !== 'string' || comment === '') {
		throw illegalArgument('Comment is required before rejecting a request');
	}
	return comment;
}

function startPicking(world: World, requisition: Row, body: StatusBody): void {
	const lines = originalLinesOf(world, requisition.id);
	refuseShortStock(world, requisition);
	if (flagOf(body, 'clearPicklist')) for (const line of lines) clearPicks(world, line);
	if (flagOf(body, 'createPicklist')) pickMovement(world, lines);
}

/** Every line must be promisable, whatever is picked for it later (stock-movements.md#status). */
function refuseShortStock(world: World, requisition: Row): void {
	const short = originalLinesOf(world, requisition.id)
		.flatMap((line) => {
			const substitutions = substitutionsOf(world, line);
			return substitutions.length > 0 ? substitutions : [line];
		})
		.filter((line) => !isAvailable(world, requisition, line))
		.map((line) => {
			const name = String(world.store.get('product', line.product)?.name);
			return `Invalid quantity requested for product ${name}`;
		});
	if (short.length > 0) throw invalid(short, 'Invalid stock movement');
}

/** What the line has picked already is taken off the promise, so it counts again. */
function isAvailable(world: World, requisition: Row, line: Row): boolean {
	const picked = picksOf(world, modificationOf(world, line) ?? line)
		.filter((pick) => isPickable(world, pick))
		.reduce((sum, pick) => sum + Number(pick.quantity), 0);
	const available = promisable(world, requisition.origin, line.product) + picked;
	return quantityRequired(world, line) <= available;
}

const isPickable = ({ store, availability }: World, pick: Row): boolean =>
	store.get('inventoryItem', pick.inventoryItem)?.lotStatus !== 'RECALLED' &&
	!availability.holdsStock(pick.binLocation);

function pack(world: World, { shipment }: Movement, requisition: Row): void {
	refuseMissingPicks(world, requisition);
	if (!shipment) return;
	addMissingItems(world, requisition, shipment);
	if (pickListOf(world, requisition.id)) validatePickedStock(world, shipment);
}

/**
 * A shipment needs no lines to be sent: from CREATED, or from PICKING without PICKED, it leaves empty
 * and no stock moves (stock-movements.md#status).
 */
function dispatch(world: World, { shipment }: Movement, requisition: Row, actor: Actor): void {
	refuseMissingPicks(world, requisition);
	if (!shipment) {
		throw failure(
			'java.lang.IllegalStateException',
			`There are no shipments associated with stock movement ${String(requisition.requestNumber)}`,
		);
	}
	sendShipment(world, shipment, actor, dueDate(world, shipment));
}

const NEEDS_NO_PICKS = ['CANCELED', 'SUBSTITUTED', 'CHANGED'];

/** Each line needs a pick, also one of 0; not while the movement is CREATED (stock-movements.md#status). */
function refuseMissingPicks(world: World, requisition: Row): void {
	const origin = world.store.get('location', requisition.origin);
	if (requisition.status === 'CREATED' || !picksStock(world, origin)) return;
	for (const line of linesOf(world, requisition.id)) {
		if (picksOf(world, line).length > 0) continue;
		if (NEEDS_NO_PICKS.includes(lineStatus(world, line))) continue;
		const product = world.store.get('product', line.product);
		// `errorMessages` stays empty here.
		throw invalid(
			[],
			`There is picklist missing for item ${String(product?.productCode)} ${String(product?.name)}`,
		);
	}
}

const EVENTS: Partial<Record<RequisitionStatus, RequestEventCode>> = {
	VERIFYING: 'SUBMITTED',
	PENDING_APPROVAL: 'PENDING_APPROVAL',
	APPROVED: 'APPROVED',
	REJECTED: 'REJECTED',
};

/** Backward steps are ignored with 200, though what they prepare was done (stock-movements.md#status). */
function setStatus(
	world: World,
	requisition: Row,
	status: RequisitionStatus,
	actor: Actor,
	comment: Value,
): void {
	const now = wholeSecond(world.clock.now());
	const { store } = world;
	const shipment = store.table('shipment').by('requisition', requisition.id)[0];
	if (status === 'CHECKING' && shipment) {
		store.update('shipment', shipment, { expectedShippingDate: now });
	}
	if (isBefore(status, requisition)) return;
	const needsApproval = ['PENDING_APPROVAL', 'APPROVED', 'REJECTED'].includes(status);
	if (
		needsApproval &&
		!supports(world, store.get('location', requisition.origin), 'APPROVE_REQUEST')
	) {
		throw illegalArgument('Fulfilling location must support Request Approval');
	}
	const code = EVENTS[status];
	if (code) {
		const { user, location } = actor;
		addRequestEvent(world, requisition, { code, date: now, location, user, comment });
	}
	if (requisition.status === status && !code) return;
	store.update('requisition', requisition, {
		status,
		lastUpdated: now,
		updatedBy: actor.user,
		...decision(status, actor, now),
	});
}

function decision(status: RequisitionStatus, { user }: Actor, now: number): Record<string, Value> {
	switch (status) {
		case 'VERIFYING':
			return { approvalRequired: false };
		case 'PENDING_APPROVAL':
			return { approvalRequired: true };
		case 'APPROVED':
			return { approvedBy: user, dateApproved: now };
		case 'REJECTED':
			return { rejectedBy: user, dateRejected: now };
		default:
			return {};
	}
}

/** `validatePicklist`: looks at what lies on the shipment and what is promised; picks of 0 pass. */
export function validatePicks(world: World, { requisition, shipment }: Movement): void {
	if (!requisition || !pickListOf(world, requisition.id)) return;
	if (shipment) validatePickedStock(world, shipment);
	refuseShortStock(world, requisition);
}
