import { textKey } from '../../values/same-text';
import type { CycleCount, CycleCountItem } from '../../schemas';

/** The items of the count, or of its recount once there is one. */
export function openItems({ cycleCountItems }: CycleCount): CycleCountItem[] {
	const newest = Math.max(0, ...cycleCountItems.map(({ countIndex }) => countIndex));
	return cycleCountItems.filter(({ countIndex }) => countIndex === newest);
}

export function isRecount(count: CycleCount): boolean {
	return openItems(count).some(({ countIndex }) => countIndex > 0);
}

function isNamed(stored: string | null | undefined, name: string): boolean {
	if ((stored ?? '') === '') return textKey(name) === 'none';
	return textKey(stored ?? '') === textKey(name);
}

/** The item that a line names, or why it is not clear which. */
export function itemNamed(
	items: readonly CycleCountItem[],
	{ id, lot, bin }: { id?: string; lot?: string; bin?: string },
): { item: CycleCountItem; reason?: undefined } | { item?: undefined; reason: string } {
	const found = items.filter(
		(item) =>
			(id === undefined || item.id === id) &&
			(lot === undefined || isNamed(item.inventoryItem?.lotNumber, lot)) &&
			(bin === undefined || isNamed(item.binLocation?.name, bin) || item.binLocation?.id === bin),
	);
	const [item] = found;
	if (found.length === 1) return { item };
	const all = items.map(
		({ inventoryItem, binLocation }) =>
			`${inventoryItem?.lotNumber || 'no lot number'} in ${binLocation?.name ?? 'no bin'}`,
	);
	return {
		reason:
			found.length === 0
				? `the count has no such lot and bin; it has ${all.join('; ')}`
				: `${found.length} lots or bins fit: name lot and bin, or the item ID`,
	};
}
