import { readBookings } from '../shipments/bookings';
import {
	compareDraft,
	toCompletionBody,
	toDraftBody,
	type ReceiptLine,
	type ShipmentLine,
} from '../shipments/rules/receipt-draft';
import {
	readReceiptView,
	receivingPath,
	toReceiptView,
	type ReceiptView,
} from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError } from '../transport/openboxes-error';
import { toServerMinute } from '../values/server-date';
import { findMarkedReceipts, withBookings } from './marked-receipts';
import { notReceivedOn, overtaken, requireReceivable } from './refusals';
import { isMarked, isUnnamed, referenceOf, type DeliveryMark } from './rules/delivery-mark';
import { receivedOf, unitsOver } from './rules/shipped-lines';
import { discardDraft } from './take-back';

export interface ReceiveOptions {
	/** Every line's comment carries it. */
	mark: DeliveryMark;
	/** Epoch milliseconds; undefined = the server's now. */
	deliveredAt?: number;
	/** Whether goods without a bin shall be put into the receiving bin of the shipment (0.9.6 and later). */
	usesReceivingBin: boolean;
	/** Whether more may be booked than was shipped. */
	allowMore: boolean;
	/** Receipts of the same delivery that were completed before. */
	knownIds: ReadonlySet<string>;
	/** Last look before stock is booked; throws when it must not be. */
	beforeCompletion?: () => Promise<void>;
}

/** A receipt as far as this run knows: the count by the mark decides what was booked. */
export interface WrittenReceipt {
	/** Undefined when somebody else completed the lines. */
	receiptId?: string;
	/** Our lines with what the server stored: lot, expiry and bin. */
	pairs: Array<{ line: ReceiptLine; saved: ShipmentLine }>;
}

const MOST_ATTEMPTS = 2;
/** Time that others get to commit before the draft is looked at again: three times as long as ours took. */
const SETTLE_MS = 600;
const LONGEST_SETTLE_MS = 5000;
/** Pauses while somebody else's draft is open, who may complete it in the next moment. */
const LOOKS_MS = [1000, 2000, 4000];
/** What the database says when two write the same rows: nothing of the later one is saved. */
const LOST_RACE = /deadlock|another transaction|lock wait timeout|duplicate entry/i;

/** One receipt of one shipment: draft, another look, completion. */
class Receiving {
	private settleMs = SETTLE_MS;

	private bookingsBefore = 0;

	private readonly receivedBefore: Map<string, number>;

	constructor(
		private readonly connection: Connection,
		private view: ReceiptView,
		private readonly lines: readonly ReceiptLine[],
		private readonly options: ReceiveOptions,
	) {
		this.receivedBefore = receivedOf(view.lines);
	}

	async run(): Promise<WrittenReceipt> {
		requireReceivable(this.view);
		// A split line shows nothing of what was received before.
		if (this.isSplit) this.bookingsBefore = (await this.bookings()).length;
		if (!this.isDrafted()) {
			await this.waitForOthers();
			await this.makeReceivingBin();
			await this.saveDraft();
		}
		const { receiptId } = this.view;
		await this.connection.pause(this.settleMs);
		this.view = await readReceiptView(this.connection, this.view.shipmentId, true);
		if (receiptId === undefined || this.view.receiptId !== receiptId) return { pairs: [] };
		const pairs = this.requireOwnLines();
		if (await this.isBookedByTwin()) return { pairs: [] };
		await this.options.beforeCompletion?.();
		const isOurs = await this.complete(receiptId, pairs);
		return { receiptId: isOurs ? receiptId : undefined, pairs };
	}

	private get isSplit(): boolean {
		return this.lines.some((line) => line.split !== undefined);
	}

	private get draftLines(): ShipmentLine[] {
		return this.view.lines.filter((line) => line.receiptItemId !== undefined);
	}

	private readonly isOurs = ({ comment }: ShipmentLine): boolean =>
		isMarked(comment, this.options.mark);

	/** Lines that another delivery put into our draft meanwhile: whoever completes it books them under their mark. */
	private readonly isOfAnotherDelivery = (line: ShipmentLine): boolean =>
		referenceOf(line.comment) !== undefined && !this.isOurs(line);

	private async bookings() {
		return await readBookings(this.connection, this.view.shipmentId);
	}

	/** Whether an interrupted run left exactly our draft. */
	private isDrafted(): boolean {
		if (this.view.receiptId === undefined || this.draftLines.length === 0) return false;
		return (
			this.draftLines.every(this.isOurs) &&
			compareDraft(this.lines, this.view.lines).pairs !== undefined
		);
	}

	/** Completing books all lines of a draft, whoever saved them; so a draft of others must be gone first. */
	private async waitForOthers(): Promise<void> {
		const wanted = new Set(this.lines.map((line) => line.shipmentItemId));
		const canOverwrite = (line: ShipmentLine): boolean =>
			this.isOurs(line) && wanted.has(line.shipmentItemId) && !this.isSplit;
		if (this.draftLines.every(canOverwrite)) return;
		for (const ms of LOOKS_MS) {
			await this.connection.pause(ms);
			const now = await readReceiptView(this.connection, this.view.shipmentId);
			if (now.receiptId !== this.view.receiptId) throw overtaken(now);
		}
		const [first] = this.draftLines.filter((line) => !canOverwrite(line));
		const other = referenceOf(first.comment);
		throw notReceivedOn(
			this.view,
			`it has an open draft receipt with ${this.draftLines.length} line(s) that this delivery did not make`,
			other === undefined || isUnnamed(other) || other === this.options.mark.reference
				? 'Nothing was booked. Complete or delete the draft in OpenBoxes under Receiving, then run this again.'
				: `Nothing was booked. It belongs to delivery "${other}", which was stopped: run that one again first, then this one.`,
		);
	}

	/** An empty draft makes the bin, and the next call is pre-filled with it. */
	private async makeReceivingBin(): Promise<void> {
		if (!this.options.usesReceivingBin) return;
		const wanted = new Set(
			this.lines.filter((line) => line.binId === undefined).map((line) => line.shipmentItemId),
		);
		const lacksBin = (): boolean =>
			this.view.lines.some((line) => wanted.has(line.shipmentItemId) && line.binId === undefined);
		if (wanted.size === 0 || !lacksBin()) return;
		await this.postDraft({ receiptStatus: 'PENDING' });
		if (lacksBin()) {
			throw notReceivedOn(
				this.view,
				'this server made no receiving bin for it',
				'Nothing was booked. Give a bin for every line.',
			);
		}
	}

	/** New lines of a split are not pre-filled, so they get the receiving bin by its id. */
	private async saveDraft(): Promise<void> {
		const { deliveredAt, usesReceivingBin } = this.options;
		const lines = this.lines.map((line) => {
			if (line.split !== 'new' || line.binId !== undefined || !usesReceivingBin) return line;
			const original = this.view.lines.find((one) => one.shipmentItemId === line.shipmentItemId);
			return { ...line, binId: original?.binId };
		});
		const delivered = deliveredAt === undefined ? undefined : toServerMinute(deliveredAt);
		const start = this.connection.now();
		await this.postDraft(toDraftBody(lines, delivered));
		const took = this.connection.now() - start;
		this.settleMs = Math.min(LONGEST_SETTLE_MS, Math.max(SETTLE_MS, 3 * took));
	}

	/** Sends a draft; after an unclear end the view tells whether it is there. */
	private async postDraft(body: Record<string, unknown>): Promise<void> {
		const hasLines = 'containers' in body;
		for (let attempt = 1; ; attempt++) {
			try {
				const path = `${receivingPath(this.view.shipmentId)}?stepNumber=1`;
				this.view = toReceiptView(await this.connection.post(path, body));
				return;
			} catch (error) {
				const failure = toOpenBoxesError(error);
				if (failure.outcome !== 'unknown') throw failure;
				this.view = await readReceiptView(this.connection, this.view.shipmentId);
				const isThere = hasLines
					? compareDraft(this.lines, this.view.lines).pairs !== undefined
					: this.view.receiptId !== undefined;
				if (isThere) return;
				if (LOST_RACE.test(failure.message)) throw overtaken(this.view);
				if (attempt >= MOST_ATTEMPTS || this.isSplit || failure.httpStatus === 500) throw failure;
			}
		}
	}

	/** The stored draft: what was overwritten by others is received again, what the server changed is not. */
	private requireOwnLines(): WrittenReceipt['pairs'] {
		const match = compareDraft(this.lines, this.view.lines, this.isOfAnotherDelivery);
		if (match.pairs) return match.pairs;
		const wanted = new Set(this.lines.map((line) => line.shipmentItemId));
		const isOverwritten = this.draftLines.some(
			(line) => wanted.has(line.shipmentItemId) && this.isOfAnotherDelivery(line),
		);
		if (isOverwritten) throw overtaken(this.view);
		throw notReceivedOn(
			this.view,
			`OpenBoxes saved the draft differently (${match.difference ?? ''})`,
			'Nothing was booked, but the draft is still open. Complete or delete it in OpenBoxes under Receiving, then run this again.',
		);
	}

	/** Whether a receipt that was completed since the first look is the same delivery, or left no room for ours. */
	private async isBookedByTwin(): Promise<boolean> {
		const received = receivedOf(this.view.lines);
		const hasGrown = this.isSplit
			? (await this.bookings()).length > this.bookingsBefore
			: this.lines.some(
					({ shipmentItemId }) =>
						(received.get(shipmentItemId) ?? 0) > (this.receivedBefore.get(shipmentItemId) ?? 0),
				);
		if (!hasGrown) return false;
		const { mark, allowMore, knownIds } = this.options;
		const found = await findMarkedReceipts(this.connection, mark);
		const here = found.filter(
			({ shipmentId, id }) =>
				shipmentId === this.view.shipmentId && id !== this.view.receiptId && !knownIds.has(id),
		);
		const isTwin = (await withBookings(this.connection, here)).some(({ booking }) => booking);
		const isTooMuch =
			!allowMore && (this.isSplit || unitsOver(this.draftLines.filter(this.isOurs)) > 0);
		if (!isTwin && !isTooMuch) return false;
		await discardDraft(this.connection, this.view, this.isOurs);
		if (isTwin) return true;
		throw overtaken(this.view);
	}

	/** @returns whether this run's call completed it, as far as its answers tell */
	private async complete(receiptId: string, pairs: WrittenReceipt['pairs']): Promise<boolean> {
		let isMaybeOurs = false;
		for (let attempt = 1; ; attempt++) {
			try {
				const path = `${receivingPath(this.view.shipmentId)}?stepNumber=2`;
				await this.connection.post(path, toCompletionBody(pairs));
				return true;
			} catch (error) {
				const failure = toOpenBoxesError(error);
				if (failure.outcome !== 'unknown') throw failure;
				isMaybeOurs ||= failure.httpStatus !== 500;
				// Completing twice is safe: without the draft the server refuses.
				if (failure.httpStatus === 500) await this.connection.pause(this.settleMs);
				const now = await readReceiptView(this.connection, this.view.shipmentId);
				if (now.receiptId !== receiptId) return isMaybeOurs;
				if (attempt >= MOST_ATTEMPTS) throw failure;
			}
		}
	}
}

/**
 * Writes a receipt on a sent shipment: looks at the open draft in `view`, saves the lines as a draft, gives others time
 * to commit, looks again, completes it. An interrupted run is continued from what it left.
 *
 * @throws OpenBoxesError when it is not sent, holds somebody else's draft, or saves something else; `Overtaken` when
 * somebody else received at the same moment, so that the delivery must be planned anew
 */
export async function writeReceipt(
	connection: Connection,
	view: ReceiptView,
	lines: readonly ReceiptLine[],
	options: ReceiveOptions,
): Promise<WrittenReceipt> {
	return await new Receiving(connection, view, lines, options).run();
}
