import { addTo } from '../../../shared/sums';

/** How a transaction of a kind works on stock (stock-and-transactions.md#signs). */
export type StockEffect = 'CREDIT' | 'DEBIT' | 'INVENTORY' | 'PRODUCT_INVENTORY';

interface HistoryEntry {
	lotId: string;
	quantity: number;
}

/** A transaction with its entries of one product. */
export interface HistoryStep {
	effect: StockEffect;
	entries: readonly HistoryEntry[];
}

export interface Balance {
	before: number;
	after: number;
}

/**
 * The stock of a product before and after each transaction, oldest first, as the server counts: a count sets what it
 * names, and a count of the product all of it.
 *
 * @param lotId only this lot
 */
export function balances(steps: readonly HistoryStep[], lotId?: string): Balance[] {
	const lots = new Map<string, number>();
	const total = (): number =>
		lotId === undefined
			? [...lots.values()].reduce((sum, quantity) => sum + quantity, 0)
			: (lots.get(lotId) ?? 0);
	return steps.map(({ effect, entries }) => {
		const before = total();
		if (effect === 'PRODUCT_INVENTORY') lots.clear();
		if (effect === 'INVENTORY') for (const entry of entries) lots.delete(entry.lotId);
		const sign = effect === 'DEBIT' ? -1 : 1;
		for (const entry of entries) addTo(lots, entry.lotId, sign * entry.quantity);
		return { before, after: total() };
	});
}
