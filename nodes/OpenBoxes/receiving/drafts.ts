import { listSchema, receiptRowSchema } from '../schemas';
import { readBookings } from '../shipments/bookings';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { isOpenBoxesError, OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { findReceiptsOfRun, isLeftByRun } from './marked-receipts';
import { Overtaken } from './refusals';
import type { RunMark } from './rules/delivery-mark';

/** Pauses while several drafts are open: the run of the younger one takes it away. */
const LOOKS_MS = [0, 1000, 2000, 4000];

/** Open drafts of a shipment, the oldest first: ids rise with time, and completed receipts have a booking. */
async function openDrafts(connection: Connection, shipmentId: string): Promise<string[]> {
	const page = listSchema.parse(
		await connection.search('receipt', [{ property: 'shipment.id', value: shipmentId }]),
	);
	const bookings = await readBookings(connection, shipmentId);
	const completed = new Set(bookings.map(({ receiptId }) => receiptId));
	return page.data
		.map((row) => receiptRowSchema.parse(row).id)
		.filter((id) => !completed.has(id))
		.sort();
}

async function removeDraft(connection: Connection, id: string): Promise<void> {
	try {
		await connection.delete(apiPath('generic', 'receipt', id));
	} catch (error) {
		// The look that follows tells whether it is gone.
		connection.warn(`Draft receipt ${id} was not removed: ${toOpenBoxesError(error).message}`);
		if (isOpenBoxesError(error) && error.isFatal) throw toOpenBoxesError(error);
	}
}

/**
 * Leaves one open draft on a shipment on which two were saved at the same moment; the server can neither show nor
 * complete one of them until then (docs/openboxes/several-writers.md#drafts). The oldest stays: the run of a younger one
 * takes its own away, and what a stopped run left is taken away by whoever meets it, or gives way to a person's. Drafts
 * book nothing.
 *
 * @throws `Overtaken` when this run's draft had to go; OpenBoxesError when the shipment stays blocked
 */
export async function leaveOneDraft(
	connection: Connection,
	shipmentId: string,
	mark: RunMark,
): Promise<void> {
	const own = await findReceiptsOfRun(connection, mark);
	let drafts: string[] = [];
	for (const ms of LOOKS_MS) {
		if (ms > 0) await connection.pause(ms);
		drafts = await openDrafts(connection, shipmentId);
		if (drafts.length < 2) return;
		const surplus = drafts.slice(1).filter((id) => own.has(id));
		for (const id of surplus) await removeDraft(connection, id);
		if (surplus.length > 0) {
			drafts = await openDrafts(connection, shipmentId);
			if (surplus.every((id) => !drafts.includes(id))) throw gaveWay(shipmentId);
		}
	}
	// A person's draft stays; what stopped runs left, also one that never got a line, would block it for good.
	const left: string[] = [];
	for (const id of drafts) if (await isLeftByRun(connection, id)) left.push(id);
	const goes = left.length === drafts.length ? left.slice(1) : left;
	for (const id of goes) await removeDraft(connection, id);
	drafts = await openDrafts(connection, shipmentId);
	if (drafts.length < 2) return;
	throw blocked(shipmentId, drafts);
}

function gaveWay(shipmentId: string): Overtaken {
	return new Overtaken(
		`Shipment ${shipmentId} was not received: somebody else receives on it at the same moment`,
		{ description: 'Nothing was booked by this run. Run it again.' },
	);
}

function blocked(shipmentId: string, drafts: readonly string[]): OpenBoxesError {
	return new OpenBoxesError(
		`Shipment ${shipmentId} was not received: it has ${drafts.length} open draft receipts (${drafts.join(', ')}), and OpenBoxes can neither show nor complete them`,
		{
			description:
				'Nothing was booked by this run. If it stays so, roll the shipment back to before its sending, which removes its drafts, then send it again.',
			outcome: 'unknown',
		},
	);
}
