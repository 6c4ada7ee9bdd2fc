import { deliveryMark, startsWithMark, toReceiptComment } from './rules/delivery-reference';
import { spreadDelivery, withoutBooked, type DeliveryPart } from './rules/delivery';
import { planDelivery, type DeliveryPlan, type OpenShipment } from './rules/delivery-plan';
import { isReceivable } from '../orders/rules/order-status';
import { lineLabel, remainingOf } from '../orders/rules/order-line';
import type { ReceiptLine } from '../shipments/rules/receipt-draft';
import { readBooking, readBookings } from '../shipments/bookings';
import type { ReceiptView } from '../shipments/receipt-view';
import { receiveShipment } from './receive-shipment';
import { whileAlone } from '../once/in-flight';
import type { Connection } from '../transport/connection';
import { supports } from '../transport/server';
import {
	nameLines,
	notReceived,
	requestHash,
	resolveArrived,
	type NamedLine,
} from './arrived-lines';
import type {
	BookedReceipt,
	DeliveryRequest,
	DeliveryResult,
	ReceivedPart,
} from './delivery-request';
import { findEarlierDelivery, type BookedRow, type EarlierDelivery } from './earlier-delivery';
import { DeliveryShipments } from './order-shipment';
import { readOrderShipments } from '../orders/order-shipments';
import { readOrder, type OrderRecord } from '../orders/order-record';

const OPEN = ['SHIPPED', 'PARTIALLY_RECEIVED'];

/** What is to be booked on one shipment. */
interface Receipt {
	view: ReceiptView;
	lines: Array<{ receipt: ReceiptLine; part: DeliveryPart }>;
}

/** Receives one delivery; each step first looks at what an interrupted run left. */
class OrderReceiving {
	private readonly receipts: BookedReceipt[] = [];

	private readonly parts: ReceivedPart[] = [];

	private readonly mark: string;

	constructor(
		private readonly connection: Connection,
		private readonly request: DeliveryRequest,
		private readonly order: OrderRecord,
		private readonly named: readonly NamedLine[],
	) {
		this.mark = deliveryMark(request.reference, requestHash(request, named));
	}

	async run(earlier: EarlierDelivery): Promise<DeliveryResult> {
		const { own, booked } = earlier;
		if (own?.status === 'RECEIVED' || (booked.length > 0 && this.isComplete(booked)))
			return await this.alreadyReceived(earlier);
		const open = earlier.views.filter(
			(view) => view.shipmentId !== own?.shipmentId && OPEN.includes(view.status),
		);
		const { plan, warnings } = await this.plan(open, booked);
		await this.requireBins(plan);
		for (const { shipmentId, lines } of plan.receipts) {
			const view = open.find((one) => one.shipmentId === shipmentId);
			if (view) await this.book({ view, lines: lines.map((line) => this.marked(line)) });
		}
		if (plan.shipment.length > 0) await this.receiveOwn(plan, own);
		return this.result(false, [...warnings, ...plan.warnings]);
	}

	/** Whether all that was asked for has been booked under the reference. */
	private isComplete(booked: readonly BookedRow[]): boolean {
		if (this.request.isEverything) return this.order.lines.every((line) => remainingOf(line) === 0);
		const arrived = this.named.map(({ position, input, candidates }) => ({
			position,
			candidates,
			quantity: input.quantity,
			unit: input.unit,
			lotNumber: input.lot ?? '',
			closeShort: false,
		}));
		return withoutBooked(arrived, booked).value?.length === 0;
	}

	private async plan(
		open: readonly OpenShipment[],
		booked: readonly BookedRow[],
	): Promise<{ plan: DeliveryPlan; warnings: string[] }> {
		const { request, order, named } = this;
		const { lines, warnings } = await resolveArrived(this.connection, request, order, {
			named,
			open,
		});
		// What is open counts what was booked already, so "everything" needs no correction.
		const left = request.isEverything ? { value: lines } : withoutBooked(lines, booked);
		if (left.reason !== undefined) throw notReceived(order, left.reason);
		const spread = spreadDelivery(left.value, { allowMore: request.allowMore });
		if (spread.reason !== undefined) throw notReceived(order, spread.reason);
		return { plan: planDelivery(spread.value, open), warnings };
	}

	/** Without a receiving bin the goods would lie in no bin and never be put away (note 04 §7). */
	private async requireBins(plan: DeliveryPlan): Promise<void> {
		if (!this.order.destination.hasBins) return;
		const server = await this.connection.serverInfo();
		if (supports(server, 'receivingBin')) return;
		const parts = [
			...plan.receipts.flatMap(({ lines }) => lines.map(({ part }) => part)),
			...plan.shipment.map(({ part }) => part),
		];
		const without = parts.find((part) => part.binId === undefined);
		if (!without) return;
		throw notReceived(
			this.order,
			`line ${without.position} (${lineLabel(without.line)}) has no bin`,
			`Nothing was booked. OpenBoxes ${server.version} makes no receiving bin (0.9.6 and later do), so every line needs a bin of ${this.order.destination.name}.`,
		);
	}

	private marked({ receipt, part }: Receipt['lines'][number]): Receipt['lines'][number] {
		const comment = part.comment ?? this.request.comment;
		return {
			part,
			receipt: { ...receipt, comment: toReceiptComment(this.mark, part.position, comment) },
		};
	}

	private async receiveOwn(plan: DeliveryPlan, own: ReceiptView | undefined): Promise<void> {
		const { connection, order, request } = this;
		const shipments = new DeliveryShipments(connection, order, request.reference, plan.shipment);
		const shipment = own ? shipments.resume(own) : await shipments.create();
		if (shipment.view.status === 'PENDING') await shipments.send(shipment, request.deliveredAt);
		const lines = shipment.pairs.map(({ planned: { part, shipped }, line }) =>
			this.marked({
				part,
				receipt: {
					shipmentItemId: line.shipmentItemId,
					containerId: line.containerId,
					productId: line.productId,
					quantity: part.quantity,
					lotNumber: part.lotNumber,
					expiry: part.expiry,
					binId: part.binId,
					closeShort: shipped > part.quantity,
					shipped,
				},
			}),
		);
		await this.book({ view: shipment.view, lines });
	}

	private async book({ view, lines }: Receipt): Promise<void> {
		const { connection, request } = this;
		const usesReceivingBin =
			this.order.destination.hasBins && supports(await connection.serverInfo(), 'receivingBin');
		const completed = await receiveShipment(
			connection,
			view,
			lines.map(({ receipt }) => receipt),
			{
				deliveredAt: request.deliveredAt,
				usesReceivingBin,
				isOwnDraft: ({ comment }) => startsWithMark(comment, this.mark),
			},
		);
		const { receiptId } = completed;
		const booking = await readBooking(connection, view, { receiptId, lines: lines.length });
		const receipt: BookedReceipt = {
			shipmentId: view.shipmentId,
			shipmentNumber: view.shipmentNumber,
			receiptId,
			transactionId: booking.transactionId,
			transactionNumber: booking.transactionNumber,
		};
		this.receipts.push(receipt);
		for (const { line, saved } of completed.pairs) {
			const part = lines.find((one) => one.receipt === line)?.part;
			if (!part) continue;
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

	/** Nothing is written: tells what was booked under the reference before. */
	private async alreadyReceived({ booked, own, views }: EarlierDelivery): Promise<DeliveryResult> {
		const ids = new Set(booked.map((row) => row.shipmentId));
		if (own && !ids.has(own.shipmentId)) {
			throw notReceived(
				this.order,
				`shipment ${own.shipmentNumber} has the delivery reference "${this.request.reference}" and was received in another way`,
				'Nothing was booked now. Look at its receipts in OpenBoxes.',
			);
		}
		for (const id of ids) {
			const number = views.find((view) => view.shipmentId === id)?.shipmentNumber ?? '';
			const bookings = await readBookings(this.connection, id);
			const receiptIds = new Set(
				booked.filter((row) => row.shipmentId === id).map((row) => row.receiptId),
			);
			for (const receiptId of receiptIds) {
				const booking = bookings.find((one) => one.receiptId === receiptId);
				this.receipts.push({ shipmentId: id, shipmentNumber: number, receiptId, ...booking });
			}
		}
		booked.forEach((row, index) => {
			this.parts.push({
				position: index + 1,
				orderItemId: this.orderItemOf(row),
				quantity: row.quantity,
				lotNumber: row.lotNumber,
				binId: row.binId,
				binName: row.binName,
				closed: 0,
				receipt: this.receipts.find((one) => one.receiptId === row.receiptId),
			});
		});
		return this.result(true, []);
	}

	/** A booked line names no order line; its shipment, product and lot do. */
	private orderItemOf(row: BookedRow): string {
		const ofProduct = this.order.lines.filter((line) => line.product.id === row.productId);
		const onShipment = ofProduct.filter((line) =>
			line.shipments.some((one) => one.shipmentId === row.shipmentId),
		);
		return (onShipment[0] ?? ofProduct[0])?.id ?? '';
	}

	private result(isAlreadyReceived: boolean, warnings: string[]): DeliveryResult {
		const { order, request, parts, receipts } = this;
		return { order, reference: request.reference, isAlreadyReceived, parts, receipts, warnings };
	}
}

/** The server would receive any order anywhere, placed or not (note 04 §2.7, §2.9). */
export function requireOrderHere(
	order: OrderRecord,
	location: { id: string; name: string },
	allowUnplaced: boolean,
): void {
	if (order.destination.id !== location.id) {
		throw notReceived(
			order,
			`it is for ${order.destination.name}, not for ${location.name}`,
			'Nothing was booked. Use a credential of the location that the goods are for.',
		);
	}
	if (isReceivable(order.storedStatus)) return;
	if (order.storedStatus === 'PENDING' && allowUnplaced) return;
	throw notReceived(
		order,
		`it is ${order.storedStatus === 'PENDING' ? 'not placed yet' : order.storedStatus.toLowerCase()}`,
		order.storedStatus === 'PENDING'
			? 'Nothing was booked. Place the order first, or turn on "Receive Without Placing".'
			: 'Nothing was booked.',
	);
}

/**
 * Receives a delivery of a purchase order on an open-source server, exactly once for its reference:
 * what an earlier run did is found and continued, what it booked is not booked again.
 */
export async function receiveOrder(
	connection: Connection,
	request: DeliveryRequest,
): Promise<DeliveryResult> {
	const { location } = await connection.serverInfo();
	// Two deliveries of one order would write into each other's drafts (note 04 §2.10).
	return await whileAlone(connection.key, ['receive'], async () => {
		const read = await readOrder(connection, request.order);
		requireOrderHere(read, location, request.allowUnplaced);
		const named = await nameLines(connection, read, request.lines);
		const withShipments = await readOrderShipments(connection, read);
		const hash = requestHash(request, named);
		const { reference } = request;
		const earlier = await findEarlierDelivery(connection, withShipments, { reference, hash });
		const { order } = withShipments;
		const lines = named.map((line) => ({
			...line,
			candidates: line.candidates.map((one) => order.lines.find(({ id }) => id === one.id) ?? one),
		}));
		return await new OrderReceiving(connection, request, order, lines).run(earlier);
	});
}
