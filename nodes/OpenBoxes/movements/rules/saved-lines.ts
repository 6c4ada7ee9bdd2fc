import type { SavedLine } from './line-changes';
import { addTo } from '../../../shared/sums';

interface WantedLine {
	product: { id: string };
	quantity: number;
}

function totalsOf(lines: ReadonlyArray<[productId: string, quantity: number]>): string {
	const totals = new Map<string, number>();
	for (const [productId, quantity] of lines) addTo(totals, productId, quantity);
	return JSON.stringify([...totals].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a movement holds the lines; rows can come in any order, so totals per product decide. */
export function hasLines(saved: readonly SavedLine[], wanted: readonly WantedLine[]): boolean {
	return (
		totalsOf(wanted.map(({ product, quantity }) => [product.id, quantity])) ===
		totalsOf(saved.map((line) => [line.product?.id ?? '', line.quantityRequested ?? 0]))
	);
}

/**
 * IDs of lines that a request which reached the server twice saved once more: they have the place in the order, the
 * product and the quantity of one before. Lines that a person adds get a place of their own.
 */
export function repeatedLines(saved: readonly SavedLine[]): string[] {
	const seen = new Set<string>();
	const repeated: string[] = [];
	for (const { id, product, quantityRequested, sortOrder } of saved) {
		if (sortOrder === null || sortOrder === undefined) continue;
		const key = JSON.stringify([sortOrder, product?.id, quantityRequested]);
		if (seen.has(key)) repeated.push(id);
		seen.add(key);
	}
	return repeated;
}
