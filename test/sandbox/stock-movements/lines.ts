import { showOnly } from '../binding/touch';
import { foreignKey, illegalArgument, nullPointer } from '../errors';
import { findAndUpdateOrCreateLot, findLot, findOrCreateLot } from '../shipments/lots';
import { picksStock } from '../shipments/places';
import type { JsonObject } from '../json/json';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { entityNotFound, type LineInput } from './line-input';
import { requestLineJson } from './line-json';
import { pickMissing, refreshPromise } from './pick-lists';
import { isAtLeast } from './requisition-status';
import {
	childrenOf,
	insertLine,
	linesOf,
	originalLinesOf,
	picksOf,
	saveLine,
	touchLine,
	undoneChanges,
} from './request-lines';
import { addMissingItemsWhenPicked, removeItemsOf } from './shipment-items';

/** `POST …/updateItems`: adds lines and replaces those that are named by id (stock-movements.md#lines). */
export function updateLines(
	world: World,
	user: string,
	requisition: Row,
	lines: LineInput[],
	removeEmpty: boolean,
): void {
	for (const line of lines) {
		if (line.id === undefined) addLine(world, user, requisition, line, removeEmpty);
		else replaceLine(world, requisition, line, removeEmpty);
	}
}

function findLine(world: World, requisition: Row, id: string | undefined): Row {
	const line = world.store.get('requisitionItem', id);
	if (!line || line.requisition !== requisition.id) {
		throw illegalArgument(`Could not find stock movement item with ID ${String(id)}`);
	}
	return line;
}

/** Empty lines are left out only where the server knows the switch (versions.md#smaller). */
const dropsEmpty = (world: World, removeEmpty: boolean): boolean =>
	removeEmpty || world.version.before('0.9.6');

function addLine(
	world: World,
	user: string,
	requisition: Row,
	line: LineInput,
	removeEmpty: boolean,
): void {
	if (line.quantityRevised) {
		throw illegalArgument('Cannot specify quantityRevised when creating a new item');
	}
	if (!line.quantityRequested && world.version.before('0.9.6')) throw entityNotFound();
	if (!line.quantityRequested && removeEmpty) return;
	refuseUnknownProduct(world, line);
	// A new line without a quantity, or below zero, is not saved and then missed.
	if (line.quantityRequested === null || line.quantityRequested < 0) throw entityNotFound();
	insertLine(world, user, {
		requisition: requisition.id,
		...replacement(line),
		product: line.product,
		inventoryItem: line.inventoryItem,
		orderIndex: line.sortOrder,
	});
}

function refuseUnknownProduct(world: World, line: LineInput): void {
	if (line.product !== null && !world.store.get('product', line.product)) {
		throw foreignKey('requisition_item', 'product_id');
	}
}

/** What is not sent becomes null: the line is replaced, not patched (stock-movements.md#lines). */
const replacement = (line: LineInput): Record<string, Value> => ({
	quantity: line.quantityRequested,
	quantityApproved: line.quantityRequested,
	quantityCounted: line.quantityCounted,
	recipient: line.recipient,
	palletName: line.palletName,
	boxName: line.boxName,
	lotNumber: line.lotNumber,
	expirationDate: line.expirationDate,
	comment: line.comments,
});

function replaceLine(world: World, requisition: Row, line: LineInput, removeEmpty: boolean): void {
	const row = findLine(world, requisition, line.id);
	removePicksAndItems(world, row);
	if (!line.quantityRequested && dropsEmpty(world, removeEmpty)) {
		undoneChanges(world, row);
		world.store.remove('requisitionItem', row);
		return;
	}
	refuseUnknownProduct(world, line);
	const changed = line.quantityRequested !== (row.quantity ?? null);
	// A known line that breaks a rule is shown as it was sent, and not saved (several-writers.md).
	if (line.quantityRequested === null || line.quantityRequested < 0)
		showOnly(world.store, 'requisitionItem', row);
	saveLine(world, row, {
		...(changed ? undoneChanges(world, row) : {}),
		...replacement(line),
		...(line.product === null ? {} : { product: line.product }),
		...(line.inventoryItem === null ? {} : { inventoryItem: line.inventoryItem }),
		...(line.sortOrder === null ? {} : { orderIndex: line.sortOrder }),
	});
}

/**
 * From PICKING on a changed line loses its picks and its place on the shipment (stock-movements.md#lines).
 */
export function removePicksAndItems(world: World, line: Row): void {
	const requisition = world.store.get('requisition', line.requisition);
	if (!isAtLeast(requisition, 'PICKING')) return;
	removeItemsOf(world, line);
	for (const one of [line, ...childrenOf(world, line)]) {
		const picks = picksOf(world, one);
		for (const pick of picks) world.store.remove('picklistItem', pick);
		if (picks.length > 0) touchLine(world, one);
	}
	refreshPromise(world, line);
}

/** Picks what is not picked and packs what is not packed, as far as the movement has come. */
export function catchUp(
	world: World,
	requisition: Row,
	lines = originalLinesOf(world, requisition.id),
): void {
	const picks = picksStock(world, world.store.get('location', requisition.origin));
	if (picks && isAtLeast(requisition, 'PICKING')) {
		for (const line of lines) pickMissing(world, line);
	}
	addMissingItemsWhenPicked(world, requisition);
}

/** The answer of `updateItems` shows each line with a lot, which is made when there is none. */
export const linesWithLots = (world: World, requisition: Row): JsonObject[] =>
	originalLinesOf(world, requisition.id).map((line) =>
		requestLineJson(world, line, {
			lot: findOrCreateLot(world, line.product, line.lotNumber ?? '', line.expirationDate),
			withStock: true,
		}),
	);

/** A list of lines shows the lot, if there is one. */
export function lineWithKnownLot(world: World, line: Row): JsonObject {
	const lot = findLot(world, line.product, line.lotNumber);
	return requestLineJson(world, line, lot ? { lot, withStock: true } : undefined);
}

export function removeLine(world: World, line: Row): void {
	removePicksAndItems(world, line);
	const parent = world.store.get('requisitionItem', line.parentRequisitionItem);
	if (parent) touchLine(world, parent, 1, undoneChanges(world, parent));
	else {
		undoneChanges(world, line);
		world.store.remove('requisitionItem', line);
	}
}

/** Revisions and substitutes first, then the lines that were asked for. */
export function removeAllLines(world: World, requisition: Row): void {
	for (const line of originalLinesOf(world, requisition.id)) removeLine(world, line);
	for (const line of linesOf(world, requisition.id)) world.store.remove('requisitionItem', line);
}

/** `updateInventoryItems`: sets the expiry of lots, everywhere (stock-movements.md#lines). */
export function updateLots(world: World, lines: LineInput[]): void {
	for (const line of lines) {
		if (line.product === null) throw nullPointer("Cannot get property 'id' on null object");
		findAndUpdateOrCreateLot(world, line.product, line.lotNumber, line.expirationDate);
	}
}
