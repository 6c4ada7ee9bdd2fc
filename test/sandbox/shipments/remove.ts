import type { Row } from '../store/table';
import type { World } from '../world';
import { eventsOf } from './events';
import { removeReceipts } from './rollback';

/** A shipment with everything that hangs on it; the order lines it was made for are free again. */
export function removeShipment(world: World, shipment: Row): void {
	const { store } = world;
	removeReceipts(world, shipment);
	for (const item of store.table('shipmentItem').by('shipment', shipment.id))
		store.remove('shipmentItem', item);
	for (const container of store.table('container').by('shipment', shipment.id))
		store.remove('container', container);
	for (const event of eventsOf(world, 'shipment', shipment.id)) store.remove('event', event);
	store.remove('shipment', shipment);
}
