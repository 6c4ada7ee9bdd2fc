import { lotKey, type LotRow } from '../../stock/rules/lot';
import type { PickedLot } from './pick-lines';
import { addTo } from '../../../shared/sums';

/** A pick with the product it is of. */
export interface PackedPick extends PickedLot {
	productId: string;
}

export interface PackingExtras {
	pallet?: string;
	box?: string;
	recipientId?: string;
}

/**
 * Whether a packing row, which has only names, means exactly this lot and bin. The server guesses a
 * missing lot from the bin and a missing bin from the lot (stock-movements.md#send).
 */
function isUnmistakable(pick: PackedPick, rows: readonly LotRow[]): boolean {
	if (!pick.productCode) return false;
	const hasLot = pick.lotNumber !== '';
	const hasBin = pick.binName !== undefined && pick.binName !== '';
	const meant = rows
		.filter((row) => row.productId === pick.productId)
		.filter((row) => !hasLot || row.lotNumber === pick.lotNumber)
		.filter((row) => !hasBin || row.binName === pick.binName);
	return meant.length === 1 && lotKey(meant[0]) === lotKey(pick);
}

/** Whether all picks can be said in one fulfilment without the server having to guess. */
export function fitsPackingList(picks: readonly PackedPick[], rows: readonly LotRow[]): boolean {
	return picks.every((pick) => isUnmistakable(pick, rows));
}

/**
 * `origin` must stay the first key of a row, or the server finds neither lot nor bin
 * (stock-movements.md#send).
 */
export function packingRow(
	originId: string,
	pick: PackedPick & PackingExtras,
	index: number,
): Record<string, unknown> {
	return {
		origin: originId,
		rowId: String(index + 1),
		product: pick.productCode,
		lotNumber: pick.lotNumber === '' ? null : pick.lotNumber,
		binLocation: pick.binName ?? null,
		quantityPicked: pick.quantity,
		palletName: pick.pallet ?? null,
		boxName: pick.box ?? null,
		recipient: pick.recipientId ?? null,
	};
}

/** Total per product, lot and bin, by names: what was to leave against what did. */
export function lotTotals(
	lots: ReadonlyArray<{
		productCode?: string | null;
		lotNumber?: string | null;
		binName?: string | null;
		quantity: number;
	}>,
): string[] {
	const totals = new Map<string, number>();
	for (const { productCode, lotNumber, binName, quantity } of lots) {
		const key = `${productCode ?? '?'}, lot ${lotNumber || '(no number)'}, bin ${binName || '(none)'}`;
		addTo(totals, key, quantity);
	}
	return [...totals].map(([key, quantity]) => `${quantity} of ${key}`).sort();
}
