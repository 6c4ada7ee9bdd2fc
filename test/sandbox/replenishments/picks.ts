import { wholeSecond } from '../clock';
import {
	inPickOrder,
	stockOf,
	suggestionsFor,
	withPicks,
	type AvailableItem,
} from '../stock-movements/available-items';
import type { Row } from '../store/table';
import type { World } from '../world';

/** What a line of a replenishment is picked from: any bin but the one that it fills. */

export const orderOf = ({ store }: World, item: Row): Row | undefined =>
	store.get('order', item.order);

export const picksOf = ({ store }: World, item: Row): Row[] =>
	store.table('picklistItem').by('orderItem', item.id);

export function availableFor(world: World, item: Row): AvailableItem[] {
	const origin = orderOf(world, item)?.origin;
	const stock = stockOf(world, origin, item.product).filter(
		(one) =>
			Number(one.quantityOnHand) > 0 &&
			one.inventoryItem.id !== item.inventoryItem &&
			(one.binLocation?.id ?? null) !== (item.destinationBinLocation ?? null),
	);
	return inPickOrder(withPicks(world, stock, picksOf(world, item)));
}

/** The promise follows at once. */
function refreshPromise(world: World, item: Row): void {
	const inventory = world.store.get('location', orderOf(world, item)?.origin)?.inventory;
	if (typeof inventory === 'string')
		world.availability.refresh(inventory, [String(item.product)], false);
}

export function clearPicks(world: World, item: Row): void {
	for (const pick of picksOf(world, item)) world.store.remove('picklistItem', pick);
	refreshPromise(world, item);
}

/** Picks a line anew; what is not there stays unpicked. */
export function pickItem(world: World, item: Row): void {
	if (!(Number(item.quantity) > 0)) return;
	const suggested = suggestionsFor(world, availableFor(world, item), Number(item.quantity));
	clearPicks(world, item);
	for (const one of suggested) {
		addPick(world, item, {
			inventoryItem: one.inventoryItem.id,
			binLocation: one.binLocation?.id ?? null,
			quantity: one.quantityPicked,
		});
	}
}

export function addPick(
	world: World,
	item: Row,
	pick: { inventoryItem: string; binLocation: string | null; quantity: number | null },
): void {
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const picklist =
		store.table('picklist').by('order', item.order)[0] ??
		store.insert('picklist', {
			id: ids.id(),
			order: item.order,
			dateCreated: now,
			lastUpdated: now,
		});
	store.insert('picklistItem', {
		id: ids.id(),
		picklist: picklist.id,
		orderItem: item.id,
		version: 0,
		...pick,
		dateCreated: now,
		lastUpdated: now,
	});
	refreshPromise(world, item);
}
