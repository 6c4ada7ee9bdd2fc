import type { PutawayItem } from '../../schemas';
import { lotsNamed } from '../../stock/rules/named-places';
import { textKey } from '../../values/same-text';
import { addTo } from '../../../shared/sums';

/** Goods as a user named them; what is undefined may be any. */
interface NamedGoods {
	position: number;
	productId?: string;
	productCode?: string;
	lot?: string;
	fromBin?: string;
	/** Name or ID of the bin that they go to. */
	bin?: string;
	/** Undefined = all of it. */
	quantity?: number;
}

function isOneOf(wanted: string | undefined, ...names: Array<string | null | undefined>): boolean {
	if (wanted === undefined || wanted === '') return true;
	return names.some((name) => textKey(name ?? '') === textKey(wanted));
}

function isOfLot(item: PutawayItem, lot: string | undefined): boolean {
	const lotId = item['inventoryItem.id'] ?? '';
	const lotNumber = item['inventoryItem.lotNumber'] ?? '';
	return lot === undefined || lot === '' || lotsNamed([{ lotId, lotNumber }], lot).length > 0;
}

/** How much goods leave open; those that say most are looked for first, wherever they stand. */
function openness({ lot, fromBin, bin, quantity }: NamedGoods): number {
	const rest = [lot, fromBin, bin].filter((name) => name === undefined || name === '').length;
	return (quantity === undefined ? 4 : 0) + rest;
}

function fits(item: PutawayItem, goods: NamedGoods): boolean {
	return (
		isOneOf(goods.productId, item['product.id'], item['product.productCode']) &&
		isOneOf(goods.productCode, item['product.id'], item['product.productCode']) &&
		isOfLot(item, goods.lot) &&
		isOneOf(goods.fromBin, item['currentLocation.id'], item['currentLocation.name']) &&
		isOneOf(goods.bin, item['putawayLocation.id'], item['putawayLocation.name'])
	);
}

/**
 * How the items of a putaway differ from the goods that are asked for, when those have left the receiving bin and can
 * not be looked up any more; undefined when they are the same. `goods` undefined = everything that waited.
 */
export function putawayDifference(
	items: readonly PutawayItem[],
	goods: readonly NamedGoods[] | undefined,
): string | undefined {
	if (goods === undefined) return undefined;
	const left = new Map(items.map((item) => [item, item.quantity]));
	for (const one of [...goods].sort((a, b) => openness(a) - openness(b))) {
		const fitting = items.filter((item) => fits(item, one));
		const there = fitting.reduce((sum, item) => sum + (left.get(item) ?? 0), 0);
		let wanted = one.quantity ?? there;
		if (wanted > there || there === 0) {
			const name = [one.productCode ?? one.productId, one.lot].filter(Boolean).join(' lot ');
			return `line ${one.position} (${name || 'goods'}) asks for ${wanted}, it holds ${there}`;
		}
		for (const item of fitting) {
			const taken = Math.min(wanted, left.get(item) ?? 0);
			addTo(left, item, -taken);
			wanted -= taken;
		}
	}
	const more = [...left].filter(([, quantity]) => quantity > 0);
	if (more.length === 0) return undefined;
	const names = more.map(
		([item, quantity]) =>
			`${quantity} of ${item['product.productCode'] ?? item['product.id']}${item['inventoryItem.lotNumber'] ? ` lot ${item['inventoryItem.lotNumber']}` : ''}`,
	);
	return `it also holds ${names.slice(0, 5).join(', ')}`;
}
