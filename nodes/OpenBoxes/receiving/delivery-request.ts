import type { DeliveryLineInput } from '../lines/delivery-line';
import type { DeliveryPart } from './rules/delivery';
import type { OrderName, OrderRecord } from '../orders/order-record';

/** A delivery as asked for. */
export interface DeliveryRequest {
	order: OrderName;
	/** Number of the delivery note. */
	reference: string;
	/** Empty = everything that is open. */
	lines: readonly DeliveryLineInput[];
	isEverything: boolean;
	/** Bin for lines without one. */
	defaultBin?: string;
	/** Epoch milliseconds; undefined = now. */
	deliveredAt?: number;
	comment?: string;
	/** Closes every line of the delivery short. */
	closeShort: boolean;
	allowMore: boolean;
	mayChangeExpiry: boolean;
	/** Receive an order that nobody placed. */
	allowUnplaced: boolean;
	/** `yyyy-MM-dd` in the time zone of the workflow. */
	today: string;
}

/** A receipt that this delivery booked, now or in an earlier run. */
export interface BookedReceipt {
	shipmentId: string;
	shipmentNumber: string;
	receiptId: string;
	transactionId?: string;
	transactionNumber?: string;
}

/** What was received of one order line in one lot and bin. */
export interface ReceivedPart extends Omit<DeliveryPart, 'line' | 'closeShort' | 'comment'> {
	orderItemId: string;
	receipt?: BookedReceipt;
	/** Units that were closed short with it. */
	closed: number;
}

/** What became of a delivery. */
export interface DeliveryResult {
	/** As it was before this delivery was booked. */
	order: OrderRecord;
	reference: string;
	isAlreadyReceived: boolean;
	parts: ReceivedPart[];
	receipts: BookedReceipt[];
	warnings: string[];
}
