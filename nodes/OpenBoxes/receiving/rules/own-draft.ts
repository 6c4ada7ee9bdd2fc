import {
	compareDraft,
	isEmptied,
	type ReceiptLine,
	type ShipmentLine,
} from '../../shipments/rules/receipt-draft';
import { isMarked, referenceOf, runOf, type DeliveryMark } from './delivery-mark';

/** Which lines of an open draft are this run's, where several runs and people save into one draft. */
export class OwnDraft {
	/** Runs whose lines count as this one's: its own, and a stopped one that it goes on with. */
	private readonly runs: Set<string | undefined>;

	private readonly wanted: ReadonlySet<string>;

	constructor(
		private readonly lines: readonly ReceiptLine[],
		private readonly mark: DeliveryMark,
	) {
		this.runs = new Set([mark.run]);
		this.wanted = new Set(lines.map((line) => line.shipmentItemId));
	}

	/** Whether a shipped line is in several parts, which the server doubles when they are saved again. */
	get isSplit(): boolean {
		return this.wanted.size < this.lines.length;
	}

	/** Lines that were saved and not emptied again. */
	savedIn(view: readonly ShipmentLine[]): ShipmentLine[] {
		return view.filter((line) => line.receiptItemId !== undefined && !isEmptied(line));
	}

	/** Of this delivery, by whichever run. */
	readonly isOurs = ({ comment }: ShipmentLine): boolean => isMarked(comment, this.mark);

	/** Whether an interrupted run left exactly our draft. */
	isLeftIn(view: readonly ShipmentLine[]): boolean {
		return (
			this.savedIn(view).length > 0 &&
			compareDraft(this.lines, view, this.isOurs, isEmptied).pairs !== undefined
		);
	}

	/** Goes on with what a stopped run left, where saving it again would double it. */
	takeOver(view: readonly ShipmentLine[]): void {
		for (const { comment } of this.savedIn(view)) this.runs.add(runOf(comment));
	}

	/**
	 * Whether the draft is all of this delivery, but no run can complete it as it is: two runs that were stopped saved
	 * their lines in it, or a split line would be doubled.
	 */
	isUselessIn(view: readonly ShipmentLine[]): boolean {
		const saved = this.savedIn(view);
		const lines = new Set(saved.map((line) => line.shipmentItemId));
		return saved.every(this.isOurs) && (this.isSplit || lines.size < saved.length);
	}

	/** The first line that stands in the way: completing a draft books all of it, and saving changes what is there. */
	foreignLine(view: readonly ShipmentLine[]): ShipmentLine | undefined {
		const isUseless = this.isUselessIn(view);
		return this.savedIn(view).find(
			(line) => !this.isOurs(line) || !this.wanted.has(line.shipmentItemId) || isUseless,
		);
	}

	/** Our lines as they are stored. What another delivery put into the draft meanwhile is booked under its own mark. */
	match(view: readonly ShipmentLine[]): ReturnType<typeof compareDraft> {
		return compareDraft(this.lines, view, this.isOfThisRun, (line) => this.mayStay(line));
	}

	/** Whether others saved over our lines; then they complete the draft. */
	isOverwrittenIn(view: readonly ShipmentLine[]): boolean {
		return this.savedIn(view).some(
			(line) =>
				this.wanted.has(line.shipmentItemId) &&
				referenceOf(line.comment) !== undefined &&
				!this.isOfThisRun(line),
		);
	}

	private readonly isOfThisRun = (line: ShipmentLine): boolean =>
		this.isOurs(line) && this.runs.has(runOf(line.comment));

	private mayStay(line: ShipmentLine): boolean {
		return isEmptied(line) || (referenceOf(line.comment) !== undefined && !this.isOurs(line));
	}
}
