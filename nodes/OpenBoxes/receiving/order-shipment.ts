import { orderShipmentSchema, type OrderShipment } from '../schemas';
import { pairShipmentLines, type PlannedShipmentLine } from './rules/delivery-plan';
import { expiryDay } from '../values/moment';
import type { ShipmentLine } from '../shipments/rules/receipt-draft';
import { toServerDay, toServerMinute } from '../values/server-date';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError, type OpenBoxesError } from '../transport/openboxes-error';
import { notReceived } from './arrived-lines';
import { findOwnShipments } from './earlier-delivery';
import { readOrder, type OrderRecord } from '../orders/order-record';

/** The web page leaves the same gaps. */
const SORT_STEP = 100;

/** A shipment for a delivery, with the planned line of each of its lines. */
interface DeliveryShipment {
	view: ReceiptView;
	pairs: Array<{ planned: PlannedShipmentLine; line: ShipmentLine }>;
}

function toLineItem({ part, shipped }: PlannedShipmentLine, index: number) {
	return {
		product: { id: part.line.product.id },
		orderItemId: part.line.id,
		quantityRequested: shipped,
		...(part.lotNumber === '' ? {} : { lotNumber: part.lotNumber }),
		// A known lot without its expiry would lose it everywhere (note 04 §2.3).
		...(part.expiry === undefined ? {} : { expirationDate: toServerDay(part.expiry) }),
		sortOrder: (index + 1) * SORT_STEP,
	};
}

function viewLine(
	made: OrderShipment['lineItems'][number],
	planned: PlannedShipmentLine,
): ShipmentLine {
	const { product } = planned.part.line;
	return {
		shipmentItemId: made.id,
		productId: product.id,
		productCode: product.code,
		productName: product.name,
		needsLotAndExpiry: product.needsLotAndExpiry,
		lotNumber: made.lotNumber ?? '',
		expiry: expiryDay(made.inventoryItem?.expirationDate),
		shipped: made.quantityRequested,
		received: 0,
		canceled: 0,
	};
}

/** What of an order line is on no shipment that we know of. */
function expectedFree({ part: { line } }: PlannedShipmentLine): number {
	return line.ordered - line.shipments.reduce((sum, one) => sum + one.quantity, 0);
}

/** Makes and sends the shipment for exactly what arrived. */
export class DeliveryShipments {
	constructor(
		private readonly connection: Connection,
		private readonly order: OrderRecord,
		private readonly reference: string,
		private readonly planned: readonly PlannedShipmentLine[],
	) {}

	/**
	 * Makes the shipment with its lines in one call, which the server carries out wholly or not at all.
	 *
	 * @throws OpenBoxesError when the server saved other lines, or somebody else made one just now
	 */
	async create(): Promise<DeliveryShipment> {
		const { origin, destination } = this.order;
		const body = {
			description: this.reference,
			origin: { id: origin.id },
			destination: { id: destination.id },
			lineItems: this.planned.map(toLineItem),
		};
		let answer: unknown;
		try {
			const path = apiPath('stockMovements', 'createCombinedShipments');
			answer = await this.connection.post(path, body);
		} catch (error) {
			return await this.afterUnclear(toOpenBoxesError(error));
		}
		const made = orderShipmentSchema.parse(answer).data;
		await this.refuseTwin(made);
		const pairs = pairShipmentLines(
			this.planned,
			made.lineItems.map((line) => ({
				line,
				orderItemId: line.orderItemId ?? '',
				lotNumber: line.lotNumber ?? '',
				quantity: line.quantityRequested,
			})),
		);
		if (!pairs) throw await this.discard(made.id, 'OpenBoxes saved other lines than were sent');
		const lines = pairs.map(({ planned, made: { line } }) => ({
			planned,
			line: viewLine(line, planned),
		}));
		return {
			pairs: lines,
			view: {
				shipmentId: made.id,
				shipmentNumber: made.identifier ?? '',
				status: 'PENDING',
				origin,
				destination,
				lines: lines.map(({ line }) => line),
				isPacked: false,
			},
		};
	}

	/** The shipment of an interrupted run; it must hold what is planned now. */
	resume(view: ReceiptView): DeliveryShipment {
		const orderItems = new Map(
			this.order.lines.flatMap((line) =>
				line.shipments.map((one) => [one.shipmentItemId, line.id] as const),
			),
		);
		// Draft lines show the lot that arrives; the order shows the one that was shipped.
		const lots = new Map(
			this.order.lines.flatMap((line) =>
				line.shipments.map((one) => [one.shipmentItemId, one] as const),
			),
		);
		const pairs = pairShipmentLines(
			this.planned,
			view.lines.map((line) => ({
				line,
				orderItemId: orderItems.get(line.shipmentItemId) ?? '',
				lotNumber: lots.get(line.shipmentItemId)?.lotNumber ?? line.lotNumber,
				quantity: line.shipped,
			})),
		);
		if (pairs)
			return { view, pairs: pairs.map(({ planned, made }) => ({ planned, line: made.line })) };
		throw notReceived(
			this.order,
			`OpenBoxes has shipment ${view.shipmentNumber} with the delivery reference "${this.reference}" and other lines`,
			view.status === 'PENDING'
				? 'Nothing was booked. Delete that shipment in OpenBoxes, or use another reference for another delivery.'
				: 'Nothing was booked now. Use another reference for another delivery.',
		);
	}

	/** Tells the server that the goods left the supplier; without this nothing may be received. */
	async send(shipment: DeliveryShipment, deliveredAt: number | undefined): Promise<void> {
		const { view } = shipment;
		const path = apiPath('stockMovements', view.shipmentId);
		if (deliveredAt !== undefined) {
			// Goods cannot arrive before they were sent (note 04 §2.5).
			const dateShipped = toServerMinute(deliveredAt);
			await this.connection.post(`${path}/updateShipment`, { dateShipped });
		}
		for (let attempt = 1; view.status === 'PENDING'; attempt++) {
			try {
				await this.connection.post(`${path}/status`, { status: 'ISSUED' });
				view.status = 'SHIPPED';
			} catch (error) {
				const failure = toOpenBoxesError(error);
				// Sending twice is refused by the server, so the view decides (note 04 §2.10).
				view.status = (await readReceiptView(this.connection, view.shipmentId)).status;
				const isFault = failure.outcome === 'unknown' && failure.httpStatus === undefined;
				if (view.status === 'PENDING' && (attempt > 1 || !isFault)) throw failure;
			}
		}
	}

	private async afterUnclear(failure: OpenBoxesError): Promise<DeliveryShipment> {
		if (failure.outcome !== 'unknown') throw failure;
		const order = await readOrder(this.connection, { orderId: this.order.id });
		const [own] = await findOwnShipments(this.connection, order, this.reference);
		if (!own) throw failure;
		const view = await readReceiptView(this.connection, own.id);
		return new DeliveryShipments(this.connection, order, this.reference, this.planned).resume(view);
	}

	/**
	 * The answer says what of each order line is on no other shipment. Less than expected means that
	 * somebody shipped the same goods a moment ago, perhaps another run with the same reference; then
	 * this one gives way.
	 */
	private async refuseTwin(made: OrderShipment): Promise<void> {
		const expected = new Map(
			this.planned.map((one) => [one.part.line.id, expectedFree(one)] as const),
		);
		const isAsExpected = made.lineItems.every(
			({ orderItemId, quantityAvailable }) =>
				typeof quantityAvailable !== 'number' ||
				quantityAvailable === (expected.get(orderItemId ?? '') ?? quantityAvailable),
		);
		if (isAsExpected) return;
		const order = await readOrder(this.connection, { orderId: this.order.id });
		const own = await findOwnShipments(this.connection, order, this.reference);
		if (!own.some(({ id }) => id !== made.id)) return;
		throw await this.discard(made.id, 'another execution is receiving the same delivery');
	}

	/** Deletes our unsent shipment; when that fails it stays unsent, which books nothing. */
	private async discard(shipmentId: string, reason: string): Promise<OpenBoxesError> {
		try {
			await this.connection.delete(apiPath('stockMovements', shipmentId));
			return notReceived(this.order, reason, 'Nothing was booked. Run it again.');
		} catch (error) {
			return notReceived(
				this.order,
				`${reason} (${toOpenBoxesError(error).message})`,
				`Nothing was booked. Delete the unsent shipment ${shipmentId} in OpenBoxes, then run it again.`,
			);
		}
	}
}
