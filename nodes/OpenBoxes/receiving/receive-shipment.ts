import { readBookings } from '../shipments/bookings';
import {
	toCompletionBody,
	toDraftBody,
	type ReceiptLine,
	type ShipmentLine,
} from '../shipments/rules/receipt-draft';
import {
	readReceiptView,
	receivingPath,
	SeveralDrafts,
	toReceiptView,
	type ReceiptView,
} from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError } from '../transport/openboxes-error';
import { isDatabaseRefusal } from '../transport/server-refusal';
import { toServerMinute } from '../values/server-date';
import { findMarkedReceipts, withBookings } from './marked-receipts';
import { leaveOneDraft } from './drafts';
import { notReceivedOn, overtaken, requireReceivable } from './refusals';
import { isUnnamed, referenceOf, type DeliveryMark } from './rules/delivery-mark';
import { OwnDraft } from './rules/own-draft';
import { receivedOf, shippedLines, unitsOver } from './rules/shipped-lines';
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
	/** Whether this run made the shipment a moment ago. */
	isNewShipment: boolean;
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
/** Completions that the database refused and undid, as two that touch one row at once make it do. */
const MOST_REFUSALS = 3;
/** Time that others get to commit before the draft is looked at again: three times as long as ours took. */
const SETTLE_MS = 600;
const LONGEST_SETTLE_MS = 5000;
/** Pauses while somebody else's draft is open, who may complete it in the next moment. */
const LOOKS_MS = [1000, 2000, 4000];
/** What the database says when two write the same rows: nothing of the later one is saved. */
const LOST_RACE = /deadlock|another transaction|lock wait timeout|duplicate entry/i;

/** One receipt of one shipment: a look, the draft, another look, the completion. */
class Receiving {
	private settleMs = SETTLE_MS;

	private bookingsBefore = 0;

	private readonly draft: OwnDraft;

	/** Units that came of each shipped line, and that were sent, when this was planned. */
	private readonly planned: Map<string, ShipmentLine>;

	constructor(
		private readonly connection: Connection,
		private view: ReceiptView,
		private readonly lines: readonly ReceiptLine[],
		private readonly options: ReceiveOptions,
	) {
		this.draft = new OwnDraft(lines, options.mark);
		this.planned = new Map(shippedLines(view.lines).map((line) => [line.shipmentItemId, line]));
	}

	async run(): Promise<WrittenReceipt> {
		if (!this.options.isNewShipment) await this.lookAgain();
		requireReceivable(this.view);
		// A split line shows nothing of what was received before.
		if (this.draft.isSplit) this.bookingsBefore = (await this.bookings()).length;
		if (this.draft.isSplit && this.draft.isLeftIn(this.view.lines)) {
			this.draft.takeOver(this.view.lines);
		} else {
			await this.waitForOthers();
			await this.makeReceivingBin();
			await this.saveDraft();
		}
		const { receiptId } = this.view;
		await this.connection.pause(this.settleMs);
		await this.options.beforeCompletion?.();
		return await this.complete(receiptId);
	}

	/** Just before the draft is saved: whoever saves on top of another draft changes that one. */
	private async lookAgain(): Promise<void> {
		this.view = await this.read(1);
		const hasChanged = shippedLines(this.view.lines).some((line) => {
			const before = this.planned.get(line.shipmentItemId);
			return before?.received !== line.received || before.canceled !== line.canceled;
		});
		if (hasChanged) throw overtaken(this.view);
	}

	/** The shipment as it is now; when two drafts block it, after one of them is gone. */
	private async read(step: 1 | 2): Promise<ReceiptView> {
		const { shipmentId } = this.view;
		try {
			return await readReceiptView(this.connection, shipmentId, step === 2);
		} catch (error) {
			if (!(error instanceof SeveralDrafts)) throw toOpenBoxesError(error);
			await leaveOneDraft(this.connection, shipmentId, this.options.mark);
			return await readReceiptView(this.connection, shipmentId, step === 2);
		}
	}

	private async bookings() {
		return await readBookings(this.connection, this.view.shipmentId);
	}

	/** Completing books all lines of a draft, whoever saved them; so a draft of others must be gone first. */
	private async waitForOthers(): Promise<void> {
		const first = this.draft.foreignLine(this.view.lines);
		if (!first) return;
		for (const ms of LOOKS_MS) {
			await this.connection.pause(ms);
			const now = await this.read(1);
			if (now.receiptId !== this.view.receiptId) throw overtaken(now);
		}
		if (this.draft.isUselessIn(this.view.lines)) {
			await discardDraft(this.connection, this.view, this.draft.isOurs);
			this.view = await this.read(1);
			return;
		}
		const other = referenceOf(first.comment);
		throw notReceivedOn(
			this.view,
			`it has an open draft receipt with ${this.draft.savedIn(this.view.lines).length} line(s) that this delivery did not make`,
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
				this.view = await this.read(1);
				const isThere = hasLines
					? this.draft.match(this.view.lines).pairs !== undefined
					: this.view.receiptId !== undefined;
				if (isThere) return;
				if (LOST_RACE.test(failure.message)) throw overtaken(this.view);
				if (attempt >= MOST_ATTEMPTS || this.draft.isSplit || failure.httpStatus === 500)
					throw failure;
			}
		}
	}

	/** The stored draft: what was overwritten by others is received again, what the server changed is not. */
	private requireOwnLines(): WrittenReceipt['pairs'] {
		const { lines } = this.view;
		const match = this.draft.match(lines);
		if (match.pairs) return match.pairs;
		if (this.draft.isOverwrittenIn(lines)) throw overtaken(this.view);
		throw notReceivedOn(
			this.view,
			`OpenBoxes saved the draft differently (${match.difference ?? ''})`,
			'Nothing was booked, but the draft is still open. Complete or delete it in OpenBoxes under Receiving, then run this again.',
		);
	}

	/** Whether a receipt that was completed since the first look is the same delivery, or left no room for ours. */
	private async isBookedByTwin(): Promise<boolean> {
		const received = receivedOf(this.view.lines);
		const hasGrown = this.draft.isSplit
			? (await this.bookings()).length > this.bookingsBefore
			: this.lines.some(
					({ shipmentItemId }) =>
						(received.get(shipmentItemId) ?? 0) > (this.planned.get(shipmentItemId)?.received ?? 0),
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
			!allowMore &&
			(this.draft.isSplit ||
				unitsOver(this.draft.savedIn(this.view.lines).filter(this.draft.isOurs)) > 0);
		if (!isTwin && !isTooMuch) return false;
		await discardDraft(this.connection, this.view, this.draft.isOurs);
		if (isTwin) return true;
		throw overtaken(this.view);
	}

	/** Looks at the stored draft and completes it, as long as it is this run's. Completing twice is safe: without the draft the server refuses. */
	private async complete(receiptId: string | undefined): Promise<WrittenReceipt> {
		let isMaybeOurs = false;
		let pairs: WrittenReceipt['pairs'] = [];
		for (let attempt = 1; ; attempt++) {
			this.view = await this.read(2);
			const isOpen = receiptId !== undefined && this.view.receiptId === receiptId;
			if (!isOpen) return { receiptId: isMaybeOurs ? receiptId : undefined, pairs };
			pairs = this.requireOwnLines();
			if (await this.isBookedByTwin()) return { pairs: [] };
			try {
				const path = `${receivingPath(this.view.shipmentId)}?stepNumber=2`;
				await this.connection.post(path, toCompletionBody(pairs));
				return { receiptId, pairs };
			} catch (error) {
				const failure = toOpenBoxesError(error);
				if (failure.outcome !== 'unknown') throw failure;
				if (attempt >= MOST_ATTEMPTS && !isDatabaseRefusal(failure)) throw failure;
				if (attempt >= MOST_REFUSALS) throw failure;
				isMaybeOurs ||= !isDatabaseRefusal(failure);
				if (failure.httpStatus === 500) await this.connection.pause(this.settleMs);
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
