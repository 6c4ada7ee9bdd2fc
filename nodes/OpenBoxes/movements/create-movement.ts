import type { Movement } from '../schemas';
import { namedUnknown } from '../catalogue/unknown-ids';
import { doOnce, type StillAbsent } from '../once/do-once';
import { toServerDay } from '../values/server-date';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import type { ServerInfo } from '../transport/server';
import { needsFullSave, toLineBody, type ResolvedMovementLine } from './movement-lines';
import {
	movementLabel,
	movementPath,
	readMovement,
	toRecord,
	type MovementRecord,
} from './movement-record';
import { linesRefused, removeLines } from './change-lines';
import { checkNewMovement, idsOf, type NewMovement } from './new-movement';
import { movementOnce, storedDescription } from './referenced-movement';
import { hasLines, repeatedLines } from './rules/saved-lines';
import { requireOpenSource } from '../transport/open-source-only';
import { isDatabaseRefusal, isUnclear } from '../transport/server-refusal';

function movementBody(movement: NewMovement, server: ServerInfo): Record<string, unknown> {
	const places = {
		origin: { id: movement.originId },
		destination: { id: movement.destinationId },
		requestedBy: { id: movement.requestedById },
	};
	const description = storedDescription(movement);
	if (server.kind === 'documented') {
		// Both are required there, unlike on open-source servers.
		const name = description || 'Stock movement';
		return {
			name,
			description: name,
			...places,
			dateRequested: `${movement.dateRequested}T00:00:00Z`,
		};
	}
	const withLines = movement.lines.length > 0 && !movement.lines.some(needsFullSave);
	return {
		description,
		...places,
		dateRequested: toServerDay(movement.dateRequested),
		...(movement.isRequest
			? { sourceType: 'ELECTRONIC', requestType: 'ADHOC' }
			: { requestType: 'DEFAULT' }),
		...(movement.stocklistId === undefined ? {} : { stocklist: { id: movement.stocklistId } }),
		...(withLines ? { lineItems: movement.lines.map(toLineBody) } : {}),
	};
}

export const NOT_CREATED = 'The stock movement was not created';

const LOCATION_CODES_OF_BINS = new Set(['BIN_LOCATION', 'INTERNAL', 'ZONE']);

/** The server takes bins as origin and destination (stock-movements.md#create). */
function binAmong(movement: Movement): string | undefined {
	return [movement.origin, movement.destination].find((place) =>
		LOCATION_CODES_OF_BINS.has(place?.locationType?.locationTypeCode ?? ''),
	)?.name as string | undefined;
}

const linesOf = ({ movement }: MovementRecord): NonNullable<Movement['lineItems']> =>
	movement.lineItems ?? [];

/** Takes back a movement of which only a part was saved, so that nothing half-made stays behind. */
async function removeHalf(
	connection: Connection,
	record: MovementRecord,
	error: OpenBoxesError,
): Promise<OpenBoxesError> {
	try {
		// The vendor's documents name no call that deletes.
		await requireOpenSource(connection, 'deleting');
		await connection.delete(movementPath(record.movement.id));
	} catch {
		return new OpenBoxesError(
			`${movementLabel(record)} was created, but not completed: ${error.message}`,
			{
				description: `It could not be removed again either. Delete it in OpenBoxes, or add the missing items (ID ${record.movement.id}).`,
				outcome: 'unknown',
			},
		);
	}
	return new OpenBoxesError(`The stock movement was not created: ${error.message}`, {
		description: 'Nothing was left behind. Correct the input and run it again.',
		httpStatus: error.httpStatus,
	});
}

async function addFirstLines(
	connection: Connection,
	record: MovementRecord,
	lines: readonly ResolvedMovementLine[],
	server: ServerInfo,
): Promise<MovementRecord> {
	const { id } = record.movement;
	const body = { lineItems: lines.map(toLineBody) };
	try {
		if (server.kind === 'documented') {
			await connection.post(movementPath(id), body);
			return await readMovement(connection, id);
		}
		const path = movementPath(id, 'updateItems');
		return toRecord(await connection.post(path, { ...body, removeEmptyItems: true }), server);
	} catch (error) {
		if (isUnclear(error)) {
			const after = await readMovement(connection, id);
			if (hasLines(linesOf(after), lines)) return after;
		}
		const refused = await linesRefused(connection, record, 'filled', error, lines, '');
		throw await removeHalf(connection, record, refused);
	}
}

/** A refusal of the whole movement; failures of login and network keep their own advice. */
export function notCreated(failure: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(`The stock movement was not created: ${failure.reason}`, {
		description: failure.description ?? 'Nothing was written. Correct the input and run it again.',
		httpStatus: failure.httpStatus,
		outcome: failure.outcome,
		cause: failure.failureCause,
	});
}

function unclearCreation(error: OpenBoxesError): OpenBoxesError {
	if (isDatabaseRefusal(error)) return error;
	return new OpenBoxesError(
		`It is unclear whether the stock movement was created: ${error.message}`,
		{
			description:
				'Look into the list of stock movements before you run this again. With the option "Reference" it would be found and never created twice.',
			outcome: 'unknown',
		},
	);
}

/** In words; whether it really left nothing behind is looked up by its reference, if it has one. */
function unknownIds(error: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(`The stock movement was not created: ${error.reason}`, {
		description:
			'One of the IDs (origin, destination, requester, stock list or product) is probably unknown to OpenBoxes. Choose them from the lists.',
		httpStatus: error.httpStatus,
		outcome: 'unknown',
	});
}

/** Sends the draft once. One request also holds the lines when they are only products and quantities. */
async function post(
	connection: Connection,
	movement: NewMovement,
	before?: StillAbsent,
): Promise<MovementRecord> {
	const server = await connection.serverInfo();
	const body = movementBody(movement, server);
	try {
		return toRecord(await connection.post(apiPath('stockMovements'), body, { before }), server);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		const named = await namedUnknown(connection, NOT_CREATED, idsOf(movement), failure);
		if (named !== failure) throw named;
		if (isDatabaseRefusal(failure)) throw unknownIds(failure);
		throw failure.outcome === 'unknown' ? failure : notCreated(failure);
	}
}

/**
 * Brings a draft to what was asked for: the server saves lots, pallets and comments only in a second call, and takes
 * bins as places. A draft that a stopped run left without lines gets them now, and what came twice is removed.
 */
export async function completeMovement(
	connection: Connection,
	created: MovementRecord,
	movement: NewMovement,
): Promise<MovementRecord> {
	let record = created;
	const bin = binAmong(record.movement);
	if (bin !== undefined) {
		throw await removeHalf(
			connection,
			record,
			new OpenBoxesError(`"${bin}" is a bin, not a depot, pharmacy or ward`),
		);
	}
	if (movement.lines.length > 0 && linesOf(record).length === 0) {
		const server = await connection.serverInfo();
		record = await addFirstLines(connection, record, movement.lines, server);
	}
	if (movement.stocklistId !== undefined || hasLines(linesOf(record), movement.lines))
		return record;
	const repeated = repeatedLines(linesOf(record));
	if (repeated.length > 0) record = await removeLines(connection, record, repeated);
	if (hasLines(linesOf(record), movement.lines)) return record;
	const failure = new OpenBoxesError('OpenBoxes saved other lines than it was asked for');
	throw await removeHalf(connection, record, failure);
}

/** Sends the draft and its lines; `before` looks whether it is there by now. */
export async function writeMovement(
	connection: Connection,
	movement: NewMovement,
	before?: StillAbsent,
): Promise<MovementRecord> {
	return await completeMovement(connection, await post(connection, movement, before), movement);
}

/** A draft that a stopped run left without lines, or whose lines came twice. */
function isUnfinished(record: MovementRecord, { lines }: NewMovement): boolean {
	if (record.status !== 'draft') return false;
	const saved = linesOf(record);
	return saved.length === 0 || (!hasLines(saved, lines) && repeatedLines(saved).length > 0);
}

interface CreatedMovement {
	record: MovementRecord;
	/** Found by its reference; nothing was written. */
	existed: boolean;
	warnings: string[];
}

/** Creates a draft with its lines; once, whoever else creates the same, when it has a reference. */
export async function createMovement(
	connection: Connection,
	movement: NewMovement,
): Promise<CreatedMovement> {
	checkNewMovement(movement, storedDescription(movement));
	const { reference } = movement;
	if (reference === undefined) return await createUnreferenced(connection, movement);
	let made: MovementRecord | undefined;
	const { kind } = await connection.serverInfo();
	// A second copy of the call that adds lines may be saved after its answer.
	const isOneCall = kind !== 'documented' && !movement.lines.some(needsFullSave);
	const { done, origin, warnings } = await doOnce(connection, {
		...movementOnce(connection, movement, reference),
		write: async (stillAbsent) => {
			made = await writeMovement(connection, movement, stillAbsent);
			return made.movement.id;
		},
		readBack: async ({ id }) => {
			if (made?.movement.id === id && isOneCall) return made;
			const there = await readMovement(connection, id);
			return isUnfinished(there, movement)
				? await completeMovement(connection, there, movement)
				: there;
		},
	});
	return { record: done, existed: origin === 'found', warnings };
}

async function createUnreferenced(
	connection: Connection,
	movement: NewMovement,
): Promise<CreatedMovement> {
	try {
		return { record: await writeMovement(connection, movement), existed: false, warnings: [] };
	} catch (error) {
		const failure = toOpenBoxesError(error);
		throw failure.outcome === 'unknown' ? unclearCreation(failure) : failure;
	}
}
