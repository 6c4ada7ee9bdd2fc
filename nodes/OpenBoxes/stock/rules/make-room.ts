import type { LinePlan, WorkingStock } from './allocate';
import type { LotRow } from './lot';
import { pushTo } from '../../../shared/sums';

/** What a line takes of one lot and bin it could take of another one. */
interface Move {
	plan: LinePlan;
	from: LotRow;
}

/**
 * Lines choose one after the other, so an earlier one may hold what only a later one can use. Moves it to other lots of
 * its own line as long as a line that lacks something gains by it: what fits together is found in whatever order the
 * lines stand (augmenting paths of a flow).
 *
 * @param plans in the order in which they chose, all from `stock`
 */
export function makeRoom(stock: WorkingStock, plans: readonly LinePlan[]): void {
	const ofProducts = new Map<string, LinePlan[]>();
	for (const plan of plans) {
		const product = plan.usable[0]?.productId ?? '';
		pushTo(ofProducts, product, plan);
	}
	for (const same of ofProducts.values()) makeRoomAmong(stock, same);
}

function makeRoomAmong(stock: WorkingStock, plans: readonly LinePlan[]): void {
	let hasMoved = false;
	for (const plan of plans) {
		while (plan.missing > 0 && gain(stock, plan, plans)) hasMoved = true;
	}
	if (hasMoved) tellBefore(stock, plans);
}

/** One way from a line that lacks something, over what others hold, to a lot that has something left. */
function gain(stock: WorkingStock, plan: LinePlan, plans: readonly LinePlan[]): boolean {
	const reached = new Map<LotRow, Move | undefined>(plan.usable.map((row) => [row, undefined]));
	for (const [row] of reached) {
		if (stock.leftOf(row) > 0) {
			carryOut(stock, plan, row, reached);
			return true;
		}
		for (const other of plans) {
			if (other === plan || held(other, row) === 0) continue;
			for (const to of other.usable)
				if (!reached.has(to)) reached.set(to, { plan: other, from: row });
		}
	}
	return false;
}

function carryOut(
	stock: WorkingStock,
	plan: LinePlan,
	end: LotRow,
	reached: ReadonlyMap<LotRow, Move | undefined>,
): void {
	const steps: Array<Move & { to: LotRow }> = [];
	let first = end;
	for (let move = reached.get(end); move; move = reached.get(first)) {
		steps.push({ ...move, to: first });
		first = move.from;
	}
	const quantity = Math.min(
		plan.missing,
		stock.leftOf(end),
		...steps.map((step) => held(step.plan, step.from)),
	);
	stock.take(end, quantity);
	for (const step of steps) {
		change(step.plan, step.from, -quantity);
		change(step.plan, step.to, quantity);
	}
	change(plan, first, quantity);
	plan.missing -= quantity;
}

const held = ({ picks }: LinePlan, row: LotRow): number =>
	picks.find((pick) => pick.row === row)?.quantity ?? 0;

function change(plan: LinePlan, row: LotRow, by: number): void {
	const quantity = held(plan, row) + by;
	const others = plan.picks.filter((pick) => pick.row !== row);
	plan.picks = quantity > 0 ? [...others, { row, quantity, before: 0 }] : others;
}

/** What each row showed before each pick, now that they are others. */
function tellBefore(stock: WorkingStock, plans: readonly LinePlan[]): void {
	const left = new Map<LotRow, number>();
	for (const { row, quantity } of plans.flatMap(({ picks }) => picks))
		left.set(row, (left.get(row) ?? stock.leftOf(row)) + quantity);
	for (const plan of plans) {
		const rank = (row: LotRow): number => plan.usable.indexOf(row);
		plan.picks.sort((a, b) => rank(a.row) - rank(b.row));
		for (const pick of plan.picks) {
			pick.before = left.get(pick.row) ?? 0;
			left.set(pick.row, pick.before - pick.quantity);
		}
	}
}
