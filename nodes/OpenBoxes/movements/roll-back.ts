import { hasLeft, statusLabel } from './rules/movement-status';
import { whileAlone } from '../once/in-flight';
import { rollBackReceipts } from '../shipments/bookings';
import { readReceiptView } from '../shipments/receipt-view';
import { shipmentKey, usedGoods } from '../shipments/used-goods';
import type { Connection } from '../transport/connection';
import { requireOpenSource } from '../transport/open-source-only';
import { takeStep } from './change-status';
import {
	movementError,
	movementPath,
	readMovement,
	refusedFor,
	stateText,
	type MovementRecord,
} from './movement-record';
import { gaveNoAnswer, isUnclear } from '../transport/server-refusal';

export type RollBackGoal = 'lastStep' | 'beforeSending';

/** The server takes goods back that are no longer there, and leaves a negative stock; so this looks first. */
async function refuseUsedGoods(connection: Connection, record: MovementRecord): Promise<void> {
	const view = await readReceiptView(connection, record.shipmentId ?? '');
	const used = await usedGoods(connection, view);
	if (used.length === 0) return;
	throw movementError(
		record,
		'rolled back',
		`its goods were put away, sold or sent on: ${used.join('; ')}`,
		'Its receipts are as they were. Bring the goods back to where they were received first, or correct the stock with Adjust instead.',
	);
}

/** Undoes all receipts; the goods are on their way again and leave the destination's stock. */
async function undoReceipts(
	connection: Connection,
	record: MovementRecord,
): Promise<MovementRecord> {
	const shipmentId = record.shipmentId ?? '';
	await refuseUsedGoods(connection, record);
	try {
		await rollBackReceipts(connection, shipmentId);
	} catch (error) {
		const failed = refusedFor(record, 'rolled back', error, 'Its receipts are as they were.');
		if (!isUnclear(error)) throw failed;
		const after = await readMovement(connection, record.movement.id);
		if (after.status === 'shipped') return after;
		if (!gaveNoAnswer(error)) throw failed;
		// Undoing twice changes nothing more.
		await rollBackReceipts(connection, shipmentId);
	}
	return await confirm(connection, record, (after) => after.status === 'shipped');
}

/** Undoes the sending; the goods are back on the shelf, reserved for this movement. */
async function undoSending(
	connection: Connection,
	record: MovementRecord,
): Promise<MovementRecord> {
	const isUndone = (after: MovementRecord): boolean => !hasLeft(after.status);
	if (record.way.kind === 'request') {
		await takeStep(connection, record, { rollback: true }, 'packed', isUndone);
	} else {
		// A shipment without a request takes only this form (stock-movements.md#two-kinds).
		try {
			await connection.delete(movementPath(record.movement.id, 'status'));
		} catch (error) {
			const failed = refusedFor(record, 'rolled back', error, 'It is still shipped.');
			if (!isUnclear(error) || !isUndone(await readMovement(connection, record.movement.id)))
				throw failed;
		}
	}
	return await confirm(connection, record, isUndone);
}

async function undoDecision(
	connection: Connection,
	record: MovementRecord,
): Promise<MovementRecord> {
	try {
		await connection.put(movementPath(record.movement.id, 'rollbackApproval'), {});
	} catch (error) {
		throw refusedFor(record, 'rolled back', error, `Still ${stateText(record)}.`);
	}
	return await confirm(connection, record, (after) => after.status === 'pendingApproval');
}

/** Neither sent nor given up. */
const isWaiting = ({ status }: MovementRecord): boolean =>
	!hasLeft(status) && !['rejected', 'canceled', 'unknown'].includes(status);

async function confirm(
	connection: Connection,
	record: MovementRecord,
	isDone: (after: MovementRecord) => boolean,
): Promise<MovementRecord> {
	const after = await readMovement(connection, record.movement.id);
	if (isDone(after)) return after;
	throw movementError(
		record,
		'rolled back',
		`OpenBoxes accepted it, but ${stateText(after)}`,
		'Read it again: somebody else may be working on it.',
		{ outcome: 'unknown' },
	);
}

/**
 * Undoes the last step of a movement, or all until it is no longer sent. Receipts come first: the
 * server cannot undo the sending of goods that were received (stock-movements.md#documents-and-undo).
 *
 * @returns the record that was given when a movement that is not to be sent is not: a run that was killed, or
 * another n8n, undid it already
 */
export async function rollBackMovement(
	connection: Connection,
	record: MovementRecord,
	goal: RollBackGoal,
): Promise<MovementRecord> {
	await requireOpenSource(connection, 'rolling back a stock movement');
	if (goal === 'beforeSending' && isWaiting(record)) return record;
	if (record.status === 'approved' || record.status === 'rejected')
		return await undoDecision(connection, record);
	if (!hasLeft(record.status)) {
		throw movementError(
			record,
			'rolled back',
			stateText(record),
			`Only what was shipped, received, approved or rejected can be undone. A movement that is ${statusLabel(record.status)} can be changed or deleted.`,
		);
	}
	let current = record;
	if (current.status !== 'shipped') {
		const received = current;
		current = await whileAlone(
			connection.key,
			[shipmentKey(record.shipmentId ?? '')],
			async () => await undoReceipts(connection, received),
		);
		if (goal === 'lastStep') return current;
	}
	return await undoSending(connection, current);
}
