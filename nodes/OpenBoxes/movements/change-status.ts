import {
	nextStatuses,
	statusLabel,
	statusWord,
	type MovementStatus,
} from './rules/movement-status';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import {
	movementError,
	movementPath,
	readMovement,
	refusedFor,
	stateText,
	type MovementRecord,
} from './movement-record';
import { gaveNoAnswer, isUnclear } from '../transport/server-refusal';

/**
 * Sends one step of a movement's life. When the server may have done it without saying so, the
 * movement is read; a step that is not done is sent once more, because the server ignores a step that
 * lies behind (stock-movements.md#status).
 *
 * @returns the movement, when it had to be read
 */
export async function takeStep(
	connection: Connection,
	record: MovementRecord,
	body: Record<string, unknown>,
	done: MovementStatus,
	isDone: (after: MovementRecord) => boolean = (after) => after.status === done,
): Promise<MovementRecord | undefined> {
	const path = movementPath(record.movement.id, 'status');
	for (let attempt = 1; ; attempt++) {
		try {
			await connection.post(path, body);
			return undefined;
		} catch (error) {
			const failed = refusedFor(
				record,
				DONE[done] ?? statusLabel(done),
				withCause(error, done),
				`Nothing was sent: ${stateText(record)}.`,
			);
			if (!isUnclear(error)) throw failed;
			const after = await readMovement(connection, record.movement.id);
			if (isDone(after)) return after;
			if (attempt > 1 || !gaveNoAnswer(error)) throw failed;
		}
	}
}

/** What a step does to a movement, for "… was not …". */
const DONE: Partial<Record<MovementStatus, string>> = {
	requested: 'submitted',
	pendingApproval: 'submitted for approval',
	picking: 'picked',
	shipped: 'sent',
};

/**
 * The server only says "Invalid quantity requested" when there is too little to pick
 * (stock-movements.md#status).
 */
function withCause(error: unknown, done: MovementStatus): OpenBoxesError {
	const failure = toOpenBoxesError(error);
	if (done !== 'picking' || failure.httpStatus !== 400) return failure;
	return new OpenBoxesError(`${failure.message}. There is not enough of it at the origin`, {
		description: failure.description,
		httpStatus: 400,
	});
}

/** Where it is decided is a setting of the location that sends. */
const NO_APPROVAL =
	' For a decision first, the origin needs the activity "Approve request" in OpenBoxes.';

/** Refuses what means nothing from the present state; the server would say 200 and do nothing. */
export function requireNext(record: MovementRecord, wanted: MovementStatus): void {
	const allowed = nextStatuses(record.status, record.way);
	if (allowed.includes(wanted)) return;
	const choices = allowed.map((status) => `"${statusLabel(status)}"`).join(', ');
	throw movementError(
		record,
		`set to "${statusLabel(wanted)}"`,
		`${stateText(record)}, from where that is not possible`,
		choices === ''
			? `From here there is no other status to set. ${adviceFor(record.status)}`
			: `Possible now: ${choices}.${wanted === 'pendingApproval' ? NO_APPROVAL : ''}`,
	);
}

function adviceFor(status: MovementStatus): string {
	switch (status) {
		case 'shipped':
		case 'partiallyReceived':
			return 'Use Receive when the goods arrived, or Roll Back to undo the last step.';
		case 'received':
			return 'Use Roll Back to undo the receipt.';
		case 'rejected':
			return 'Use Roll Back to have it decided again.';
		default:
			return 'Look at it in OpenBoxes.';
	}
}

/** Sets a state that moves no stock, and reads back that it holds. */
export async function setPlainStatus(
	connection: Connection,
	record: MovementRecord,
	wanted: MovementStatus,
	comment?: string,
): Promise<MovementRecord> {
	const word = statusWord(wanted);
	if (word === undefined) throw new OpenBoxesError(`"${wanted}" cannot be set`);
	const body = comment === undefined ? { status: word } : { status: word, comment };
	const known = await takeStep(connection, record, body, wanted);
	return await confirmStatus(connection, record, wanted, known);
}

export async function confirmStatus(
	connection: Connection,
	record: MovementRecord,
	wanted: MovementStatus,
	known?: MovementRecord,
): Promise<MovementRecord> {
	const after = known ?? (await readMovement(connection, record.movement.id));
	if (after.status === wanted) return after;
	throw movementError(
		record,
		`set to "${statusLabel(wanted)}"`,
		`OpenBoxes accepted it, but ${stateText(after)}`,
		'Somebody else may be working on it. Read it again before you go on.',
		{ outcome: 'unknown' },
	);
}
