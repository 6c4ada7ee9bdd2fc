import { readBookings, rollBackReceipts, type Booking } from '../shipments/bookings';
import { toDiscardBodies, type ShipmentLine } from '../shipments/rules/receipt-draft';
import { readReceiptView, receivingPath, type ReceiptView } from '../shipments/receipt-view';
import { usedGoods } from '../shipments/used-goods';
import { REFRESH_MS } from '../stock/tally';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';

/** A receipt that must not stay, on its shipment. */
interface SurplusReceipt {
	shipmentId: string;
	receiptId: string;
	/** Receipts of the same delivery, this one included. */
	ownIds: ReadonlySet<string>;
	/** Whether this run booked it: the other runs leave it to its own one for a while. */
	isWrittenByUs: boolean;
}

/** Time for the run that booked too much to take it back itself. */
const LET_OTHERS_MS = 3000;

const isGone = (bookings: readonly Booking[], receiptId: string): boolean =>
	!bookings.some((booking) => booking.receiptId === receiptId);

/**
 * Whether the server's last receipt is one of ours. It sorts by whole seconds, so nothing of others may be as young as
 * the one that must go.
 */
function isOursLast(bookings: readonly Booking[], { receiptId, ownIds }: SurplusReceipt): boolean {
	const own = bookings.find((booking) => booking.receiptId === receiptId);
	return (
		own !== undefined &&
		bookings.every((one) => ownIds.has(one.receiptId) || one.dateCreated < own.dateCreated)
	);
}

/**
 * Takes back one completed receipt. The page of the web interface removes the last one alone, and only when its goods
 * are still there; it tells neither. Where it does nothing, all receipts are taken back, if all of them are of the
 * same delivery: the run that comes next books it again.
 *
 * @throws OpenBoxesError when it stays
 */
export async function takeBackReceipt(
	connection: Connection,
	surplus: SurplusReceipt,
): Promise<void> {
	const { shipmentId, receiptId, ownIds, isWrittenByUs } = surplus;
	// Two that take back the last receipt at once would remove two.
	if (!isWrittenByUs) await connection.pause(LET_OTHERS_MS);
	// Its check of the goods reads what may follow the booking only after seconds.
	for (const waitMs of [0, REFRESH_MS]) {
		if (waitMs > 0) await connection.pause(waitMs);
		const bookings = await readBookings(connection, shipmentId);
		if (isGone(bookings, receiptId)) return;
		const own = bookings.filter((one) => ownIds.has(one.receiptId));
		// Somebody else of this delivery took one back meanwhile.
		if (own.length < 2 && ownIds.size > 1) return;
		if (!isOursLast(bookings, surplus)) break;
		await visitLastReceipt(connection, shipmentId);
		const after = await readBookings(connection, shipmentId);
		if (after.length < bookings.length) return;
	}
	await takeBackAll(connection, surplus);
}

async function visitLastReceipt(connection: Connection, shipmentId: string): Promise<void> {
	try {
		await connection.visit(
			`/partialReceiving/rollbackLastReceipt/${encodeURIComponent(shipmentId)}`,
		);
	} catch {
		// A redirect whether it worked or not, and a login page with an API key: the bookings tell.
	}
}

async function takeBackAll(
	connection: Connection,
	{ shipmentId, receiptId, ownIds }: SurplusReceipt,
): Promise<void> {
	const view = await readReceiptView(connection, shipmentId);
	const bookings = await readBookings(connection, shipmentId);
	const others = bookings.filter((one) => !ownIds.has(one.receiptId));
	const reasons =
		others.length > 0
			? [`the shipment has other receipts (${others.map((one) => one.receiptId).join(', ')})`]
			: await usedGoods(connection, view);
	if (reasons.length === 0) {
		await rollBackReceipts(connection, shipmentId);
		return;
	}
	throw new OpenBoxesError(
		`receipt ${receiptId} of shipment ${view.shipmentNumber || shipmentId} could not be taken back: ${reasons.join('; ')}`,
		{ outcome: 'unknown' },
	);
}

/**
 * Empties an open draft that must not be completed: its lines of ours book 0 and lose their mark. A draft of nothing else
 * is completed, so that it does not stand in the way of the next receipt; the server has no call to delete one.
 */
export async function discardDraft(
	connection: Connection,
	view: ReceiptView,
	isOurs: (line: ShipmentLine) => boolean,
): Promise<void> {
	const drafted = view.lines.filter((line) => line.receiptItemId !== undefined);
	const own = drafted.filter(isOurs);
	if (own.length === 0) return;
	const { empty, complete } = toDiscardBodies(own);
	const path = receivingPath(view.shipmentId);
	await connection.post(`${path}?stepNumber=1`, empty);
	if (own.length < drafted.length) return;
	await connection.post(`${path}?stepNumber=2`, complete);
}
