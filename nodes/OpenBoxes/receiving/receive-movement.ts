import { randomBytes } from 'crypto';
import { whileAlone } from '../once/in-flight';
import { refuseBeforeCount } from '../posting/plan/last-count-check';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import { shipmentKey } from '../shipments/used-goods';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { textKey } from '../values/same-text';
import { goodsNotReceived, withBins, withExpiry, type ReceiveRequest } from './arrived-goods';
import { checkDate, refuseClosing, requireClosed } from './goods-checks';
import { twinReceipts } from './earlier-delivery';
import {
	describeLines,
	findMarkedReceipts,
	withBookings,
	type MarkedReceipt,
} from './marked-receipts';
import { receiveOnce, type ProvedReceipt } from './receive-once';
import { requireReceivable } from './refusals';
import { inRounds } from './rounds';
import {
	deliveryHash,
	newRun,
	toReceiptComment,
	unnamedReference,
	type DeliveryMark,
} from './rules/delivery-mark';
import { planArrivals, withoutReceived, type Arrival } from './rules/plan-arrivals';
import { openQuantity, shippedLabel, shippedLines } from './rules/shipped-lines';

export interface ReceiveOutcome {
	/** The shipment after the receipt. */
	view: ReceiptView;
	receiptId?: string;
	pairs: ProvedReceipt['pairs'];
	/** Booked by an earlier run, or by another one at the same moment. */
	existed: boolean;
	warnings: string[];
}

function contentHash(shipmentId: string, { arrived }: ReceiveRequest): string {
	if (arrived === 'all') return deliveryHash(shipmentId, [['everything']]);
	return deliveryHash(
		shipmentId,
		arrived.map((line) => [
			line.shipmentItemId ?? line.productId ?? '',
			textKey(line.shippedLot ?? ''),
			line.quantity,
			textKey(line.lot ?? ''),
			line.expiry ?? '',
			textKey(line.bin ?? ''),
		]),
	);
}

/** The receipt of a movement's goods, over all its rounds. */
class GoodsReceipt {
	private readonly mark: DeliveryMark;

	private readonly booked: ProvedReceipt[] = [];

	private readonly warnings: string[] = [];

	constructor(
		private readonly connection: Connection,
		private readonly shipmentId: string,
		private readonly request: ReceiveRequest,
	) {
		const reference = request.reference ?? unnamedReference(randomBytes(4).toString('hex'));
		this.mark = { reference, hash: contentHash(shipmentId, request), run: newRun() };
	}

	async run(): Promise<ReceiveOutcome> {
		return await inRounds(
			this.connection,
			this.mark,
			async (isFirst) => await this.tryOnce(isFirst),
			() => this.unfinished(),
		);
	}

	private async tryOnce(isFirst: boolean): Promise<ReceiveOutcome | undefined> {
		const { connection, request, shipmentId } = this;
		const view = await readReceiptView(connection, shipmentId);
		const known = isFirst && request.reference === undefined ? [] : await this.findBooked(view);
		const twins = twinReceipts(known);
		if (twins.length > 0) {
			await this.keepOneOf(twins, view);
			return undefined;
		}
		const lines = shippedLines(view.lines);
		const isRest = known.length > 0;
		const { arrived, binId } = await withBins(connection, view, request);
		const rest =
			arrived === 'all' || !isRest
				? arrived
				: withoutReceived(
						arrived,
						known.flatMap((receipt) => receipt.lines),
						lines,
					);
		const isDone =
			rest === 'all' ? lines.every((line) => openQuantity(line) <= 0) : rest.length === 0;
		if (isRest && isDone) return this.outcome(view, known);
		requireReceivable(view);
		checkDate(view, request, connection.now());
		const plan = this.plan(view, rest, binId);
		const closing = await refuseClosing(connection, view, plan, request);
		await refuseBeforeCount(connection, {
			locationId: view.destination.id,
			time: request.deliveredAt,
			lines: lines.map((line) => ({ productId: line.productId, label: shippedLabel(line) })),
			refuse: (reason) =>
				goodsNotReceived(
					view,
					reason,
					'Leave the delivery date empty, or give a later one. Nothing was booked.',
				),
		});
		const proved = await receiveOnce(connection, {
			view,
			lines: await withExpiry(connection, { ...view, lines }, plan, request.today),
			mark: this.mark,
			known,
			isNewShipment: false,
			deliveredAt: request.deliveredAt,
			usesReceivingBin: false,
			allowMore: request.allowMore,
		});
		// What another run booked at the same moment is found by the next round.
		if (!proved.isOurs) return undefined;
		this.booked.push(proved);
		this.warnings.push(...proved.warnings);
		if (!proved.isComplete) return undefined;
		const after = proved.view ?? (await readReceiptView(connection, shipmentId));
		requireClosed(after, plan);
		if (closing !== undefined) this.warnings.push(closing);
		return this.outcome(after, []);
	}

	/** Completed receipts of this delivery on this shipment; other content under its number is an error. */
	private async findBooked(view: ReceiptView): Promise<MarkedReceipt[]> {
		const found = await findMarkedReceipts(this.connection, this.mark);
		const here = found.filter(({ shipmentId }) => shipmentId === this.shipmentId);
		const completed = (await withBookings(this.connection, here)).filter(({ booking }) => booking);
		const other = completed.filter(({ isSame }) => !isSame);
		if (other.length === 0) return completed;
		throw goodsNotReceived(
			view,
			`the delivery reference "${this.mark.reference}" is already used for other content (${describeLines(other.flatMap(({ lines }) => lines))})`,
			'Nothing was booked. Use another reference for another delivery.',
		);
	}

	/** Takes back what two runs booked of the same delivery at the same moment. */
	private async keepOneOf(twins: readonly MarkedReceipt[], view: ReceiptView): Promise<void> {
		const proved = await receiveOnce(this.connection, {
			view,
			lines: twins[0].lines.map((line) => ({
				...line,
				shipmentItemId: '',
				closeShort: false,
				shipped: line.quantity,
			})),
			mark: this.mark,
			known: [],
			looksFirst: true,
			isNewShipment: false,
			usesReceivingBin: false,
			allowMore: true,
		});
		this.warnings.push(...proved.warnings);
	}

	private plan(view: ReceiptView, arrived: readonly Arrival[] | 'all', binId?: string) {
		const { allowMore, close, comment = '' } = this.request;
		const marked =
			arrived === 'all'
				? arrived
				: arrived.map((line) => ({
						...line,
						comment: toReceiptComment(this.mark, line.comment ?? comment),
					}));
		const plan = planArrivals(shippedLines(view.lines), marked, {
			allowMore,
			close,
			binId,
			comment: toReceiptComment(this.mark, comment),
		});
		if (plan.reason === undefined) return plan.lines;
		throw goodsNotReceived(
			view,
			plan.reason,
			'Nothing was booked. Correct the quantities, or switch on "Allow More Than Shipped" if more really arrived.',
		);
	}

	private outcome(view: ReceiptView, found: readonly MarkedReceipt[]): ReceiveOutcome {
		const pairs = this.booked.flatMap((proved) => proved.pairs);
		return {
			view,
			receiptId: this.booked[0]?.receiptId ?? found[0]?.id,
			pairs,
			existed: this.booked.length === 0,
			warnings: this.warnings,
		};
	}

	private unfinished(): OpenBoxesError {
		return new OpenBoxesError(
			`Shipment ${this.shipmentId} was not received as a whole: others received on it at the same moment`,
			{
				description: `${this.booked.length === 0 ? 'Nothing was booked by this run.' : `Booked was receipt ${this.booked.map((one) => one.receiptId).join(', ')}.`} Look at what is still open, then run it again.`,
				outcome: 'unknown',
			},
		);
	}
}

/**
 * Receives what arrived of a shipment, once: no other execution of this process receives on it meanwhile, and what
 * other processes did at the same moment is found by the mark in the comments.
 */
export async function receiveGoods(
	connection: Connection,
	shipmentId: string,
	request: ReceiveRequest,
): Promise<ReceiveOutcome> {
	return await whileAlone(
		connection.key,
		[shipmentKey(shipmentId)],
		async () => await new GoodsReceipt(connection, shipmentId, request).run(),
	);
}
