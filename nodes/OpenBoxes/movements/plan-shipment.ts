import type { LotRow } from '../stock/rules/lot';
import { WorkingStock, allocateLine } from '../stock/rules/allocate';
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
	const picks: Array<PackedPick & PackingExtras> = [];
	// Lines with a lot or bin first, so that no other line takes it away.
	const isBound = (line: ResolvedMovementLine): number =>
		Number(line.lot !== undefined) + Number(line.bin !== undefined);
	for (const line of [...lines].sort((a, b) => isBound(b) - isBound(a))) {
		const ofProduct = rows.filter((row) => row.productId === line.product.id);
		const label = `line ${line.position} (${[ofProduct[0]?.productCode ?? line.product.code, line.product.name].filter(Boolean).join(' ') || line.product.id})`;
		const place = findPlace(line, ofProduct);
		if (place.reason !== undefined) return { reason: `${label}: ${place.reason}` };
		const plan = allocateLine(
			stock,
			{ productId: line.product.id, quantity: line.quantity, ...place },
			{ choice: 'saleable', today, shortage: 'fail' },
		);
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

/** The lot and bin that a line names, among what is there. */
function findPlace(
	line: ResolvedMovementLine,
	rows: readonly LotRow[],
): { lotId?: string; binId?: string; reason?: undefined } | { reason: string } {
	const same = (a: string | undefined, b: string): boolean =>
		(a ?? '').trim().toLowerCase() === b.trim().toLowerCase();
	const { lot, bin } = line;
	const ofLot = rows.find(
		(row) => lot !== undefined && (row.lotId === lot || same(row.lotNumber, lot)),
	);
	if (lot !== undefined && !ofLot) return { reason: `the origin has no lot "${lot}" of it` };
	const ofBin = rows.find(
		(row) => bin !== undefined && (row.binId === bin || same(row.binName, bin)),
	);
	if (bin !== undefined && !ofBin)
		return { reason: `the origin has nothing of it in bin "${bin}"` };
	return { lotId: ofLot?.lotId, binId: ofBin?.binId };
}

/** Lots and bins to pick by hand: all lines of a product of which one names them. */
export function namedPicks(lines: readonly ResolvedMovementLine[]): NamedPick[] {
	const named = new Set(
		lines
			.filter((line) => line.lot !== undefined || line.bin !== undefined)
			.map((line) => line.product.id),
	);
	return lines
		.filter((line) => named.has(line.product.id))
		.map((line) => ({
			productId: line.product.id,
			quantity: line.quantity,
			lot: line.lot,
			bin: line.bin,
		}));
}
