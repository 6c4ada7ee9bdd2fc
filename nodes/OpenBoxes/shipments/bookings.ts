import { parseList, transactionSchema } from '../schemas';
import { toReceiptView, receivingPath, type ReceiptView } from './receipt-view';
import type { Connection } from '../transport/connection';

/** The transaction that a completed receipt wrote. */
export interface Booking {
	transactionId: string;
	transactionNumber: string;
	receiptId: string;
	dateCreated: string;
	/** Number of lots and bins that were booked. */
	entries: number;
}

/** All bookings of a shipment, one for each completed receipt (orders-and-receiving.md#receiving). */
export async function readBookings(connection: Connection, shipmentId: string): Promise<Booking[]> {
	return parseList(
		await connection.search('transaction', [
			{ property: 'incomingShipment.id', value: shipmentId },
		]),
		transactionSchema,
	).map((row) => ({
		transactionId: row.id,
		transactionNumber: row.transactionNumber ?? '',
		receiptId: row.receipt?.id ?? '',
		dateCreated: row.dateCreated ?? '',
		entries: row.transactionEntries?.length ?? 0,
	}));
}

/**
 * Takes back all receipts of a shipment; goods that were used meanwhile go negative
 * (orders-and-receiving.md#failures).
 */
export async function rollBackReceipts(
	connection: Connection,
	shipmentId: string,
): Promise<ReceiptView> {
	const body = { receiptStatus: 'ROLLBACK' };
	return toReceiptView(await connection.post(receivingPath(shipmentId), body));
}
