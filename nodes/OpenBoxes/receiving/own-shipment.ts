import { orderShipmentSchema, type OrderShipment } from '../schemas';
import { pairShipmentLines, type PlannedShipmentLine } from './rules/delivery-plan';
import type { ShipmentLine } from '../shipments/rules/receipt-draft';
import { toServerMinute } from '../values/server-date';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { isMissing } from '../transport/missing';
import {
	readOrder,
	readOrderReply,
	readShippedUnits,
	type OrderRecord,
} from '../orders/order-record';
import { remainingOf } from '../orders/rules/order-line';
import { doOnce, type OnceWrite } from '../once/do-once';
import { keeperOf } from '../once/rules/keeper';
import { rollBackReceipts } from '../shipments/bookings';
import { usedGoods } from '../shipments/used-goods';
import { notReceived } from './arrived-lines';
import { Overtaken } from './refusals';
import {
	findOwnShipments,
	shipmentIdsOf,
	toLineItem,
	viewLine,
	type OwnShipment,
} from './delivery-shipments';
import { toDeliveryDescription, type DeliveryMark } from './rules/delivery-mark';
import { shippedLines } from './rules/shipped-lines';

/** A shipment for a delivery, with the planned line of each of its lines. */
interface DeliveryShipment {
	view: ReceiptView;
	pairs: Array<{ planned: PlannedShipmentLine; line: ShipmentLine }>;
}

/** Makes and sends the shipment for exactly what arrived, once for its mark. */
export class OwnShipments {
	private made?: OrderShipment;

	constructor(
		private readonly connection: Connection,
		private readonly order: OrderRecord,
		private readonly mark: DeliveryMark,
		private readonly planned: readonly PlannedShipmentLine[],
		/** Shipments that were on the way, or received, when the delivery was planned. */
		private readonly sentBefore: ReadonlySet<string>,
	) {}

	/** The one shipment of this delivery: found, or made and counted; twins are deleted before anything is booked. */
	async one(
		known: readonly OwnShipment[],
	): Promise<{ shipment: DeliveryShipment; isNew: boolean }> {
		let isFirstLook = true;
		const { done, origin } = await doOnce<OwnShipment, DeliveryShipment>(this.connection, {
			...this.identity(),
			find: async () => {
				const isKnown = isFirstLook && known.length <= 1;
				isFirstLook = false;
				return isKnown ? [...known] : await this.find();
			},
			write: async () => await this.make(),
			readBack: async ({ id }) => await this.pairsOf(id),
		});
		return { shipment: done, isNew: origin === 'written' };
	}

	/** Leaves one of several shipments that runs made at the same moment. */
	async keepOne(): Promise<void> {
		await doOnce<OwnShipment, void>(this.connection, {
			...this.identity(),
			find: async () => await this.find(),
			write: async () => await Promise.resolve(undefined),
			readBack: async () => await Promise.resolve(),
		});
	}

	/**
	 * Just before stock is booked: another run may have made a shipment that nobody could see before, for the same
	 * delivery or for the same goods. Then the first one stays.
	 */
	async requireFirst(shipmentId: string, { allowMore }: { allowMore: boolean }): Promise<void> {
		if (!(await this.hasRival())) return;
		const now = await readOrderReply(this.connection, this.order.id);
		const others = now.orderItems.flatMap(({ id, shipmentItems }) =>
			shipmentItems.flatMap(({ shipment, quantity }) =>
				shipment && shipment.id !== shipmentId && !this.sentBefore.has(shipment.id)
					? [{ orderItemId: id, shipmentId: shipment.id, quantity }]
					: [],
			),
		);
		if (others.length === 0) return;
		const rows = (await this.find()).filter(({ isSame }) => isSame);
		const isFirst = rows.length < 2 || keeperOf(rows).id === shipmentId;
		const tooMuch = this.planned.some(({ part: { line, quantity } }) => {
			const before = others
				.filter((one) => one.orderItemId === line.id && one.shipmentId < shipmentId)
				.filter((one) => rows.every(({ id }) => id !== one.shipmentId))
				.reduce((sum, one) => sum + one.quantity, 0);
			return !allowMore && before > 0 && quantity + before > remainingOf(line);
		});
		if (isFirst && !tooMuch) return;
		await this.withdraw(shipmentId);
		throw new Overtaken(
			`Purchase order ${this.order.number} was not received: another execution is receiving the same ${isFirst ? 'goods' : 'delivery'}`,
			{ description: 'Nothing was booked by this one. Run it again.' },
		);
	}

	/** Tells the server that the goods left the supplier; without this nothing may be received. */
	async send({ view }: DeliveryShipment, deliveredAt: number | undefined): Promise<void> {
		const path = apiPath('stockMovements', view.shipmentId);
		if (deliveredAt !== undefined) {
			// Goods cannot arrive before they were sent.
			const dateShipped = toServerMinute(deliveredAt);
			await this.connection.post(`${path}/updateShipment`, { dateShipped });
		}
		for (let attempt = 1; view.status === 'PENDING'; attempt++) {
			try {
				await this.connection.post(`${path}/status`, { status: 'ISSUED' });
				view.status = 'SHIPPED';
			} catch (error) {
				const failure = toOpenBoxesError(error);
				// Sending twice is refused by the server, so the view decides.
				view.status = (await readReceiptView(this.connection, view.shipmentId)).status;
				const isFault = failure.outcome === 'unknown' && failure.httpStatus === undefined;
				if (view.status === 'PENDING' && (attempt > 1 || !isFault)) throw failure;
			}
		}
	}

	/** Whether more is on sent shipments than before and with ours; parts of a pack are cut off, so they count as a yes. */
	private async hasRival(): Promise<boolean> {
		const shipped = await readShippedUnits(this.connection, this.order.id);
		const lines = new Map(this.planned.map(({ part: { line } }) => [line.id, line]));
		return [...lines.values()].some((line) => {
			const own = this.planned
				.filter(({ part }) => part.line.id === line.id)
				.reduce((sum, one) => sum + one.shipped, 0);
			return own % line.unitsPer !== 0 || (shipped.get(line.id) ?? 0) > line.shipped + own;
		});
	}

	private identity(): Pick<
		OnceWrite<OwnShipment, never>,
		'subject' | 'key' | 'difference' | 'takeBack'
	> {
		return {
			subject: `a shipment for delivery "${this.mark.reference}"`,
			key: `delivery|${this.order.id}|${this.mark.reference}`,
			difference: ({ isSame, id }) => (isSame ? undefined : `shipment ${id} has other lines`),
			takeBack: async ({ id }) => await this.withdraw(id),
		};
	}

	private async find(): Promise<OwnShipment[]> {
		return await findOwnShipments(this.connection, this.order, this.mark, this.made?.id);
	}

	/** In one call, which the server carries out wholly or not at all. */
	private async make(): Promise<string> {
		const { origin, destination } = this.order;
		const path = apiPath('stockMovements', 'createCombinedShipments');
		const answer = await this.connection.post(path, {
			description: toDeliveryDescription(this.mark),
			origin: { id: origin.id },
			destination: { id: destination.id },
			lineItems: this.planned.map(toLineItem),
		});
		this.made = orderShipmentSchema.parse(answer).data;
		return this.made.id;
	}

	/** The lines of the shipment; it must hold what is planned now. */
	private async pairsOf(shipmentId: string): Promise<DeliveryShipment> {
		const { made } = this;
		if (made?.id !== shipmentId) return await this.resume(shipmentId);
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
		const { origin, destination } = this.order;
		return {
			pairs: lines,
			view: {
				shipmentId: made.id,
				shipmentNumber: made.identifier ?? '',
				status: 'PENDING',
				description: '',
				origin,
				destination,
				lines: lines.map(({ line }) => line),
				isPacked: false,
			},
		};
	}

	/** The shipment of an interrupted run, or of another one at the same moment. */
	private async resume(shipmentId: string): Promise<DeliveryShipment> {
		const isKnown = shipmentIdsOf(this.order).has(shipmentId);
		const { lines } = isKnown
			? this.order
			: await readOrder(this.connection, { orderId: this.order.id });
		const view = await readReceiptView(this.connection, shipmentId);
		const orderItems = new Map(
			lines.flatMap((line) => line.shipments.map((one) => [one.shipmentItemId, line.id] as const)),
		);
		// Draft lines show the lot that arrives; the order shows the one that was shipped.
		const lots = new Map(
			lines.flatMap((line) => line.shipments.map((one) => [one.shipmentItemId, one] as const)),
		);
		const pairs = pairShipmentLines(
			this.planned,
			// A draft shows a shipped line once for each run that saved it.
			shippedLines(view.lines).map((line) => ({
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
			`OpenBoxes has shipment ${view.shipmentNumber} with the delivery reference "${this.mark.reference}" and other lines`,
			view.status === 'PENDING'
				? 'Nothing was booked. Delete that shipment in OpenBoxes, or use another reference for another delivery.'
				: 'Nothing was booked now. Use another reference for another delivery.',
		);
	}

	/** Removes a shipment that must not stay, with its sending and its receipts; it may be gone already. */
	private async withdraw(shipmentId: string): Promise<void> {
		const path = apiPath('stockMovements', shipmentId);
		try {
			const view = await readReceiptView(this.connection, shipmentId);
			if (
				['RECEIVED', 'PARTIALLY_RECEIVED'].includes(view.status) ||
				view.receiptId !== undefined
			) {
				const used = await usedGoods(this.connection, view);
				if (used.length > 0) {
					throw new OpenBoxesError(
						`shipment ${view.shipmentNumber} is received twice and its goods were used: ${used.join('; ')}`,
						{ outcome: 'unknown' },
					);
				}
				await rollBackReceipts(this.connection, shipmentId);
			}
			if (view.status !== 'PENDING') await this.connection.delete(`${path}/status`);
			await this.connection.delete(path);
		} catch (error) {
			if (!isMissing(error)) throw toOpenBoxesError(error);
		}
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
