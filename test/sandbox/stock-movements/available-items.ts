import { monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { supports } from '../shipments/places';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { pickedLineOf, picksOf } from './request-lines';

/** One lot in one bin as the pages of a movement offer it. */
export interface AvailableItem {
	inventoryItem: Row;
	binLocation: Row | undefined;
	quantityAvailable: number;
	quantityOnHand: number | null;
}

export interface SuggestedItem extends AvailableItem {
	quantityRequested: number;
	quantityPicked: number;
}

const rowsAt = ({ store }: World, location: Value, product: Value): Row[] =>
	store
		.table('productAvailability')
		.by('product', product)
		.filter((row) => row.location === location);

/** What the stock table says about a product at a place, recalled and held stock included. */
export const stockOf = (world: World, location: Value, product: Value): AvailableItem[] =>
	rowsAt(world, location, product).flatMap((row) => {
		const inventoryItem = world.store.get('inventoryItem', row.inventoryItem);
		if (!inventoryItem) return [];
		return {
			inventoryItem,
			binLocation: world.store.get('location', row.binLocation),
			quantityAvailable: Number(row.quantityAvailableToPromise),
			quantityOnHand: Number(row.quantityOnHand),
		};
	});

/** Promisable quantity of a product over its lots and bins; what is below zero does not count. */
export const promisable = (world: World, location: Value, product: Value): number =>
	rowsAt(world, location, product).reduce(
		(sum, row) => sum + Math.max(0, Number(row.quantityAvailableToPromise)),
		0,
	);

/** The stock table has taken the picks of this line off; for the line itself they are available. */
export function withPicks(world: World, items: AvailableItem[], picks: Row[]): AvailableItem[] {
	const all = items.map((item) => ({ ...item }));
	for (const pick of picks) {
		const item = all.find(
			(one) =>
				one.inventoryItem.id === pick.inventoryItem &&
				(one.binLocation?.id ?? null) === (pick.binLocation ?? null),
		);
		if (item) item.quantityAvailable += Number(pick.quantity);
		else {
			const inventoryItem = world.store.get('inventoryItem', pick.inventoryItem);
			if (!inventoryItem) continue;
			const binLocation = world.store.get('location', pick.binLocation);
			all.push({ inventoryItem, binLocation, quantityAvailable: 0, quantityOnHand: 0 });
		}
	}
	return all;
}

/** First expiry first out: expired lots come first, lots without expiry last (stock-movements.md#status). */
export function inPickOrder(items: AvailableItem[]): AvailableItem[] {
	const expiry = (item: AvailableItem) =>
		typeof item.inventoryItem.expirationDate === 'number'
			? item.inventoryItem.expirationDate
			: Infinity;
	return [...items].sort(
		(a, b) =>
			Number(a.quantityAvailable <= 0) - Number(b.quantityAvailable <= 0) ||
			(expiry(a) === expiry(b) ? 0 : expiry(a) - expiry(b)) ||
			a.quantityAvailable - b.quantityAvailable,
	);
}

/** What a line can be picked from, in the order of picking. */
export function availableFor(world: World, line: Row, ownPicks = true): AvailableItem[] {
	const origin = world.store.get('requisition', line.requisition)?.origin;
	const stock = stockOf(world, origin, line.product).filter(
		(item) => Number(item.quantityOnHand) > 0,
	);
	const picks = ownPicks ? picksOf(world, pickedLineOf(world, line)) : [];
	return inPickOrder(withPicks(world, stock, picks));
}

const isRecalled = (item: AvailableItem): boolean => item.inventoryItem.lotStatus === 'RECALLED';

const isHeld = (world: World, item: AvailableItem): boolean =>
	supports(world, item.binLocation, 'HOLD_STOCK');

/**
 * The server's own picking: it does not look at expiry dates that have passed (stock-movements.md#status).
 */
export function suggestionsFor(
	world: World,
	items: AvailableItem[],
	quantity: number,
): SuggestedItem[] {
	const suggested: SuggestedItem[] = [];
	let open = quantity;
	for (const item of items) {
		if (open === 0) break;
		if (item.quantityAvailable <= 0 || isRecalled(item) || isHeld(world, item)) continue;
		const quantityPicked = open >= item.quantityAvailable ? item.quantityAvailable : open;
		suggested.push({ ...item, quantityOnHand: null, quantityRequested: open, quantityPicked });
		open -= quantityPicked;
	}
	return suggested;
}

function statusOf(world: World, item: AvailableItem): string {
	if (isRecalled(item)) return 'RECALLED';
	if (isHeld(world, item)) return 'HOLD';
	if (item.quantityAvailable > 0) {
		const isPicked = item.quantityOnHand !== null && item.quantityAvailable < item.quantityOnHand;
		return isPicked ? 'PICKED' : 'AVAILABLE';
	}
	return Number(item.quantityOnHand) <= 0 ? 'NOT_AVAILABLE' : 'PICKED';
}

export function availableItemJson(world: World, item: AvailableItem): JsonObject {
	const { inventoryItem: lot, binLocation: bin } = item;
	const product = world.store.get('product', lot.product);
	return {
		'inventoryItem.id': lot.id,
		'product.name': orNull(product?.name),
		product: world.json.nested('product', lot.product),
		productCode: orNull(product?.productCode),
		lotNumber: lot.lotNumber ?? null,
		expirationDate: monthDayYear(lot.expirationDate),
		binLocation: bin ? world.json.of('location', bin) : null,
		zone: world.json.nested('location', bin?.zone),
		quantityAvailable: Math.max(0, item.quantityAvailable),
		quantityOnHand: item.quantityOnHand,
		status: statusOf(world, item),
		pickedRequisitionNumbers: '',
		'binLocation.id': orNull(bin?.id),
		'binLocation.name': orNull(bin?.name),
	};
}

export const suggestedItemJson = (world: World, item: SuggestedItem): JsonObject => ({
	...availableItemJson(world, item),
	quantityRequested: item.quantityRequested,
	quantityPicked: item.quantityPicked,
});
