import { listSchema, movementSchema, type Movement } from '../schemas';
import { toServerDay } from '../values/server-date';
import { storableText } from '../posting/rules/content';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import type { ServerInfo } from '../transport/server';
import { needsFullSave, toLineBody, type ResolvedMovementLine } from './movement-lines';
import {
	movementError,
	movementLabel,
	movementPath,
	readMovement,
	refusedFor,
	toRecord,
	type MovementRecord,
} from './movement-record';
import { requireOpenSource } from '../transport/open-source-only';
import { isUnclear } from '../transport/server-refusal';

/** A movement as asked for. */
export interface NewMovement {
	originId: string;
	destinationId: string;
	description: string;
	/** Starts the description; the same reference is never created twice. */
	reference?: string;
	requestedById: string;
	/** `yyyy-MM-dd`. */
	dateRequested: string;
	stocklistId?: string;
	/** A request that the destination makes of the origin (note 03 §5d). */
	isRequest: boolean;
	lines: readonly ResolvedMovementLine[];
}

/** The generated name holds the description and more in 255 characters; longer ones are a 500. */
const LONGEST_DESCRIPTION = 180;

export function fullDescription(movement: NewMovement): string {
	return storableText([movement.reference, movement.description].filter(Boolean).join(' '));
}

/** What can be told before anything is sent. */
export function checkNewMovement(movement: NewMovement): void {
	if (movement.originId === movement.destinationId) {
		throw new OpenBoxesError(
			'The stock movement was not created: origin and destination are the same',
			{
				description: 'Choose two different locations.',
			},
		);
	}
	const description = fullDescription(movement);
	if (description.length > LONGEST_DESCRIPTION) {
		throw new OpenBoxesError(
			`The stock movement was not created: the description has ${description.length} characters`,
			{ description: `At most ${LONGEST_DESCRIPTION} are possible, reference included.` },
		);
	}
}

function movementBody(movement: NewMovement, server: ServerInfo): Record<string, unknown> {
	const places = {
		origin: { id: movement.originId },
		destination: { id: movement.destinationId },
		requestedBy: { id: movement.requestedById },
	};
	const description = fullDescription(movement);
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

/** Movements with this reference: the description is the reference, or begins with it and a blank. */
export async function findByReference(
	connection: Connection,
	movement: NewMovement,
	reference: string,
): Promise<Movement[]> {
	const page = listSchema.parse(
		await connection.get(apiPath('stockMovements'), {
			// Requests that are not submitted yet are only in the list of the asking side (note 03 §1).
			direction: movement.isRequest ? 'INBOUND' : 'OUTBOUND',
			origin: movement.originId,
			destination: movement.destinationId,
			q: reference,
			max: 1000,
			offset: 0,
		}),
	);
	return page.data
		.map((row) => movementSchema.parse(row))
		.filter(({ description }) => {
			const text = (description ?? '').toLowerCase();
			const key = reference.toLowerCase();
			return text === key || text.startsWith(`${key} `);
		});
}

const LOCATION_CODES_OF_BINS = new Set(['BIN_LOCATION', 'INTERNAL', 'ZONE']);

/** The server takes bins as origin and destination (note 03 §3). */
function binAmong(movement: Movement): string | undefined {
	return [movement.origin, movement.destination].find((place) =>
		LOCATION_CODES_OF_BINS.has(place?.locationType?.locationTypeCode ?? ''),
	)?.name as string | undefined;
}

function quantitiesOf(lines: ReadonlyArray<{ productId?: string; quantity: number }>): string {
	const totals = new Map<string, number>();
	for (const { productId = '', quantity } of lines)
		totals.set(productId, (totals.get(productId) ?? 0) + quantity);
	return JSON.stringify([...totals].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a movement holds the lines; rows can come in any order, so totals per product decide. */
export function hasLines(movement: Movement, lines: readonly ResolvedMovementLine[]): boolean {
	const wanted = lines.map(({ product, quantity }) => ({ productId: product.id, quantity }));
	const there = (movement.lineItems ?? []).map((line) => ({
		productId: line.product?.id,
		quantity: line.quantityRequested ?? 0,
	}));
	return quantitiesOf(wanted) === quantitiesOf(there);
}

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
			if (hasLines(after.movement, lines)) return after;
		}
		throw await removeHalf(connection, record, refusedFor(record, 'filled', error, ''));
	}
}

/** A refusal of the whole movement; failures of login and network keep their own advice. */
export function notCreated(failure: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(
		`The stock movement was not created: ${failure.message.replace(/^OpenBoxes refused: /, '')}`,
		{
			description:
				failure.description ?? 'Nothing was written. Correct the input and run it again.',
			httpStatus: failure.httpStatus,
			outcome: failure.outcome,
			cause: failure.failureCause,
		},
	);
}

async function unclearCreation(
	connection: Connection,
	movement: NewMovement,
	error: OpenBoxesError,
): Promise<MovementRecord> {
	const key = movement.reference;
	const found = key === undefined ? [] : await findByReference(connection, movement, key);
	if (found.length === 1) return await readMovement(connection, found[0].id);
	// An answer with the server's own reason means that the database refused it, and undid it all.
	if (error.failureCause === undefined && found.length === 0) {
		throw new OpenBoxesError(
			`The stock movement was not created: ${error.message.replace(/^OpenBoxes refused: /, '')}`,
			{
				description:
					'One of the IDs (origin, destination, requester, stock list or product) is probably unknown to OpenBoxes. Choose them from the lists.',
				httpStatus: error.httpStatus,
			},
		);
	}
	throw new OpenBoxesError(
		`It is unclear whether the stock movement was created: ${error.message}`,
		{
			description:
				key === undefined
					? 'Look into the list of stock movements before you run this again. With the option "Reference" it would be found and never created twice.'
					: 'Run it again with the same reference: if it exists, it is found and not created twice.',
			outcome: 'unknown',
		},
	);
}

/**
 * Creates a draft with its lines. One request when the lines are only products and quantities; the
 * server saves lots, pallets and comments only in a second one.
 */
export async function createMovement(
	connection: Connection,
	movement: NewMovement,
): Promise<MovementRecord> {
	checkNewMovement(movement);
	const server = await connection.serverInfo();
	const body = movementBody(movement, server);
	let record: MovementRecord;
	try {
		record = toRecord(await connection.post(apiPath('stockMovements'), body), server);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown') throw notCreated(failure);
		record = await unclearCreation(connection, movement, failure);
	}
	const bin = binAmong(record.movement);
	if (bin !== undefined) {
		throw await removeHalf(
			connection,
			record,
			new OpenBoxesError(`"${bin}" is a bin, not a depot, pharmacy or ward`),
		);
	}
	const saved = 'lineItems' in body;
	if (movement.lines.length > 0 && !saved)
		record = await addFirstLines(connection, record, movement.lines, server);
	if (movement.stocklistId === undefined && !hasLines(record.movement, movement.lines)) {
		throw await removeHalf(
			connection,
			record,
			movementError(record, 'created', 'OpenBoxes did not save all lines', ''),
		);
	}
	return record;
}
