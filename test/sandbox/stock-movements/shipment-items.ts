import { wholeSecond } from '../clock';
import { findOrCreatePacking } from '../shipments/containers';
import { findOrCreateLot } from '../shipments/lots';
import { picksStock } from '../shipments/places';
import type { Row } from '../store/table';
import type { World } from '../world';
import { isAtLeast } from './requisition-status';
import { childrenOf, linesOf, picksOf } from './request-lines';
import { shipmentOf } from './movements';

const itemsFor = ({ store }: World, line: Row): Row[] =>
	store.table('shipmentItem').by('requisitionItem', line.id);

/** From PICKED on whatever is missing on the shipment is added as soon as something changes. */
export function addMissingItemsWhenPicked(world: World, requisition: Row): void {
	const shipment = shipmentOf(world, requisition);
	if (shipment && isAtLeast(requisition, 'PICKED')) addMissingItems(world, requisition, shipment);
}

/**
 * Puts lines on the shipment: what was picked, or, for an origin that picks nothing, the lines as
 * they were asked for, with their lots made (stock-movements.md#from-supplier).
 */
export function addMissingItems(world: World, requisition: Row, shipment: Row): void {
	const picks = picksStock(world, world.store.get('location', requisition.origin));
	for (const line of linesOf(world, requisition.id)) {
		if (picks) addPickedItems(world, line, shipment);
		else putLine(world, line, shipment);
	}
}

function addPickedItems(world: World, line: Row, shipment: Row): void {
	if (itemsFor(world, line).length > 0) return;
	const { store } = world;
	const picks = picksOf(world, line).filter((pick) => Number(pick.quantity) > 0);
	picks.forEach((pick, at) => {
		const lot = store.get('inventoryItem', pick.inventoryItem);
		insertItem(world, shipment, {
			// The product is the lot's, whatever the line asked for (stock-movements.md#send).
			product: lot?.product,
			inventoryItem: pick.inventoryItem,
			lotNumber: lot?.lotNumber,
			expirationDate: lot?.expirationDate,
			quantity: pick.quantity,
			binLocation: pick.binLocation,
			requisitionItem: line.id,
			recipient:
				line.recipient ?? store.get('requisitionItem', line.parentRequisitionItem)?.recipient,
			sortOrder: at,
		});
	});
	for (const child of childrenOf(world, line)) addPickedItems(world, child, shipment);
}

function putLine(world: World, line: Row, shipment: Row): void {
	const container = findOrCreatePacking(world, shipment, line.palletName, line.boxName);
	const lot = findOrCreateLot(world, line.product, line.lotNumber, line.expirationDate);
	const values = {
		product: line.product,
		inventoryItem: lot.id,
		lotNumber: lot.lotNumber,
		expirationDate: lot.expirationDate,
		quantity: line.quantity,
		recipient: line.recipient,
		sortOrder: line.orderIndex,
		requisitionItem: line.id,
		container,
	};
	const known = itemsFor(world, line)[0];
	if (known) world.store.update('shipmentItem', known, values);
	else insertItem(world, shipment, values);
}

export function insertItem(world: World, shipment: Row, values: Omit<Row, 'id'>): Row {
	const now = wholeSecond(world.clock.now());
	return world.store.insert('shipmentItem', {
		id: world.ids.id(),
		shipment: shipment.id,
		dateCreated: now,
		lastUpdated: now,
		...values,
	});
}

/** A changed line leaves the shipment, with its revisions and substitutes. */
export function removeItemsOf(world: World, line: Row): void {
	for (const one of [line, ...childrenOf(world, line)]) {
		for (const item of itemsFor(world, one)) world.store.remove('shipmentItem', item);
	}
}
