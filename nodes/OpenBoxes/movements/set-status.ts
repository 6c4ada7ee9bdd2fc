import type { MovementStatus } from './rules/movement-status';
import type { Connection } from '../transport/connection';
import { confirmStatus, requireNext, setPlainStatus, takeStep } from './change-status';
import type { MovementRecord } from './movement-record';
import { requireOpenSource } from '../transport/open-source-only';
import { pickLines } from './picks';
import { sendMovement } from './send';

interface StatusRequest {
	status: MovementStatus;
	/** Why a request is rejected. */
	comment?: string;
	/** `yyyy-MM-dd`. */
	today: string;
}

/** Takes one step that means something from the present state, with the checks of that step. */
export async function setMovementStatus(
	connection: Connection,
	record: MovementRecord,
	{ status, comment, today }: StatusRequest,
): Promise<MovementRecord> {
	await requireOpenSource(connection, 'a call that changes the status of a stock movement');
	requireNext(record, status);
	switch (status) {
		case 'picking':
			await pickLines(connection, record, { named: [], today });
			return await confirmStatus(connection, record, status);
		case 'picked':
		case 'packed': {
			// Somebody may have picked by hand in OpenBoxes, where any lot is accepted.
			if (record.status === 'picking') await pickLines(connection, record, { named: [], today });
			const word = status === 'picked' ? 'PICKED' : 'CHECKING';
			const known = await takeStep(connection, record, { status: word }, status);
			return await confirmStatus(connection, record, status, known);
		}
		case 'shipped': {
			const request = { named: [], today, shipment: {} };
			return (await sendMovement(connection, record, request)).record;
		}
		default:
			return await setPlainStatus(connection, record, status, comment);
	}
}
