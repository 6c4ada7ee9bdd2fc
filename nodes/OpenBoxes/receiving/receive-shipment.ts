import { toServerMinute } from '../values/server-date';
import {
	compareDraft,
	toCompletionBody,
	toDraftBody,
	type ReceiptLine,
	type ShipmentLine,
} from '../shipments/rules/receipt-draft';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import {
	readReceiptView,
	receivingPath,
	toReceiptView,
	type ReceiptView,
} from '../shipments/receipt-view';

interface ReceiveOptions {
	/** Epoch milliseconds; undefined = the server's now. */
	deliveredAt?: number;
	/** Whether goods without a bin shall lie in the receiving bin of the shipment (0.9.6 and later). */
	usesReceivingBin: boolean;
	/** Whether a draft line was saved by an earlier, interrupted run of the same delivery. */
	isOwnDraft: (line: ShipmentLine) => boolean;
}

/** A receipt that was completed. */
export interface CompletedReceipt {
	receiptId: string;
	/** Our lines with what the server stored: lot, expiry and bin. */
	pairs: Array<{ line: ReceiptLine; saved: ShipmentLine }>;
}

const RECEIVABLE = ['SHIPPED', 'PARTIALLY_RECEIVED'];
const MOST_ATTEMPTS = 2;

function label(view: ReceiptView): string {
	return `Shipment ${view.shipmentNumber || view.shipmentId}`;
}

function failed(view: ReceiptView, reason: string, description: string): OpenBoxesError {
	return new OpenBoxesError(`${label(view)} was not received: ${reason}`, { description });
}

/** The server checks no state: it would also receive what was never sent (note 04 §2.5). */
export function requireReceivable(view: ReceiptView): void {
	if (RECEIVABLE.includes(view.status)) return;
	throw failed(
		view,
		view.status === 'RECEIVED' ? 'it has been received already' : 'it has not been sent yet',
		view.status === 'RECEIVED'
			? 'Nothing was booked. Look at its receipts in OpenBoxes.'
			: 'Nothing was booked. Send it first, then receive it.',
	);
}

/** One receipt of one shipment: draft, comparison, completion (design rule 12). */
class Receiving {
	constructor(
		private readonly connection: Connection,
		private view: ReceiptView,
		private readonly lines: readonly ReceiptLine[],
		private readonly options: ReceiveOptions,
	) {}

	async run(): Promise<CompletedReceipt> {
		requireReceivable(this.view);
		if (!this.isDrafted()) {
			this.refuseForeignDraft();
			await this.makeReceivingBin();
			await this.saveDraft();
		}
		await this.readStoredDraft();
		const { receiptId } = this.view;
		const match = compareDraft(this.lines, this.view.lines);
		if (match.difference !== undefined || receiptId === undefined) {
			throw failed(
				this.view,
				`OpenBoxes saved the draft differently (${match.difference ?? 'it is gone'})`,
				'Nothing was booked, but the draft is still open. Complete or delete it in OpenBoxes under Receiving, then run this again.',
			);
		}
		await this.complete(receiptId, match.pairs);
		return { receiptId, pairs: match.pairs };
	}

	private get draftLines(): ShipmentLine[] {
		return this.view.lines.filter((line) => line.receiptItemId !== undefined);
	}

	/** Whether an interrupted run left exactly our draft. */
	private isDrafted(): boolean {
		if (this.view.receiptId === undefined || this.draftLines.length === 0) return false;
		const isOurs = this.draftLines.every(this.options.isOwnDraft);
		return isOurs && compareDraft(this.lines, this.view.lines).pairs !== undefined;
	}

	/** Completing books all lines of a draft, whoever saved them (note 04 §2.5). */
	private refuseForeignDraft(): void {
		const wanted = new Set(this.lines.map((line) => line.shipmentItemId));
		const isSplit = this.lines.some((line) => line.split !== undefined);
		const canOverwrite = this.draftLines.every(
			(line) => this.options.isOwnDraft(line) && wanted.has(line.shipmentItemId) && !isSplit,
		);
		if (canOverwrite) return;
		throw failed(
			this.view,
			`it has an open draft receipt with ${this.draftLines.length} line(s) that this delivery did not make`,
			'Nothing was booked. Complete or delete the draft in OpenBoxes under Receiving, then run this again.',
		);
	}

	/** An empty draft makes the bin, and the next call is pre-filled with it (note 04 §7). */
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
			throw failed(
				this.view,
				'this server made no receiving bin for it',
				'Nothing was booked. Give a bin for every line.',
			);
		}
	}

	/** New lines of a split are not pre-filled, so they get the receiving bin by its id. */
	private async saveDraft(): Promise<void> {
		const delivered =
			this.options.deliveredAt === undefined ? undefined : toServerMinute(this.options.deliveredAt);
		const lines = this.lines.map((line) => {
			if (line.split !== 'new' || line.binId !== undefined || !this.options.usesReceivingBin)
				return line;
			const original = this.view.lines.find((one) => one.shipmentItemId === line.shipmentItemId);
			return { ...line, binId: original?.binId };
		});
		await this.postDraft(toDraftBody(lines, delivered));
	}

	/** Sends a draft; after an unclear end the view tells whether it is there (note 04 §2.10). */
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
				const isSplit = this.lines.some((line) => line.split !== undefined);
				if (attempt >= MOST_ATTEMPTS || isSplit || failure.httpStatus === 500) throw failure;
			}
		}
	}

	/** The answer shows packed lines that were not saved, and new lines of a split. */
	private async readStoredDraft(): Promise<void> {
		const isSplit = this.lines.some((line) => line.split !== undefined);
		if (!this.view.isPacked && !isSplit) return;
		this.view = await readReceiptView(this.connection, this.view.shipmentId, true);
	}

	private async complete(receiptId: string, pairs: CompletedReceipt['pairs']): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			try {
				const path = `${receivingPath(this.view.shipmentId)}?stepNumber=2`;
				await this.connection.post(path, toCompletionBody(pairs));
				return;
			} catch (error) {
				const failure = toOpenBoxesError(error);
				if (failure.outcome !== 'unknown') throw failure;
				// Completing twice is safe: without the draft the server refuses (note 04 §2.10).
				const now = await readReceiptView(this.connection, this.view.shipmentId);
				if (now.receiptId !== receiptId) return;
				if (attempt >= MOST_ATTEMPTS || failure.httpStatus === 500) throw failure;
			}
		}
	}
}

/**
 * Receives goods on a sent shipment: looks at the open draft in `view`, saves the lines as a draft,
 * compares what the server saved, completes it. An interrupted run is continued from what it left.
 *
 * The caller reads back what was booked, with `readBooking` or a new view.
 *
 * @throws OpenBoxesError when it is not sent, holds somebody else's draft, or saves something else
 */
export async function receiveShipment(
	connection: Connection,
	view: ReceiptView,
	lines: readonly ReceiptLine[],
	options: ReceiveOptions,
): Promise<CompletedReceipt> {
	return await new Receiving(connection, view, lines, options).run();
}
