import { byExpiry, isExpired, isWithheld, lotKey, type LotRow } from './lot';
import type { NamedPlace } from './named-places';
import { pushTo } from '../../../shared/sums';

/** What to do when less is there than was asked for (stock-rules.md#lots). */
export type ShortageMode = 'fail' | 'takeAvailable' | 'allowNegative';

/** Which lots may be taken, and in which order. */
export type LotChoice = 'saleable' | 'expiredFirst' | 'expiredOnly' | 'any';

interface WantedLine extends NamedPlace {
	productId: string;
	/** Base units, a positive whole number. */
	quantity: number;
}

export interface Pick {
	row: LotRow;
	quantity: number;
	/** What the row showed before this pick. */
	before: number;
}

export interface LinePlan {
	picks: Pick[];
	/** What it may be taken from, the first choice first. */
	usable: readonly LotRow[];
	/** Units that were not there. */
	missing: number;
	/** What stands in the way when something is missing, e.g. expired lots. */
	excluded: { expired: number; withheld: number; unexpired: number };
}

/** Working stock of one run: what is left of each lot and bin after the lines planned so far. */
export class WorkingStock {
	private readonly rows = new Map<string, LotRow[]>();

	private readonly left = new Map<string, number>();

	private readonly empty: ReadonlySet<LotRow>;

	/** @param empty lots and bins without stock, for the lines that name them and for no others */
	constructor(rows: readonly LotRow[], empty: readonly LotRow[] = []) {
		this.empty = new Set(empty);
		for (const row of [...rows, ...empty]) this.add(row);
	}

	private add(row: LotRow): void {
		const key = lotKey(row);
		if (this.left.has(key)) return;
		this.left.set(key, row.available);
		pushTo(this.rows, row.productId, row);
	}

	rowsOf(productId: string): readonly LotRow[] {
		return this.rows.get(productId) ?? [];
	}

	/** What a line may choose from. */
	choicesOf({ productId, lotIds, binId }: WantedLine): LotRow[] {
		return this.rowsOf(productId).filter((row) => {
			const isLot = lotIds === undefined || lotIds.includes(row.lotId);
			if (this.empty.has(row))
				return lotIds !== undefined && isLot && (row.binId ?? '') === (binId ?? '');
			return isLot && (binId === undefined || (row.binId ?? '') === binId);
		});
	}

	leftOf(row: LotRow): number {
		return this.left.get(lotKey(row)) ?? row.available;
	}

	take(row: LotRow, quantity: number): void {
		this.left.set(lotKey(row), this.leftOf(row) - quantity);
	}
}

function order(choice: LotChoice, today: string): (a: LotRow, b: LotRow) => number {
	if (choice !== 'expiredFirst' && choice !== 'expiredOnly') return byExpiry;
	return (a, b) => Number(isExpired(b, today)) - Number(isExpired(a, today)) || byExpiry(a, b);
}

/**
 * Chooses lots and bins for one line and takes them from the working stock: first expiry first out,
 * never expired, recalled or held ones for `saleable`.
 */
export function allocateLine(
	stock: WorkingStock,
	line: WantedLine,
	options: { choice: LotChoice; today: string; shortage: ShortageMode },
): LinePlan {
	const { choice, today } = options;
	const candidates = stock.choicesOf(line).sort(order(choice, today));
	const usable: LotRow[] = [];
	const plan: LinePlan = {
		picks: [],
		usable,
		missing: line.quantity,
		excluded: { expired: 0, withheld: 0, unexpired: 0 },
	};
	for (const row of candidates) {
		const left = Math.max(0, stock.leftOf(row));
		if (choice === 'saleable' && isWithheld(row))
			plan.excluded.withheld += Math.max(left, row.onHand);
		else if (choice === 'saleable' && isExpired(row, today)) plan.excluded.expired += left;
		else if (choice === 'expiredOnly' && !isExpired(row, today) && line.lotIds === undefined)
			plan.excluded.unexpired += left;
		else usable.push(row);
	}
	for (const row of usable) pick(stock, plan, row, Math.min(plan.missing, stock.leftOf(row)));
	if (plan.missing > 0 && options.shortage === 'allowNegative' && usable.length > 0) {
		// What is missing is booked on the lot that would have been taken last.
		pick(stock, plan, usable[usable.length - 1], plan.missing);
	}
	return plan;
}

function pick(stock: WorkingStock, plan: LinePlan, row: LotRow, quantity: number): void {
	if (quantity <= 0) return;
	const existing = plan.picks.find((one) => one.row === row);
	if (existing) existing.quantity += quantity;
	else plan.picks.push({ row, quantity, before: stock.leftOf(row) });
	stock.take(row, quantity);
	plan.missing -= quantity;
}

/** Puts a plan's picks back, when its sale is not going to be posted. */
export function release(stock: WorkingStock, plan: LinePlan): void {
	for (const { row, quantity } of plan.picks) stock.take(row, -quantity);
}
