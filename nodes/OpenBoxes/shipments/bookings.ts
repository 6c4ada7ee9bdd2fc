import { listSchema, transactionSchema } from '../schemas';
import { toReceiptView, receivingPath, type ReceiptView } from './receipt-view';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';

/** The transaction that a completed receipt wrote. */
interface Booking {
	transactionId: string;
	transactionNumber: string;
	receiptId: string;
	/** Number of lots and bins that were booked. */
	entries: number;
}

/** All bookings of a shipment, one for each completed receipt (note 04 §2.5). */
export async function readBookings(connection: Connection, shipmentId: string): Promise<Booking[]> {
	const page = listSchema.parse(
		await connection.search('transaction', [
			{ property: 'incomingShipment.id', value: shipmentId },
		]),
	);
	return page.data
		.map((row) => transactionSchema.parse(row))
		.map((row) => ({
			transactionId: row.id,
			transactionNumber: row.transactionNumber ?? '',
			receiptId: row.receipt?.id ?? '',
			entries: row.transactionEntries?.length ?? 0,
		}));
}

/**
 * Reads back what a completed receipt booked.
 *
 * @throws OpenBoxesError when nothing, or another number of lines, was booked for it
 */
export async function readBooking(
	connection: Connection,
	view: Pick<ReceiptView, 'shipmentId' | 'shipmentNumber'>,
	receipt: { receiptId: string; lines: number },
): Promise<Booking> {
	const own = (await readBookings(connection, view.shipmentId)).filter(
		(booking) => booking.receiptId === receipt.receiptId,
	);
	const [booking] = own;
	if (own.length === 1 && booking.entries === receipt.lines) return booking;
	throw new OpenBoxesError(
		`It is unclear what was booked for shipment ${view.shipmentNumber}: OpenBoxes shows ${own.length} transaction(s) with ${own.reduce((sum, one) => sum + one.entries, 0)} of ${receipt.lines} lines`,
		{
			description:
				'Look at the receipt and the stock card in OpenBoxes before you receive anything again.',
			outcome: 'unknown',
		},
	);
}

/** Takes back all receipts of a shipment; goods that were used meanwhile go negative (note 04 §2.10). */
export async function rollBackReceipts(
	connection: Connection,
	shipmentId: string,
): Promise<ReceiptView> {
	const body = { receiptStatus: 'ROLLBACK' };
	return toReceiptView(await connection.post(receivingPath(shipmentId), body));
}
