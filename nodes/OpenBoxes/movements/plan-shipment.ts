import type { LotRow } from '../stock/rules/lot';
import { WorkingStock, allocateLine } from '../stock/rules/allocate';
import { makeRoom } from '../stock/rules/make-room';
import { placeNamed, strictestFirst, type NamedPlace } from '../stock/rules/named-places';
import type { ResolvedMovementLine } from './movement-lines';
import type { PackedPick, PackingExtras } from './rules/packing-list';
import { shortageText, toPickedLot, type NamedPick } from './rules/pick-lines';

/** One line per lot that is to leave, or why the lines cannot be served. */
export function planLots(
	lines: readonly ResolvedMovementLine[],
	rows: readonly LotRow[],
	today: string,
): { picks: Array<PackedPick & PackingExtras>; reason?: undefined } | { reason: string } {
	const stock = new WorkingStock(rows);
	const wishes: Array<{ line: ResolvedMovementLine; label: string; place: NamedPlace }> = [];
	for (const line of lines) {
		const ofProduct = rows.filter((row) => row.productId === line.product.id);
		const label = `line ${line.position} (${[ofProduct[0]?.productCode ?? line.product.code, line.product.name].filter(Boolean).join(' ') || line.product.id})`;
		const place = placeNamed(ofProduct, line);
		if (place.reason !== undefined) return { reason: `${label}: ${place.reason}` };
		wishes.push({ line, label, place });
	}
	const plans = wishes
		.sort((a, b) => strictestFirst(a.place, b.place))
		.map(({ line, label, place }) => {
			const wanted = { productId: line.product.id, quantity: line.quantity, ...place };
			const plan = allocateLine(stock, wanted, { choice: 'saleable', today, shortage: 'fail' });
			return { line, label, plan };
		});
	makeRoom(
		stock,
		plans.map(({ plan }) => plan),
	);
	const picks: Array<PackedPick & PackingExtras> = [];
	for (const { line, label, plan } of plans) {
		if (plan.missing > 0) {
			const where = [line.lot && ` of lot ${line.lot}`, line.bin && ` in ${line.bin}`];
			return { reason: shortageText(label, line.quantity, plan, where.filter(Boolean).join('')) };
		}
		for (const pick of plan.picks) {
			picks.push({
				...toPickedLot(pick),
				productId: line.product.id,
				pallet: line.pallet,
				box: line.box,
				recipientId: line.recipientId,
			});
		}
	}
	return { picks };
}

/** Lots and bins to pick by hand: all lines of a product of which one says anything about them. */
export function namedPicks(lines: readonly ResolvedMovementLine[]): NamedPick[] {
	const named = new Set(
		lines
			.filter(({ lot, bin, expiry }) => (lot ?? bin ?? expiry) !== undefined)
			.map((line) => line.product.id),
	);
	return lines
		.filter((line) => named.has(line.product.id))
		.map((line) => ({
			productId: line.product.id,
			quantity: line.quantity,
			lot: line.lot,
			bin: line.bin,
			expiry: line.expiry,
		}));
}
