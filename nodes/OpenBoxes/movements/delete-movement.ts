import { hasLeft } from './rules/movement-status';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError } from '../transport/openboxes-error';
import {
	movementError,
	movementPath,
	readMovement,
	refusedFor,
	stateText,
	type MovementRecord,
} from './movement-record';
import { requireOpenSource } from '../transport/open-source-only';
import { isUnclear } from '../transport/server-refusal';
import { isMissing } from '../transport/missing';

/** Deletes a movement that has not left; what was picked for it is free again. */
export async function deleteMovement(
	connection: Connection,
	record: MovementRecord,
): Promise<void> {
	await requireOpenSource(connection, 'a call that deletes a stock movement');
	if (hasLeft(record.status)) {
		throw movementError(
			record,
			'deleted',
			stateText(record),
			'Use Roll Back first, until it is no longer shipped.',
		);
	}
	try {
		await connection.delete(movementPath(record.movement.id));
	} catch (error) {
		const failed = refusedFor(
			record,
			'deleted',
			error,
			'OpenBoxes deletes it only from the location that sends it, or a request also from the one that asked.',
		);
		if (!isUnclear(error)) throw failed;
		if (await isGone(connection, record.movement.id)) return;
		throw failed;
	}
}

async function isGone(connection: Connection, id: string): Promise<boolean> {
	try {
		await readMovement(connection, id);
		return false;
	} catch (error) {
		if (isMissing(error)) return true;
		throw toOpenBoxesError(error);
	}
}
