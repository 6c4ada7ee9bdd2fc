import { nullPointer, reason } from '../errors';
import { eventsOf } from '../shipments/events';
import { supports } from '../shipments/places';
import { removeShipment } from '../shipments/remove';
import { rollbackLastEvent } from '../shipments/rollback';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import type { Movement } from './movements';
import { isFromOrder } from './shipment-lines';
import { linesOf, picksOf } from './request-lines';
import { pickListOf } from './pick-lists';

/**
 * `DELETE /api/stockMovements/:id`: what was not sent goes, its picks are free again
 * (stock-movements.md#documents-and-undo).
 */
export function removeMovement(world: World, movement: Movement, location: Row | undefined): void {
	if (!location) throw nullPointer("Cannot get property 'id' on null object");
	const { requisition, shipment } = movement;
	if (!mayRemove(world, movement, location)) {
		throw reason(400, 'You are not able to delete stock movement from your location.');
	}
	if (shipment && shipment.currentStatus && shipment.currentStatus !== 'PENDING') {
		throw reason(400, `You cannot delete a shipment with status ${String(shipment.currentStatus)}`);
	}
	if (shipment) {
		if (requisition && eventsOf(world, 'shipment', shipment.id).length > 0) {
			rollbackLastEvent(world, shipment);
		}
		removeShipment(world, shipment);
	}
	if (requisition) removeRequisition(world, requisition);
}

/** From its origin; from its destination when the origin keeps no stock, or for one's own request. */
function mayRemove(world: World, { requisition, shipment }: Movement, location: Row): boolean {
	const header = requisition ?? shipment;
	const isAt = (place: Value) => place === location.id;
	const origin = world.store.get('location', header?.origin);
	const keepsStock = supports(world, origin, 'MANAGE_INVENTORY');
	if (keepsStock ? isAt(header?.origin) : isAt(header?.destination)) return true;
	if (requisition?.sourceType === 'ELECTRONIC' && isAt(header?.destination)) return true;
	return (
		supports(world, location, 'ENABLE_CENTRAL_PURCHASING') &&
		!requisition &&
		shipment !== undefined &&
		isFromOrder(world, shipment)
	);
}

function removeRequisition(world: World, requisition: Row): void {
	const { store, availability } = world;
	const lines = linesOf(world, requisition.id);
	const products = [...new Set(lines.map((line) => String(line.product)))];
	for (const line of lines) {
		for (const pick of picksOf(world, line)) store.remove('picklistItem', pick);
		store.remove('requisitionItem', line);
	}
	const picklist = pickListOf(world, requisition.id);
	if (picklist) store.remove('picklist', picklist);
	for (const event of eventsOf(world, 'requisition', requisition.id)) store.remove('event', event);
	store.remove('requisition', requisition);
	const inventory = store.get('location', requisition.origin)?.inventory;
	if (picklist && typeof inventory === 'string') availability.later(inventory, products, false);
}
