import { whileAlone } from '../once/in-flight';
import type { OrderRecord } from '../orders/order-record';
import { readOrderShipments } from '../orders/order-shipments';
import { lineLabel, remainingOf } from '../orders/rules/order-line';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import { shipmentKey } from '../shipments/used-goods';
import type { Connection } from '../transport/connection';
import { isAtLeast, supports } from '../transport/server';
import { notReceived, requestHash, resolveArrived, type NamedLine } from './arrived-lines';
import type { DeliveryRequest, DeliveryResult } from './delivery-request';
import { DeliveryRecord } from './delivery-record';
import {
	findEarlierDelivery,
	sortOpenShipments,
	twinReceipts,
	type EarlierDelivery,
} from './earlier-delivery';
import { OwnShipments } from './own-shipment';
import { receiveOnce, type ProvedReceipt } from './receive-once';
import { spreadDelivery, withoutBooked, type DeliveryPart } from './rules/delivery';
import { toReceiptComment, type DeliveryMark } from './rules/delivery-mark';
import { planDelivery, type DeliveryPlan, type OpenShipment } from './rules/delivery-plan';
import { openQuantity, shippedLines } from './rules/shipped-lines';
import type { ReceiptLine } from '../shipments/rules/receipt-draft';

/** What is to be booked on one shipment. */
interface Receipt {
	view: ReceiptView;
	isNewShipment: boolean;
	lines: Array<{ receipt: ReceiptLine; part: DeliveryPart }>;
	beforeCompletion?: () => Promise<void>;
}

/** Lines of the order know exactly what came only when its shipments were read. */
function withFigures(line: NamedLine, { lines }: OrderRecord): NamedLine {
	return {
		...line,
		candidates: line.candidates.map((one) => lines.find(({ id }) => id === one.id) ?? one),
	};
}

/** One round of a delivery: what was found, and what is still to be booked. */
export class OrderDelivery {
	private readonly mark: DeliveryMark;

	private sentBefore: ReadonlySet<string> = new Set();

	constructor(
		private readonly connection: Connection,
		private readonly request: DeliveryRequest,
		private order: OrderRecord,
		private named: readonly NamedLine[],
		private readonly record: DeliveryRecord,
	) {
		const { reference } = request;
		this.mark = { reference, hash: requestHash(order, request, named), run: record.run };
	}

	/** @returns the result when all of the delivery is booked once now; else another round is needed */
	async run(): Promise<DeliveryResult | undefined> {
		const { connection, record } = this;
		const { order, views } = await readOrderShipments(connection, this.order);
		this.order = order;
		this.named = this.named.map((line) => withFigures(line, order));
		const earlier = await findEarlierDelivery(connection, order, this.mark);
		if (await this.repair(earlier, views)) return undefined;
		const { own, receipts } = earlier;
		this.sentBefore = new Set(
			views.filter(({ status }) => status !== 'PENDING').map(({ shipmentId }) => shipmentId),
		);
		record.noteOrder(order);
		if (receipts.length > 0 && this.isComplete(earlier)) {
			if (record.hasBooked) return record.received(order);
			return await record.alreadyReceived(connection, order, receipts, views);
		}
		this.requireOwnBooked(earlier);
		const { open, ofOthers } = sortOpenShipments(views, own);
		const plan = await this.plan(open, ofOthers, earlier);
		await this.requireBins(plan);
		let isWhole = true;
		for (const { shipmentId, lines } of plan.receipts) {
			const view = open.find((one) => one.shipmentId === shipmentId);
			if (view) isWhole = (await this.bookOnSent(view, lines, earlier)) && isWhole;
		}
		if (plan.shipment.length > 0) isWhole = (await this.bookOnOwn(plan, earlier)) && isWhole;
		return isWhole ? record.received(order) : undefined;
	}

	/** Takes back what two runs did at the same moment; the next round looks again. */
	private async repair(
		{ own, receipts }: EarlierDelivery,
		views: readonly ReceiptView[],
	): Promise<boolean> {
		if (own.length > 1) {
			await new OwnShipments(this.connection, this.order, this.mark, [], new Set()).keepOne();
			this.record.warn(
				`The delivery had ${own.length} shipments, made by several runs at the same moment; one is left`,
			);
			return true;
		}
		const [twin, ...others] = twinReceipts(receipts);
		if (!twin) return false;
		const { shipmentId } = twin;
		const view =
			views.find((one) => one.shipmentId === shipmentId) ??
			(await readReceiptView(this.connection, shipmentId));
		const lines = twin.lines.map((line) => ({
			shipmentItemId: '',
			productId: line.productId,
			lotNumber: line.lotNumber,
			quantity: line.quantity,
			binId: line.binId,
			closeShort: false,
			shipped: line.quantity,
		}));
		await receiveOnce(this.connection, {
			view,
			lines,
			mark: this.mark,
			known: [],
			looksFirst: true,
			isNewShipment: false,
			usesReceivingBin: false,
			allowMore: true,
		});
		this.record.warn(
			`The delivery was booked ${others.length + 1} times on shipment ${view.shipmentNumber}, by several runs at the same moment; the surplus was taken back`,
		);
		return true;
	}

	/** Whether all that was asked for has been booked under the reference. */
	private isComplete({ receipts }: EarlierDelivery): boolean {
		if (this.request.isEverything) return this.order.lines.every((line) => remainingOf(line) === 0);
		const arrived = this.named.map(({ position, input, candidates }) => ({
			position,
			candidates,
			quantity: input.quantity,
			unit: input.unit,
			lotNumber: input.lot ?? '',
			closeShort: false,
		}));
		const booked = receipts.flatMap(({ lines }) => lines);
		return withoutBooked(arrived, booked).value?.length === 0;
	}

	private requireOwnBooked({ own, receipts }: EarlierDelivery): void {
		const received = own.find(({ status }) => status === 'RECEIVED');
		if (!received || receipts.some(({ shipmentId }) => shipmentId === received.id)) return;
		throw notReceived(
			this.order,
			`shipment ${received.id} has the delivery reference "${this.mark.reference}" and was received in another way`,
			'Nothing was booked now. Look at its receipts in OpenBoxes.',
		);
	}

	private async plan(
		open: readonly OpenShipment[],
		ofOthers: ReadonlyMap<string, number>,
		{ receipts }: EarlierDelivery,
	): Promise<DeliveryPlan> {
		const { request, order, named } = this;
		const found = { named, open, ofOthers };
		const { lines, warnings } = await resolveArrived(this.connection, request, order, found);
		// What is open counts what was booked already, so "everything" needs no correction.
		const left = request.isEverything
			? { value: lines }
			: withoutBooked(
					lines,
					receipts.flatMap((receipt) => receipt.lines),
				);
		if (left.reason !== undefined) throw notReceived(order, left.reason);
		const spread = spreadDelivery(left.value, { allowMore: request.allowMore, ofOthers });
		if (spread.reason !== undefined) throw notReceived(order, spread.reason);
		const plan = planDelivery(spread.value, open);
		for (const text of [...warnings, ...plan.warnings]) this.record.warn(text);
		return plan;
	}

	/** Without a receiving bin the goods would be in no bin and never be put away. */
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

	/** On a shipment that was there already. */
	private async bookOnSent(
		view: ReceiptView,
		lines: Receipt['lines'],
		earlier: EarlierDelivery,
	): Promise<boolean> {
		const { connection } = this;
		return await whileAlone(connection.key, [shipmentKey(view.shipmentId)], async () => {
			await this.warnOfClosing(view, lines);
			return await this.book({ view, lines, isNewShipment: false }, earlier);
		});
	}

	/** A place that does not receive in parts closes the shipment with its first receipt (0.9.3 and later). */
	private async warnOfClosing(view: ReceiptView, lines: Receipt['lines']): Promise<void> {
		const { version } = await this.connection.serverInfo();
		const { destination, raw } = this.order;
		if (raw.destination.hasPartialReceivingSupport !== false || !isAtLeast(version, '0.9.3'))
			return;
		const open = shippedLines(view.lines).reduce((sum, line) => sum + openQuantity(line), 0);
		const arriving = lines.reduce((sum, { receipt }) => sum + receipt.quantity, 0);
		if (arriving >= open || lines.some(({ receipt }) => receipt.closeShort)) return;
		this.record.warn(
			`Shipment ${view.shipmentNumber} is closed although ${open - arriving} units of it are missing, because ${destination.name} does not receive in parts. What still comes can be received on the order`,
		);
	}

	private async bookOnOwn(plan: DeliveryPlan, earlier: EarlierDelivery): Promise<boolean> {
		const { connection, order, request } = this;
		const shipments = new OwnShipments(
			connection,
			order,
			this.mark,
			plan.shipment,
			this.sentBefore,
		);
		const { shipment, isNew } = await shipments.one(earlier.own);
		const { view } = shipment;
		const lines = shipment.pairs.map(({ planned: { part, shipped }, line }) => ({
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
		}));
		return await whileAlone(connection.key, [shipmentKey(view.shipmentId)], async () => {
			if (view.status === 'PENDING') await shipments.send(shipment, request.deliveredAt);
			const beforeCompletion = async (): Promise<void> =>
				await shipments.requireFirst(view.shipmentId, { allowMore: request.allowMore });
			return await this.book({ view, lines, isNewShipment: isNew, beforeCompletion }, earlier);
		});
	}

	private async book(receipt: Receipt, { receipts }: EarlierDelivery): Promise<boolean> {
		const { connection, request, order, mark } = this;
		const hasReceivingBin = supports(await connection.serverInfo(), 'receivingBin');
		const lines = receipt.lines.map(({ receipt: line, part }) => ({
			...line,
			comment: toReceiptComment(mark, `${part.position} ${part.comment ?? request.comment ?? ''}`),
		}));
		const { view, isNewShipment, beforeCompletion } = receipt;
		const proved: ProvedReceipt = await receiveOnce(connection, {
			view,
			lines,
			mark,
			known: receipts.filter(({ shipmentId }) => shipmentId === view.shipmentId),
			isNewShipment,
			deliveredAt: request.deliveredAt,
			usesReceivingBin: order.destination.hasBins && hasReceivingBin,
			// A shipment of its own holds exactly what arrived; what is open was judged on the order.
			allowMore: request.allowMore,
			beforeCompletion,
		});
		// What another run booked at the same moment is found by the next round.
		if (!proved.isOurs) return false;
		const parts = receipt.lines.map(({ part }) => part);
		this.record.noteBooked(view, proved, parts);
		const isKnown = ({ id }: { id: string }): boolean =>
			this.record.knows(id) || receipts.some((one) => one.id === id);
		return proved.isComplete && proved.elsewhere.every(isKnown);
	}
}
