import type { OrderRecord } from '../orders/order-record';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import type { BookedReceipt, DeliveryResult, ReceivedPart } from './delivery-request';
import type { MarkedLine, MarkedReceipt } from './marked-receipts';
import type { ProvedReceipt } from './receive-once';
import { newRun } from './rules/delivery-mark';
import type { DeliveryPart } from './rules/delivery';

/** A booked line names no order line; its shipment and product do. */
function orderItemOf(order: OrderRecord, { shipmentId }: MarkedReceipt, line: MarkedLine): string {
	const ofProduct = order.lines.filter(({ product }) => product.id === line.productId);
	const onShipment = ofProduct.filter(({ shipments }) =>
		shipments.some((one) => one.shipmentId === shipmentId),
	);
	return (onShipment[0] ?? ofProduct[0])?.id ?? '';
}

/** What one run booked of a delivery, over all its rounds. */
export class DeliveryRecord {
	/** Told apart from other runs of the same delivery. */
	readonly run = newRun();

	private readonly parts: ReceivedPart[] = [];

	private readonly receipts: BookedReceipt[] = [];

	private readonly warnings = new Set<string>();

	/** As it was before this run booked anything. */
	private orderBefore?: OrderRecord;

	constructor(readonly reference: string) {}

	get hasBooked(): boolean {
		return this.receipts.length > 0;
	}

	knows(receiptId: string): boolean {
		return this.receipts.some((one) => one.receiptId === receiptId);
	}

	warn(text: string): void {
		this.warnings.add(text);
	}

	noteOrder(order: OrderRecord): void {
		this.orderBefore ??= order;
	}

	/** A receipt that this run wrote, with the parts of the delivery behind its lines. */
	noteBooked(
		{ shipmentId, shipmentNumber }: ReceiptView,
		{ receiptId, transactionId, transactionNumber, pairs, warnings }: ProvedReceipt,
		parts: readonly DeliveryPart[],
	): void {
		const receipt = { shipmentId, shipmentNumber, receiptId, transactionId, transactionNumber };
		this.receipts.push(receipt);
		for (const text of warnings) this.warn(text);
		for (const { index, line, saved } of pairs) {
			const part = parts[index];
			this.parts.push({
				position: part.position,
				orderItemId: part.line.id,
				quantity: line.quantity,
				lotNumber: saved.lotNumber,
				expiry: saved.expiry,
				binId: saved.binId,
				binName: saved.binName ?? part.binName,
				closed: line.closeShort ? line.shipped - saved.received - line.quantity : 0,
				receipt,
			});
		}
	}

	/** The delivery is whole now, and this run booked some of it. */
	received(order: OrderRecord): DeliveryResult {
		return {
			order: this.orderBefore ?? order,
			reference: this.reference,
			isAlreadyReceived: false,
			parts: this.parts,
			receipts: this.receipts,
			warnings: [...this.warnings],
		};
	}

	/** All of it was booked before this run, or by another one at the same moment. */
	async alreadyReceived(
		connection: Connection,
		order: OrderRecord,
		found: readonly MarkedReceipt[],
		views: readonly ReceiptView[],
	): Promise<DeliveryResult> {
		const numbers = new Map(views.map((view) => [view.shipmentId, view.shipmentNumber]));
		const receipts: BookedReceipt[] = [];
		const parts: ReceivedPart[] = [];
		for (const marked of found) {
			const { shipmentId, booking } = marked;
			const shipmentNumber =
				numbers.get(shipmentId) ?? (await readReceiptView(connection, shipmentId)).shipmentNumber;
			numbers.set(shipmentId, shipmentNumber);
			const receipt = {
				shipmentId,
				shipmentNumber,
				receiptId: marked.id,
				transactionId: booking?.transactionId,
				transactionNumber: booking?.transactionNumber,
			};
			receipts.push(receipt);
			for (const line of marked.lines) {
				parts.push({
					position: parts.length + 1,
					orderItemId: orderItemOf(order, marked, line),
					quantity: line.quantity,
					lotNumber: line.lotNumber,
					binId: line.binId,
					binName: line.binName,
					closed: 0,
					receipt,
				});
			}
		}
		const warnings = [...this.warnings];
		return { order, reference: this.reference, isAlreadyReceived: true, parts, receipts, warnings };
	}

	/** Others received on the order all the time. */
	unfinished(): OpenBoxesError {
		const numbers = this.receipts.map(({ receiptId }) => receiptId).join(', ');
		return new OpenBoxesError(
			`Delivery "${this.reference}" is not booked as a whole: others received on the order at the same moment`,
			{
				description: `${numbers === '' ? 'Nothing was booked by this run.' : `Booked was receipt ${numbers}.`} Run it again with the same reference: what is booked is found, and only what is missing is booked.`,
				outcome: 'unknown',
			},
		);
	}
}
