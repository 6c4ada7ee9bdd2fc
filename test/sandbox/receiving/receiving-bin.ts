import { wholeSecond } from '../clock';
import type { Row } from '../store/table';
import type { World } from '../world';

const RECEIVING_TYPE = 'Receiving';

/** `R-431RDA`, and how older installations called it. */
export const receivingBinNames = (shipmentNumber: unknown): string[] => [
	`R-${String(shipmentNumber)}`,
	`Receiving ${String(shipmentNumber)}`,
];

/**
 * Goods can lie in bins where stock is picked or put away; a ward has none (orders-and-receiving.md#putaway).
 */
export function hasBins(world: World, location: Row): boolean {
	const activities = world.json.activitiesOf(location);
	return activities.includes('PICK_STOCK') || activities.includes('PUTAWAY_STOCK');
}

/** The receiving bin of a shipment, with which its lines are filled in as soon as it exists. */
export function receivingBinOf(world: World, shipment: Row): Row | undefined {
	const destination = world.store.get('location', shipment.destination);
	if (!destination || !hasBins(world, destination)) return undefined;
	const names = receivingBinNames(shipment.shipmentNumber);
	return world.store
		.table('location')
		.by('parentLocation', destination.id)
		.find((location) => names.includes(String(location.name)));
}

/** Made once, where the destination has bins at all (orders-and-receiving.md#putaway). */
export function makeReceivingBin(world: World, shipment: Row): void {
	if (receivingBinOf(world, shipment)) return;
	const destination = world.store.get('location', shipment.destination);
	if (!destination || !hasBins(world, destination)) return;
	const { store, ids, clock } = world;
	const type = store
		.table('locationType')
		.all()
		.find((one) => one.name === RECEIVING_TYPE);
	const now = wholeSecond(clock.now());
	store.insert('location', {
		id: ids.id(),
		name: receivingBinNames(shipment.shipmentNumber)[0],
		locationNumber: shipment.shipmentNumber,
		locationType: type?.id,
		parentLocation: destination.id,
		bgColor: 'FFFFFF',
		fgColor: '000000',
		active: true,
		dateCreated: now,
		lastUpdated: now,
	});
}
