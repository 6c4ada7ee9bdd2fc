import { listSchema, movementReplySchema, movementSchema, type Movement } from '../schemas';
import {
	statusLabel,
	toMovementStatus,
	type MovementStatus,
	type MovementWay,
} from './rules/movement-status';
import { looksLikeId, readLocator } from '../values/locator';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import type { ServerInfo } from '../transport/server';
import { unlessMissing } from '../transport/missing';

/** A movement as read, with what our other calls decide on. */
export interface MovementRecord {
	movement: Movement;
	status: MovementStatus;
	way: MovementWay;
	/** The shipment, under which goods are received; not in the answer that creates a movement. */
	shipmentId?: string;
	/** Rows of the page that was asked for: lines, or lots in the shipment for step 5. */
	rowCount?: number;
}

/** How a user names a movement. */
interface MovementName {
	movementId?: string;
	/** Request or shipment number, e.g. `056SFV`. */
	movementNumber?: string;
	/** ID or number: whichever fits. */
	anyCode?: string;
}

/** Reads a movement picker; a plain text, e.g. from an expression, may be an ID or a number. */
export function toMovementName(value: unknown): MovementName {
	const { mode, text } = readLocator(value);
	if (text === '') {
		throw new OpenBoxesError('No stock movement is given', {
			description: 'Choose it from the list, or give its number or ID.',
		});
	}
	switch (mode) {
		case 'number':
			return { movementNumber: text };
		case 'list':
			return { movementId: text };
		case 'id':
			return looksLikeId(text) ? { movementId: text } : { anyCode: text };
		default:
			return { anyCode: text };
	}
}

export function movementPath(id: string, ...rest: string[]): string {
	return apiPath('stockMovements', id, ...rest);
}

/** The movement in messages: its number, which is what people see. */
export function movementLabel({ movement }: { movement: Movement }): string {
	return `Stock movement ${movement.identifier || movement.name || movement.id}`;
}

export function statusOf(movement: Movement, server: ServerInfo): MovementStatus {
	return toMovementStatus({ ...movement, documented: server.kind === 'documented' });
}

function wayOf(movement: Movement): MovementWay {
	const isSupplier = movement.origin?.locationType?.locationTypeCode === 'SUPPLIER';
	const activities = movement.origin?.supportedActivities ?? [];
	const isShipmentOnly = movement.statusCode === 'PENDING' || movement.statusCode === 'ISSUED';
	// None = those of its type, which are not shown; then the server decides.
	const mayApprove = activities.length === 0 || activities.includes('APPROVE_REQUEST');
	return {
		kind: isShipmentOnly ? 'shipment' : 'request',
		originManagesStock: movement.hasManageInventory === true && !isSupplier,
		needsApproval: mayApprove && !isSupplier,
	};
}

/** What a reply with one movement says. */
export function toRecord(reply: unknown, server: ServerInfo): MovementRecord {
	const { data, totalCount } = movementReplySchema.parse(reply);
	const way = wayOf(data);
	return {
		movement: data,
		status: statusOf(data, server),
		way,
		// A movement without a request is the shipment itself (stock-movements.md#two-kinds).
		shipmentId: data.associations?.shipment?.id ?? (way.kind === 'shipment' ? data.id : undefined),
		rowCount: totalCount,
	};
}

/**
 * Reads a movement with its lines. With `step` 5 the row count is the number of lots in the shipment.
 * Step 4 is never asked for here, because reading it picks stock (stock-movements.md#read).
 */
export async function readMovement(
	connection: Connection,
	id: string,
	step?: 5,
): Promise<MovementRecord> {
	const server = await connection.serverInfo();
	const found = await unlessMissing(async () => {
		return toRecord(await connection.get(movementPath(id), { stepNumber: step }), server);
	});
	if (!found) throw unknownMovement(id);
	return found;
}

function unknownMovement(name: string): OpenBoxesError {
	return new OpenBoxesError(`OpenBoxes has no stock movement "${name}"`, {
		description:
			'Choose it from the list, or give its ID or its number. It may have been deleted, or be a return, which OpenBoxes keeps apart.',
		httpStatus: 404,
	});
}

async function idsByNumber(connection: Connection, number: string): Promise<string[]> {
	const server = await connection.serverInfo();
	if (server.kind === 'documented') {
		// Of a number that stands on a later page nobody may say that there is none.
		const rows = await getPages(connection, apiPath('stockMovements'), {});
		return rows
			.map((row) => movementSchema.parse(row))
			.filter((row) => row.identifier === number)
			.map((row) => row.id);
	}
	const ids = new Set<string>();
	for (const [resource, property] of [
		['requisition', 'requestNumber'],
		['shipment', 'shipmentNumber'],
	]) {
		const page = listSchema.parse(await connection.search(resource, [{ property, value: number }]));
		for (const row of page.data) ids.add(movementSchema.parse(row).id);
		// A shipment with a request has the request's number; then the request is the movement.
		if (ids.size > 0) break;
	}
	return [...ids];
}

/** Id of the movement that a user named; an id costs no request. */
export async function resolveMovementId(
	connection: Connection,
	name: MovementName,
): Promise<string> {
	if (name.movementId !== undefined) return name.movementId;
	const label = name.movementNumber ?? name.anyCode ?? '';
	// Numbers are short; ids have 32 characters. A plain text is taken for what it looks like.
	if (name.movementNumber === undefined && label.length > 20) return label;
	const ids = await idsByNumber(connection, label);
	if (ids.length === 1) return ids[0];
	if (ids.length === 0) {
		if (name.movementNumber === undefined) return label;
		throw unknownMovement(label);
	}
	throw new OpenBoxesError(`"${label}" is the number of ${ids.length} stock movements`, {
		description: `Give the ID of the one you mean: ${ids.join(' or ')}.`,
	});
}

/** An error about a movement: what was not done, why, and what to do. */
export function movementError(
	record: MovementRecord,
	what: string,
	reason: string,
	description: string,
	facts: { httpStatus?: number; outcome?: OpenBoxesError['outcome'] } = {},
): OpenBoxesError {
	return new OpenBoxesError(`${movementLabel(record)} was not ${what}: ${reason}`, {
		description,
		...facts,
	});
}

/** The server's refusal as an error about the movement; network and login failures stay as they are. */
export function refusedFor(
	record: MovementRecord,
	what: string,
	error: unknown,
	description: string,
): OpenBoxesError {
	const failure = toOpenBoxesError(error);
	if (failure.httpStatus === undefined || failure.failureCause !== undefined) return failure;
	return movementError(record, what, failure.reason, description, {
		httpStatus: failure.httpStatus,
		outcome: failure.outcome,
	});
}

export function stateText(record: MovementRecord): string {
	return `it is ${statusLabel(record.status)}`;
}
