import { nullPointer } from '../errors';
import { monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import {
	availableItemJson,
	suggestedItemJson,
	suggestionsFor,
} from '../stock-movements/available-items';
import { itemsOf, longDay } from '../stock-transfers/transfers';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { availableFor, orderOf, picksOf } from './picks';

/** JSON of replenishments (docs/openboxes/warehouse.md). Dotted names are literal keys. */

const ITEM_STATUS: Record<string, string> = { COMPLETED: 'COMPLETED', CANCELED: 'CANCELED' };

/** The bin that is emptied or filled, with its zone. */
function place({ store }: World, prefix: string, zonePrefix: string, id: Value): JsonObject {
	const bin = store.get('location', id);
	const zone = store.get('location', bin?.zone);
	return {
		[`${prefix}.id`]: orNull(bin?.id),
		[`${prefix}.name`]: orNull(bin?.name),
		[`${zonePrefix}.id`]: orNull(zone?.id),
		[`${zonePrefix}.name`]: orNull(zone?.name),
	};
}

interface Line {
	id: string;
	product: Value;
	inventoryItem: Value;
	from: Value;
	to: Value;
	quantity: Value;
	status: string;
}

function lineJson(world: World, line: Line): JsonObject {
	const { store, json } = world;
	const lot = store.get('inventoryItem', line.inventoryItem);
	return {
		id: line.id,
		product: json.nested('product', line.product),
		inventoryItem: lot ? json.of('inventoryItem', lot) : null,
		lotNumber: lot?.lotNumber ?? null,
		expirationDate: monthDayYear(lot?.expirationDate),
		...place(world, 'replenishmentLocation', 'replenishmentZone', line.from),
		...place(world, 'currentBinLocation', 'currentZone', line.to),
		quantity: line.quantity,
		quantityInBin: null,
		minQuantity: null,
		maxQuantity: null,
		totalQuantityOnHand: null,
		quantityNeeded: null,
		status: line.status,
		picklistItems: [],
		availableItems: [],
		suggestedItems: [],
	};
}

const lineOf = (item: Row): Line => ({
	id: item.id,
	product: item.product,
	inventoryItem: item.inventoryItem,
	from: item.originBinLocation,
	to: item.destinationBinLocation,
	quantity: item.quantity,
	status: ITEM_STATUS[String(item.orderItemStatusCode)] ?? 'PENDING',
});

/** The answer of the create call: every figure is the quantity, and picks are lines of their own. */
export function freshItemJson(world: World, item: Row): JsonObject {
	const { quantity } = item;
	return {
		...lineJson(world, lineOf(item)),
		...{ quantityInBin: quantity, minQuantity: quantity, maxQuantity: quantity },
		...{ totalQuantityOnHand: quantity, quantityNeeded: quantity },
		picklistItems: picksOf(world, item).map((pick) =>
			lineJson(world, {
				id: pick.id,
				product: world.store.get('inventoryItem', pick.inventoryItem)?.product,
				inventoryItem: pick.inventoryItem,
				from: pick.binLocation,
				to: item.destinationBinLocation,
				quantity: pick.quantity,
				status: 'COMPLETED',
			}),
		),
	};
}

/** A read computes the figures from the rule of the bin; without such a rule it fails. */
export function itemJson(world: World, item: Row): JsonObject {
	const { store } = world;
	const order = orderOf(world, item);
	const rule = store
		.table('inventoryLevel')
		.by('product', item.product)
		.find((one) => (one.internalLocation ?? null) === (item.destinationBinLocation ?? null));
	if (!rule) throw nullPointer("Cannot get property 'minQuantity' on null object");
	const total = store
		.table('productAvailability')
		.by('product', item.product)
		.filter((row) => row.location === order?.origin)
		.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);
	const available = availableFor(world, item);
	const maximum = Number(rule.maxQuantity ?? 0);
	return {
		...lineJson(world, lineOf(item)),
		// By the lot of the line, which has none.
		quantityInBin: 0,
		minQuantity: Number(rule.minQuantity ?? 0),
		maxQuantity: maximum,
		totalQuantityOnHand: total,
		quantityNeeded: Math.max(0, maximum),
		picklistItems: picksOf(world, item)
			.filter((pick) => Number(pick.quantity) > 0)
			.map((pick) => pickJson(world, pick)),
		availableItems: available.map((one) => availableItemJson(world, one)),
		suggestedItems: suggestionsFor(world, available, Number(item.quantity)).map((one) =>
			suggestedItemJson(world, one),
		),
	};
}

/** Keys that came with 0.9.2 (docs/openboxes/versions.md). */
function pickJson(world: World, pick: Row): JsonObject {
	const { store, json, version } = world;
	const lot = store.get('inventoryItem', pick.inventoryItem);
	const bin = store.get('location', pick.binLocation);
	const zone = store.get('location', bin?.zone);
	return {
		id: pick.id,
		version: pick.version ?? 0,
		status: null,
		requisitionItemId: null,
		orderItemId: pick.orderItem,
		binLocationId: orNull(bin?.id),
		inventoryItemId: orNull(lot?.id),
		quantity: pick.quantity,
		...(version.since('0.9.2') ? { quantityPicked: null, pickedBy: null, datePicked: null } : {}),
		reasonCode: null,
		comment: null,
		'binLocation.id': orNull(bin?.id),
		'binLocation.name': orNull(bin?.name),
		'zone.id': orNull(zone?.id),
		'zone.name': orNull(zone?.name),
		product: json.nested('product', lot?.product),
		inventoryItem: lot ? json.of('inventoryItem', lot) : null,
		lotNumber: lot?.lotNumber ?? null,
		expirationDate: monthDayYear(lot?.expirationDate),
	};
}

export function replenishmentJson(
	world: World,
	order: Row,
	item: (world: World, item: Row) => JsonObject,
): JsonObject {
	const { store, json } = world;
	const code = (row: Row) => String(store.get('product', row.product)?.productCode ?? '');
	const items = itemsOf(world, order).sort((a, b) => (code(a) < code(b) ? -1 : 1));
	return {
		id: order.id,
		replenishmentNumber: order.orderNumber,
		status: order.status,
		dateCreated: longDay(order.dateOrdered, 2),
		'origin.id': orNull(order.origin),
		'origin.name': orNull(store.get('location', order.origin)?.name),
		'destination.id': orNull(order.destination),
		'destination.name': orNull(store.get('location', order.destination)?.name),
		replenishmentItems: items.map((one) => item(world, one)),
		orderedBy: json.nested('person', order.orderedBy)?.name ?? null,
	};
}

/** The page on which one line is picked. */
export function pickPageJson(world: World, item: Row): JsonObject {
	const { store, json } = world;
	const product = store.get('product', item.product);
	const picks = picksOf(world, item);
	const required = Number(item.quantity ?? 0);
	const picked = picks.reduce((sum, pick) => sum + Number(pick.quantity), 0);
	const remaining = Math.max(0, required - picked);
	const available = availableFor(world, item);
	return {
		pickStatusCode:
			required === picked
				? 'PICKED'
				: picked > 0 && remaining > 0
					? 'PARTIALLY_PICKED'
					: 'NOT_PICKED',
		'orderItem.id': item.id,
		'product.name': orNull(product?.name),
		productCode: orNull(product?.productCode),
		productId: orNull(product?.id),
		product: product ? json.of('product', product) : null,
		quantityRequested: item.quantity,
		quantityRequired: required,
		quantityPicked: picked,
		quantityAvailable:
			available.length > 0 ? available.reduce((sum, one) => sum + one.quantityAvailable, 0) : null,
		quantityRemaining: remaining,
		hasAdjustedInventory: false,
		hasChangedPick: false,
		availableItems: available.map((one) => availableItemJson(world, one)),
		suggestedItems: suggestionsFor(world, available, required).map((one) =>
			suggestedItemJson(world, one),
		),
		picklistItems: picks.map((pick) => flatPickJson(world, pick)),
		recipient: json.nested('person', item.recipient),
	};
}

function flatPickJson(world: World, pick: Row): JsonObject {
	const { store, version } = world;
	const lot = store.get('inventoryItem', pick.inventoryItem);
	const product = store.get('product', lot?.product);
	const bin = store.get('location', pick.binLocation);
	const zone = store.get('location', bin?.zone);
	return {
		id: pick.id,
		status: null,
		'picklist.id': pick.picklist,
		'requisitionItem.id': null,
		'inventoryItem.id': orNull(lot?.id),
		'product.name': orNull(product?.name),
		'product.displayName': null,
		...(version.since('0.9.6') ? { 'product.color': null } : {}),
		productCode: orNull(product?.productCode),
		lotNumber: lot?.lotNumber ?? null,
		expirationDate: monthDayYear(lot?.expirationDate),
		'binLocation.id': orNull(bin?.id),
		'binLocation.name': orNull(bin?.name),
		'binLocation.zoneId': orNull(zone?.id),
		'binLocation.zoneName': orNull(zone?.name),
		quantityPicked: pick.quantity,
		reasonCode: orNull(pick.reasonCode),
		comment: orNull(pick.comment),
	};
}
