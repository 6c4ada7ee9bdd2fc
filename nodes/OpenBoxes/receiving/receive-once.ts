import { doOnce } from '../once/do-once';
import { readBookings, type Booking } from '../shipments/bookings';
import type { ReceiptLine, ShipmentLine } from '../shipments/rules/receipt-draft';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { textKey } from '../values/same-text';
import {
	linesOnReceipt,
	describeLines,
	findMarkedReceipts,
	findReceiptsOfRun,
	type MarkedLine,
	type MarkedReceipt,
} from './marked-receipts';
import { writeReceipt, type ReceiveOptions, type WrittenReceipt } from './receive-shipment';
import { overtaken } from './refusals';
import { isMarked } from './rules/delivery-mark';
import { shippedLabel, shippedLines, unitsOver } from './rules/shipped-lines';
import { discardDraft, takeBackReceipt } from './take-back';

/** What is to be booked on one shipment, once for its mark. */
interface ReceiptTask extends Omit<ReceiveOptions, 'knownIds'> {
	view: ReceiptView;
	lines: readonly ReceiptLine[];
	/** Receipts of the delivery that were found before this one; they stay. */
	known: readonly MarkedReceipt[];
	/** Whether to look for what was booked already before anything is written; callers have just looked. */
	looksFirst?: boolean;
}

/** A completed receipt that was proved by its mark. */
export interface ProvedReceipt {
	receiptId: string;
	transactionId: string;
	transactionNumber: string;
	/** Whether this run booked it; else another one did at the same moment. */
	isOurs: boolean;
	/** Our lines with what the server stored; those that are missing were overwritten by somebody else. */
	pairs: Array<{ line: ReceiptLine; index: number; saved: ShipmentLine }>;
	isComplete: boolean;
	/** Receipts of the same delivery on other shipments. */
	elsewhere: MarkedReceipt[];
	/** The shipment after the receipt, when it had to be read. */
	view?: ReceiptView;
	warnings: string[];
}

function isOf(line: ReceiptLine, saved: MarkedLine): boolean {
	return (
		line.productId === saved.productId &&
		textKey(line.lotNumber) === textKey(saved.lotNumber) &&
		(line.binId === undefined || line.binId === saved.binId)
	);
}

class ReceiptOnce {
	private isFirstLook = true;

	private bookings: Booking[] = [];

	private elsewhere: MarkedReceipt[] = [];

	private ownIds = new Set<string>();

	/** Whether a draft with our mark is still open after the completion: an answer that came late saved it. */
	private hasLeftDraft = false;

	private written: WrittenReceipt = { pairs: [] };

	/** Whether the writing came to an end that is clear, so that what does not show is not there. */
	private hasWritten = false;

	private readonly knownIds: Set<string>;

	constructor(
		private readonly connection: Connection,
		private readonly task: ReceiptTask,
	) {
		this.knownIds = new Set(task.known.map(({ id }) => id));
	}

	async run(): Promise<ProvedReceipt> {
		const { view, mark } = this.task;
		const name = view.shipmentNumber || view.shipmentId;
		const { done, warnings } = await doOnce<MarkedReceipt, ProvedReceipt>(this.connection, {
			subject: `a receipt of delivery "${mark.reference}" on shipment ${name}`,
			key: `receipt|${view.shipmentId}|${mark.reference}`,
			find: async () => await this.find(),
			difference: ({ isSame, lines }) => (isSame ? undefined : describeLines(lines)),
			write: async () => await this.write(),
			takeBack: async (row) => await this.takeBack(row),
			readBack: async (row) => await this.prove(row),
		});
		return { ...done, warnings: [...done.warnings, ...warnings] };
	}

	/** Completed receipts on this shipment with the same lines; those that were known before are other parts of it. */
	private async find(): Promise<MarkedReceipt[]> {
		const { view, mark, lines, looksFirst } = this.task;
		const skip = this.isFirstLook && !looksFirst;
		this.isFirstLook = false;
		if (skip) return [];
		const found = await findMarkedReceipts(this.connection, mark, this.written.receiptId);
		this.elsewhere = found.filter((one) => one.shipmentId !== view.shipmentId);
		const here = found.filter((one) => one.shipmentId === view.shipmentId);
		// Whoever saved over our lines, or removed our draft, booked nothing of ours.
		if (this.hasWritten && here.length === 0) throw overtaken(view);
		if (here.length === 0) return [];
		this.bookings = await readBookings(this.connection, view.shipmentId);
		const completed = here.flatMap((receipt) => {
			const booking = this.bookings.find((one) => one.receiptId === receipt.id);
			return booking ? [{ ...receipt, booking, dateCreated: booking.dateCreated }] : [];
		});
		this.hasLeftDraft = here.some((one) => completed.every(({ id }) => id !== one.id));
		this.ownIds = new Set(completed.filter(({ isSame }) => isSame).map(({ id }) => id));
		const ours = completed.filter(
			({ id, lines: booked }) =>
				!this.knownIds.has(id) && booked.some((saved) => lines.some((line) => isOf(line, saved))),
		);
		if (this.hasWritten && ours.length === 0) throw overtaken(view);
		return ours;
	}

	private async write(): Promise<string | undefined> {
		const { task, knownIds } = this;
		const options = { ...task, knownIds };
		this.written = await writeReceipt(this.connection, task.view, task.lines, options);
		this.hasWritten = true;
		return this.written.receiptId ?? 'completed by somebody else';
	}

	private async takeBack({ id, shipmentId }: MarkedReceipt): Promise<void> {
		await takeBackReceipt(this.connection, {
			shipmentId,
			receiptId: id,
			ownIds: this.ownIds,
			isWrittenByUs: id === this.written.receiptId,
		});
	}

	private async prove(row: MarkedReceipt): Promise<ProvedReceipt> {
		const { lines, mark, view: before } = this.task;
		const { booking } = row;
		if (this.hasLeftDraft) {
			const left = await readReceiptView(this.connection, before.shipmentId, true);
			if (left.receiptId !== undefined)
				await discardDraft(this.connection, left, ({ comment }) => isMarked(comment, mark));
		}
		if (!booking || booking.entries < row.lines.length) throw this.unclear(row);
		const left = [...row.lines];
		const pairs = lines.flatMap((line, index) => {
			const at = left.findIndex((one) => isOf(line, one) && one.quantity === line.quantity);
			if (at < 0) return [];
			const [saved] = left.splice(at, 1);
			return [{ line, index, saved: this.savedOf(line, saved) }];
		});
		const { view, warnings } = await this.proveQuantities(row);
		return {
			receiptId: row.id,
			transactionId: booking.transactionId,
			transactionNumber: booking.transactionNumber,
			isOurs: await this.isOurs(row),
			pairs,
			isComplete: pairs.length === lines.length,
			elsewhere: this.elsewhere,
			view,
			warnings,
		};
	}

	/**
	 * Completed by our call, or with our lines by that of another delivery. A receipt of nothing but our lines was completed
	 * by a twin: it has saved them in the same draft a moment ago, and says itself that it booked them.
	 */
	private async isOurs({ id, lines }: MarkedReceipt): Promise<boolean> {
		if (id === this.written.receiptId) return true;
		const isOfThisRun = (await findReceiptsOfRun(this.connection, this.task.mark)).has(id);
		return isOfThisRun && (await linesOnReceipt(this.connection, id)) > lines.length;
	}

	/** The line as the server shows it, with the lot, expiry and bin of the draft. */
	private savedOf(line: ReceiptLine, booked: MarkedLine): ShipmentLine {
		const drafted = this.written.pairs.find((pair) => pair.line === line)?.saved;
		const shipped = this.task.view.lines.find((one) => one.shipmentItemId === line.shipmentItemId);
		return {
			shipmentItemId: line.shipmentItemId,
			productId: line.productId,
			productCode: booked.productCode,
			productName: shipped?.productName ?? '',
			needsLotAndExpiry: shipped?.needsLotAndExpiry ?? false,
			expiry: line.expiry,
			shipped: line.shipped,
			received: shipped?.received ?? 0,
			canceled: 0,
			...drafted,
			lotNumber: booked.lotNumber,
			binId: booked.binId,
			binName: booked.binName,
		};
	}

	/** Other receipts on the shipment may have left no room for ours; then the later one goes. */
	private async proveQuantities(
		row: MarkedReceipt,
	): Promise<{ view?: ReceiptView; warnings: string[] }> {
		const { view: before, allowMore, isNewShipment } = this.task;
		if (isNewShipment && this.bookings.length === 1) return { warnings: [] };
		const view = await readReceiptView(this.connection, before.shipmentId);
		const ids = new Set(this.task.lines.map((line) => line.shipmentItemId));
		const ours = shippedLines(view.lines).filter((line) => ids.has(line.shipmentItemId));
		const over = ours.filter((line) => unitsOver([{ ...line, receiving: 0, canceled: 0 }]) > 0);
		if (allowMore || over.length === 0) return { view, warnings: [] };
		const text = over
			.map(
				(line) => `${line.received} of ${shippedLabel(line)} are booked, ${line.shipped} were sent`,
			)
			.join('; ');
		const others = this.bookings.filter((one) => one.receiptId !== row.id);
		const ageOf = ({ dateCreated, receiptId }: Booking): string => `${dateCreated}|${receiptId}`;
		const own = `${row.dateCreated ?? ''}|${row.id}`;
		const isLast = others.every((one) => ageOf(one) < own);
		if (isLast && row.id === this.written.receiptId) {
			await this.takeBack(row);
			throw new OpenBoxesError(
				`Shipment ${view.shipmentNumber} was not received: somebody else received on it at the same moment (${text})`,
				{
					description:
						'What this run had booked was taken back. Run it again: only what is still open can be received.',
				},
			);
		}
		return {
			view,
			warnings: [
				`More is booked on shipment ${view.shipmentNumber} than was sent: ${text}. Look at its other receipts (${others.map((one) => one.receiptId).join(', ')})`,
			],
		};
	}

	private unclear({ id }: MarkedReceipt): OpenBoxesError {
		const { shipmentNumber, shipmentId } = this.task.view;
		return new OpenBoxesError(
			`It is unclear what was booked for shipment ${shipmentNumber || shipmentId}: receipt ${id} has no booking of all its lines`,
			{
				description:
					'Look at the receipt and the stock card in OpenBoxes before you receive anything again.',
				outcome: 'unknown',
			},
		);
	}
}

/**
 * Receives goods on one shipment, once for their mark, whoever else receives on it: which completed receipt is ours is
 * counted by the mark and not taken from an answer, what was booked twice is taken back, and what is booked fits what
 * was sent.
 *
 * @throws OpenBoxesError when the mark stands for other content or the result stays unclear; `Overtaken` when the
 * delivery must be planned anew
 */
export async function receiveOnce(
	connection: Connection,
	task: ReceiptTask,
): Promise<ProvedReceipt> {
	return await new ReceiptOnce(connection, task).run();
}
