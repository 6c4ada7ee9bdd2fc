import { invalid } from '../errors';
import type { Row } from '../store/table';
import type { World } from '../world';
import { refreshSummariesOf } from '../purchase-orders/summary-table';
import { addShipmentEvent, findEvent, type Actor } from './events';
import { isWarehouse } from './places';
import { bookTransferOut } from './transfers';
import { validatePickedStock } from './validation';

/**
 * Sends a shipment: the event SHIPPED at `shippedAt`, and a Transfer Out when the origin keeps stock.
 * A shipment without lines is sent as well and moves nothing (stock-movements.md#status).
 */
export function sendShipment(world: World, shipment: Row, actor: Actor, shippedAt: number): void {
	const refused: string[] = [];
	if (shippedAt > world.clock.now()) {
		refused.push(`Shipping date [${javaDate(shippedAt)}] must occur on or before today.`);
	}
	if (findEvent(world, shipment, 'SHIPPED')) refused.push('Shipment has already shipped');
	validatePickedStock(world, shipment);
	if (refused.length > 0) throw invalid(refused, 'Failed to send shipment');
	addShipmentEvent(world, shipment, {
		code: 'SHIPPED',
		date: shippedAt,
		location: shipment.origin,
		user: actor.user,
	});
	refreshSummariesOf(world, shipment);
	const origin = world.store.get('location', shipment.origin);
	if (isWarehouse(world, origin)) bookTransferOut(world, shipment, actor.user, shippedAt);
}

/** `Sun Nov 22 07:34:00 UTC 2026`. */
function javaDate(moment: number): string {
	const [weekday, day, month, year, time] = new Date(moment)
		.toUTCString()
		.replace(',', '')
		.split(' ');
	return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
