import { listSchema, parseList, receiptItemSchema } from '../schemas';
import type { MarkedRow } from '../once/rules/keeper';
import { markPattern } from '../once/rules/mark';
import { readBookings, type Booking } from '../shipments/bookings';
import type { Connection } from '../transport/connection';
import {
	ownRunPattern,
	sameContentPattern,
	type DeliveryMark,
	type RunMark,
} from './rules/delivery-mark';

/** A receipt line that carries the mark of a delivery. */
export interface MarkedLine {
	receiptItemId: string;
	productId: string;
	productCode: string;
	lotNumber: string;
	quantity: number;
	binId?: string;
	binName?: string;
}

/** A receipt with lines of a delivery: completed when it has a booking, an open draft without. */
export interface MarkedReceipt extends MarkedRow {
	shipmentId: string;
	lines: MarkedLine[];
	/** Whether it was written for the same content. */
	isSame: boolean;
	booking?: Booking;
}

async function searchComments(connection: Connection, value: string) {
	return parseList(
		await connection.search('receiptItem', [{ property: 'comment', operator: 'like', value }]),
		receiptItemSchema,
	);
}

/**
 * All receipts on any shipment whose lines carry the delivery's reference, drafts included, without their bookings.
 * The answer shows no comments, so what was written for the same content is asked for a second time, unless there is
 * only the receipt that this run has just written.
 */
export async function findMarkedReceipts(
	connection: Connection,
	mark: DeliveryMark,
	ownId?: string,
): Promise<MarkedReceipt[]> {
	const rows = await searchComments(connection, markPattern(mark.reference));
	const isOnlyOwn = rows.every(({ receipt }) => receipt?.id === ownId);
	const same = isOnlyOwn ? rows : await searchComments(connection, sameContentPattern(mark));
	const sameIds = new Set(same.map(({ id }) => id));
	const receipts = new Map<string, MarkedReceipt>();
	for (const { id, receipt, product, inventoryItem, quantityReceived, binLocation } of rows) {
		const receiptId = receipt?.id ?? '';
		const known = receipts.get(receiptId) ?? {
			id: receiptId,
			shipmentId: receipt?.shipment?.id ?? '',
			lines: [],
			isSame: true,
		};
		known.isSame &&= sameIds.has(id);
		known.lines.push({
			receiptItemId: id,
			productId: product?.id ?? '',
			productCode: product?.productCode ?? '',
			lotNumber: inventoryItem?.lotNumber ?? '',
			quantity: quantityReceived,
			binId: binLocation?.id,
			binName: binLocation?.name ?? undefined,
		});
		receipts.set(receiptId, known);
	}
	return [...receipts.values()];
}

/** Receipts that hold lines of this run, drafts included. */
export async function findReceiptsOfRun(
	connection: Connection,
	mark: RunMark,
): Promise<ReadonlySet<string>> {
	const rows = await searchComments(connection, ownRunPattern(mark));
	return new Set(rows.map(({ receipt }) => receipt?.id ?? ''));
}

/** Lines of a receipt, whoever wrote them. */
export async function linesOnReceipt(connection: Connection, receiptId: string): Promise<number> {
	const isOf = { property: 'receipt.id', value: receiptId };
	return listSchema.parse(await connection.search('receiptItem', [isOf])).data.length;
}

/** Whether an open draft is no work of a person: lines that carry a mark of ours, for whatever delivery, or no line yet. */
export async function isLeftByRun(connection: Connection, receiptId: string): Promise<boolean> {
	const isOf = { property: 'receipt.id', value: receiptId };
	const isMarked = { property: 'comment', operator: 'like' as const, value: markPattern('%') };
	const marked = listSchema.parse(await connection.search('receiptItem', [isOf, isMarked]));
	if (marked.data.length > 0) return true;
	return (await linesOnReceipt(connection, receiptId)) === 0;
}

/** The receipts with their bookings, one request for each shipment; a draft has none. */
export async function withBookings(
	connection: Connection,
	receipts: readonly MarkedReceipt[],
): Promise<MarkedReceipt[]> {
	const bookings = new Map<string, Booking>();
	for (const shipmentId of new Set(receipts.map((receipt) => receipt.shipmentId))) {
		for (const booking of await readBookings(connection, shipmentId))
			bookings.set(booking.receiptId, booking);
	}
	return receipts.map((receipt) => {
		const booking = bookings.get(receipt.id);
		return { ...receipt, booking, dateCreated: booking?.dateCreated };
	});
}

/** What a receipt holds, for messages. */
export function describeLines(lines: readonly MarkedLine[]): string {
	const texts = lines.map(
		({ quantity, productCode, productId, lotNumber }) =>
			`${quantity} of ${productCode || productId}${lotNumber === '' ? '' : ` lot ${lotNumber}`}`,
	);
	const more = texts.length > 5 ? ` and ${texts.length - 5} more lines` : '';
	return `${texts.slice(0, 5).join(', ')}${more}`;
}
