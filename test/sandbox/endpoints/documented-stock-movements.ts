import { refused } from '../documented-input';
import { json, data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { SHIPMENT_STATUSES } from '../schema/shipments';
import { shipmentStatus } from '../shipments/events';
import {
	addLines,
	changeLines,
	createDocumented,
	DOCUMENTED_STATUSES,
	documentedStatus,
	listedMovement,
	wholeMovement,
} from '../stock-movements/documented';
import { findMovement, movementOfRequisition, type Movement } from '../stock-movements/movements';
import type { World } from '../world';
import { pageOf } from './documented';

const PATH = '/api/stockMovements';
const only = 'documented' as const;

/**
 * Stock movements as the hosted vendor's document describes them. It shows no answer to a write: the
 * movement as a read shows it. It names no call that changes the status.
 */
export const documentedStockMovementRoutes: Route[] = [
	{ method: 'GET', pattern: PATH, access: 'read', handler: list, only },
	{ method: 'POST', pattern: PATH, access: 'write', handler: create, only },
	{ method: 'GET', pattern: `${PATH}/:id`, access: 'read', handler: read, only },
	{ method: 'POST', pattern: `${PATH}/:id`, access: 'write', handler: add, only },
	{ method: 'PUT', pattern: `${PATH}/:id`, access: 'write', handler: change, only },
];

/** From and to the login location; without `max` and `offset` a 400, which the document threatens. */
function list(call: Call): Reply {
	const { world, query } = call;
	for (const name of ['max', 'offset']) {
		if (!/^\d+$/.test(query.get(name) ?? '')) throw refused(`${name} must be a whole number`);
	}
	const here = call.location().id;
	const direction = oneOf(query, 'direction', ['INBOUND', 'OUTBOUND']);
	const receiptStatus = oneOf(query, 'receiptStatusCode', SHIPMENT_STATUSES);
	const excluded = excludedStatuses(query);
	const movements = movementsOf(world)
		.filter((movement) => {
			const header = movement.requisition ?? movement.shipment;
			const leaves = header?.origin === here;
			const arrives = header?.destination === here;
			if (direction === 'OUTBOUND') return leaves;
			return direction === 'INBOUND' ? arrives : leaves || arrives;
		})
		.filter(
			({ shipment }) =>
				!receiptStatus || (shipment && shipmentStatus(world, shipment) === receiptStatus),
		)
		.filter((movement) => !excluded.includes(documentedStatus(world, movement)));
	const { data: rows, next } = pageOf(
		call,
		movements.map((movement) => listedMovement(world, movement)),
	);
	return json(next === undefined ? { data: rows } : { data: rows, next });
}

function movementsOf(world: World): Movement[] {
	const requisitions = world.store.table('requisition').all();
	const shipments = world.store.table('shipment').all();
	return [
		...requisitions
			.filter((requisition) => requisition.isTemplate !== true)
			.map((requisition) => movementOfRequisition(world, requisition)),
		...shipments
			.filter((shipment) => !shipment.requisition)
			.map((shipment) => ({ id: shipment.id, requisition: undefined, shipment })),
	];
}

function oneOf(query: URLSearchParams, name: string, allowed: readonly string[]): string | null {
	const text = query.get(name);
	if (text !== null && !allowed.includes(text)) {
		throw refused(`${name} must be one of ${allowed.join(', ')}`);
	}
	return text;
}

function excludedStatuses(query: URLSearchParams): string[] {
	const names = (query.get('exclude') ?? '').split(',').filter((name) => name !== '');
	const unknown = names.find((name) => !DOCUMENTED_STATUSES.some((status) => status === name));
	if (unknown !== undefined) throw refused(`exclude does not know the status ${unknown}`);
	return names;
}

function find(call: Call): Movement {
	const movement = findMovement(call.world, call.params.id);
	if (!movement) throw refused(`No stock movement ${call.params.id}`, 404);
	return movement;
}

const whole = (call: Call, movement: Movement, status = 200): Reply =>
	data(wholeMovement(call.world, movement), status);

function read(call: Call): Reply {
	return whole(call, find(call));
}

function create(call: Call): Reply {
	const requisition = createDocumented(call.world, call.body(), call.session.user);
	return whole(call, movementOfRequisition(call.world, requisition), 201);
}

function add(call: Call): Reply {
	const movement = find(call);
	addLines(call.world, movement, call.body(), call.session.user);
	return whole(call, movement);
}

function change(call: Call): Reply {
	const movement = find(call);
	changeLines(call.world, movement, call.body(), call.session.user);
	return whole(call, movement);
}
