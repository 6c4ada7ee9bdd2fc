import { invalid } from '../errors';
import { wholeSecond } from '../clock';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { availableFor, suggestionsFor } from './available-items';
import { PENDING_STATUSES } from './requisition-status';
import {
	childrenOf,
	isCanceled,
	isSubstituted,
	lineStatus,
	modificationOf,
	pickedLineOf,
	picksOf,
	quantityPicked,
	quantityRequired,
	substitutionsOf,
	touchLine,
} from './request-lines';

/** Picks of open movements are promised; those of recalled lots and hold bins are not counted. */
export function promiseOpenPicks(world: World): void {
	const { store, availability } = world;
	availability.allocations = (location, product) =>
		store
			.table('inventoryItem')
			.by('product', product)
			.filter((lot) => lot.lotStatus !== 'RECALLED')
			.flatMap((lot) => store.table('picklistItem').by('inventoryItem', lot.id))
			.filter(
				(pick) => isOpenAt(world, pick, location) && !availability.holdsStock(pick.binLocation),
			)
			.map((pick) => ({
				inventoryItem: String(pick.inventoryItem),
				binLocation: (pick.binLocation as string | null | undefined) ?? null,
				quantity: Number(pick.quantity),
			}));
}

/** Counted under the product of the line: a pick of another product's lot is promised by nobody. */
function isOpenAt({ store }: World, pick: Row, location: string): boolean {
	// A replenishment promises what it picked until it is done.
	if (pick.orderItem) {
		const order = store.get('order', store.get('orderItem', pick.orderItem)?.order);
		return order?.origin === location && order.status === 'PENDING';
	}
	const line = store.get('requisitionItem', pick.requisitionItem);
	const requisition = store.get('requisition', line?.requisition);
	const lot = store.get('inventoryItem', pick.inventoryItem);
	return (
		requisition?.origin === location &&
		PENDING_STATUSES.includes(requisition.status) &&
		line?.product === lot?.product
	);
}

/** The promise changes at once, unlike the stock after a transaction. */
export function refreshPromise(world: World, line: Row): void {
	const requisition = world.store.get('requisition', line.requisition);
	const inventory = world.store.get('location', requisition?.origin)?.inventory;
	const products = [line, ...childrenOf(world, line)].map((one) => String(one.product));
	if (typeof inventory === 'string') world.availability.refresh(inventory, products, false);
}

export const pickListOf = ({ store }: World, requisition: Value): Row | undefined =>
	store.table('picklist').by('requisition', requisition)[0];

export function pickListFor(world: World, requisition: Value): Row {
	const known = pickListOf(world, requisition);
	if (known) return known;
	const now = wholeSecond(world.clock.now());
	return world.store.insert('picklist', {
		id: world.ids.id(),
		requisition,
		dateCreated: now,
		lastUpdated: now,
	});
}

export interface Pick {
	inventoryItem: Row;
	binLocation: Row | undefined;
	quantity: number;
	comment?: Value;
}

/** Adds a pick to a line; on a revised line it hangs below the revision. */
export function addPick(
	world: World,
	line: Row,
	pick: Pick,
	autoAllocated: boolean,
	reasonCode: Value = null,
): void {
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const changes: Record<string, Value> = { autoAllocated };
	if (reasonCode && line.pickReasonCode !== reasonCode) changes.pickReasonCode = reasonCode;
	touchLine(world, line, 1, changes);
	const picklist = pickListFor(world, line.requisition);
	const picked = pickedLineOf(world, line);
	store.insert('picklistItem', {
		id: ids.id(),
		picklist: picklist.id,
		requisitionItem: picked.id,
		inventoryItem: pick.inventoryItem.id,
		binLocation: pick.binLocation?.id ?? null,
		quantity: pick.quantity,
		reasonCode,
		comment: pick.comment ?? null,
		sortOrder: picked.orderIndex,
		dateCreated: now,
		lastUpdated: now,
	});
	refreshPromise(world, line);
}

export function clearPicks(world: World, line: Row): void {
	const picked = pickedLineOf(world, line);
	const picks = picksOf(world, picked);
	for (const pick of picks) world.store.remove('picklistItem', pick);
	if (picks.length > 0) touchLine(world, picked, 1, { pickReasonCode: null });
	refreshPromise(world, line);
}

/** Picks a line anew; with `mustFind` a line for which nothing is there is refused. */
export function pickLine(world: World, line: Row, mustFind: boolean): void {
	const quantity = quantityRequired(world, line);
	if (!quantity) return;
	const suggestions = suggestionsFor(world, availableFor(world, line), quantity);
	clearPicks(world, line);
	for (const one of suggestions) {
		addPick(world, line, { ...one, quantity: one.quantityPicked }, true);
	}
	if (mustFind && suggestions.length === 0) {
		const code = String(world.store.get('product', line.product)?.productCode);
		const reason = `Product ${code} has no available inventory. Please go back to edit page and revise quantity`;
		throw invalid([reason], reason);
	}
}

/** The whole movement: substitutes instead of the lines that they replace. */
export function pickMovement(world: World, lines: Row[]): void {
	for (const line of lines) {
		const substituted = lineStatus(world, line) === 'SUBSTITUTED';
		for (const one of substituted ? substitutionsOf(world, line) : [line]) {
			pickLine(world, one, true);
		}
	}
}

/** From PICKING on a line without picks is picked as soon as it changes (stock-movements.md#lines). */
export function pickMissing(world: World, line: Row): void {
	const status = lineStatus(world, line);
	if (status === 'SUBSTITUTED') {
		for (const one of substitutionsOf(world, line)) pickMissing(world, one);
	} else if (status === 'CHANGED') {
		const modification = modificationOf(world, line);
		if (!modification || picksOf(world, modification).length === 0) pickLine(world, line, false);
	} else if (picksOf(world, line).length === 0) pickLine(world, line, false);
}

/** What a read of step 4 does: it picks whatever is not picked as requested (stock-movements.md#read). */
export function allocateMissing(world: World, lines: Row[]): void {
	for (const line of lines) {
		if (isSubstituted(world, line)) {
			for (const one of substitutionsOf(world, line)) allocateLine(world, one);
			continue;
		}
		const modification = modificationOf(world, line);
		if (modification) allocateLine(world, modification);
		else if (!isCanceled(world, line)) allocateLine(world, line);
	}
}

/** A list of empty reason codes counts as a reason, so only lines without any pick are picked. */
function allocateLine(world: World, line: Row): void {
	if (picksOf(world, line).length === 0) pickLine(world, line, false);
}

export const isPickedAsRequired = (world: World, line: Row): boolean =>
	quantityPicked(world, line) === quantityRequired(world, line);
