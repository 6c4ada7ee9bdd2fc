import type { Movement } from '../schemas';
import type { MovementLineChange } from '../lines/movement-line';
import { fullLine, changeMismatch, type LineChange } from './rules/line-changes';
import type { Connection } from '../transport/connection';
import { namedUnknown } from '../catalogue/unknown-ids';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { hasLines } from './rules/saved-lines';
import {
	givenProducts,
	lineError,
	requirePeople,
	toLineBody,
	type ResolvedMovementLine,
} from './movement-lines';
import {
	movementError,
	movementLabel,
	movementPath,
	readMovement,
	refusedFor,
	stateText,
	toRecord,
	type MovementRecord,
} from './movement-record';
import { OPEN_STATUSES } from './rules/movement-status';
import { isUnclear } from '../transport/server-refusal';

/**
 * Lines of a movement that left can still be changed on the server, without moving stock
 * (stock-movements.md#lines).
 */
function requireOpen(record: MovementRecord): void {
	if (OPEN_STATUSES.includes(record.status)) return;
	throw movementError(
		record,
		'changed',
		stateText(record),
		'Its lines can only be changed before it is shipped.',
	);
}

/** A refusal of lines in words, also where one names a product that is not there. */
export async function linesRefused(
	connection: Connection,
	record: MovementRecord,
	what: string,
	error: unknown,
	lines: readonly ResolvedMovementLine[],
	description: string,
): Promise<OpenBoxesError> {
	const failure = toOpenBoxesError(error);
	const subject = `${movementLabel(record)} was not ${what}`;
	const named = await namedUnknown(connection, subject, givenProducts(lines), failure);
	return named === failure ? refusedFor(record, what, error, description) : named;
}

/** Sends lines, and reads them when the server did not say what became of them. */
async function saveLines(
	connection: Connection,
	record: MovementRecord,
	send: () => Promise<unknown>,
	isSaved: (after: Movement) => boolean,
	added: readonly ResolvedMovementLine[] = [],
): Promise<MovementRecord> {
	const server = await connection.serverInfo();
	let after: MovementRecord;
	try {
		const reply = await send();
		after =
			server.kind === 'documented'
				? await readMovement(connection, record.movement.id)
				: toRecord(reply, server);
	} catch (error) {
		const advice = 'Nothing of this call was saved.';
		const failed = await linesRefused(connection, record, 'changed', error, added, advice);
		if (!isUnclear(error)) throw failed;
		after = await readMovement(connection, record.movement.id);
		if (!isSaved(after.movement)) throw failed;
	}
	if (isSaved(after.movement)) return after;
	throw movementError(
		record,
		'changed as asked',
		'OpenBoxes accepted the lines, but shows others',
		'Read it again: somebody else may have changed it at the same time.',
		{ outcome: 'unknown' },
	);
}

/** Adds lines behind those that are there. */
export async function addLines(
	connection: Connection,
	record: MovementRecord,
	lines: readonly ResolvedMovementLine[],
): Promise<MovementRecord> {
	requireOpen(record);
	const { id } = record.movement;
	const { kind } = await connection.serverInfo();
	const body = { lineItems: lines.map(toLineBody) };
	const known = new Set((record.movement.lineItems ?? []).map((line) => line.id));
	return await saveLines(
		connection,
		record,
		async () =>
			kind === 'documented'
				? await connection.post(movementPath(id), body)
				: await connection.post(movementPath(id, 'updateItems'), {
						...body,
						removeEmptyItems: true,
					}),
		(after) => {
			const added = (after.lineItems ?? []).filter((line) => !known.has(line.id));
			return hasLines(added, lines);
		},
		lines,
	);
}

function toChange({ expirationDate, ...rest }: MovementLineChange): LineChange {
	return { ...rest, expiry: expirationDate };
}

/**
 * Changes what is given of lines and keeps the rest, although the server replaces a listed line as a
 * whole (stock-movements.md#lines). Lines marked for deletion are removed.
 */
export async function changeLines(
	connection: Connection,
	record: MovementRecord,
	given: readonly MovementLineChange[],
): Promise<MovementRecord> {
	requireOpen(record);
	const { id } = record.movement;
	const { kind } = await connection.serverInfo();
	const changes = given.map(toChange);
	const lines = record.movement.lineItems ?? [];
	for (const [index, change] of changes.entries()) {
		const line = lines.find((one) => one.id === change.id);
		if (!line) {
			throw lineError(
				index + 1,
				`the stock movement has no line "${change.id}". Its lines are ${lines.map((one) => `${one.id} (${one.productCode ?? '?'})`).join(', ') || 'none'}`,
			);
		}
		if (changes.findIndex((one) => one.id === change.id) !== index)
			throw lineError(index + 1, `line "${change.id}" is given twice`);
		const mismatch = changeMismatch(line, change);
		if (mismatch !== undefined) throw lineError(index + 1, mismatch);
	}
	await requirePeople(connection, given);
	const isSaved = (after: Movement): boolean =>
		changes.every((change) => {
			const line = after.lineItems?.find((one) => one.id === change.id);
			if (change.delete) return line === undefined;
			return (
				line !== undefined &&
				(change.quantity === undefined || line.quantityRequested === change.quantity)
			);
		});
	if (kind === 'documented') {
		const body = { lineItems: changes.map(documentedChange) };
		return await saveLines(
			connection,
			record,
			async () => await connection.put(movementPath(id), body),
			isSaved,
		);
	}
	const lineItems = changes.map((change) =>
		change.delete
			? { id: change.id, quantityRequested: 0 }
			: fullLine(lines.find((one) => one.id === change.id) ?? lines[0], change),
	);
	return await saveLines(
		connection,
		record,
		async () =>
			await connection.post(movementPath(id, 'updateItems'), { lineItems, removeEmptyItems: true }),
		isSaved,
	);
}

function documentedChange(change: LineChange): Record<string, unknown> {
	if (change.delete) return { id: change.id, delete: true };
	const unknown = (['lot', 'expiry', 'pallet', 'box', 'recipient', 'comment'] as const).filter(
		(key) => change[key] !== undefined,
	);
	if (unknown.length > 0) {
		throw new OpenBoxesError(`This server keeps no ${unknown.join(', ')} with a line`, {
			description: 'It needs an open-source OpenBoxes 0.9.x. Nothing was changed.',
		});
	}
	return {
		id: change.id,
		...(change.quantity === undefined ? {} : { quantityRequested: change.quantity }),
		...(change.sortOrder === undefined ? {} : { sortOrder: change.sortOrder }),
	};
}

/** Removes lines, or all of them. */
export async function removeLines(
	connection: Connection,
	record: MovementRecord,
	ids: readonly string[] | 'all',
): Promise<MovementRecord> {
	const all = (record.movement.lineItems ?? []).map((line) => line.id);
	const wanted = ids === 'all' ? all : ids;
	if (wanted.length === 0) return record;
	return await changeLines(
		connection,
		record,
		wanted.map((id) => ({ id, delete: true })),
	);
}
