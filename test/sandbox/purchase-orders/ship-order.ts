import type { Row } from '../store/table';
import type { World } from '../world';
import { isCanceled, orderItemsOf, packsLeftToShip, perUnit } from './order-lines';
import { shipmentWithLines } from './order-shipments';

/** Order lines that are not on a shipment yet. */
export const openItemsOf = (world: World, order: Row): Row[] =>
	orderItemsOf(world, order.id).filter(
		(item) => !isCanceled(item) && packsLeftToShip(world, item) > 0,
	);

/**
 * One shipment for everything that is left of an order, without lots (orders-and-receiving.md#other-ways).
 */
export const shipWholeOrder = (world: World, order: Row, user: string | null): Row =>
	shipmentWithLines(
		world,
		{
			id: '',
			origin: order.origin,
			destination: order.destination,
			description: `${String(order.orderNumber)} ${String(order.name)}`,
			dateRequested: world.clock.now(),
		},
		openItemsOf(world, order).map((item, at) => ({
			id: '',
			product: item.product,
			inventoryItem: item.inventoryItem,
			recipient: item.recipient,
			quantityRequested: packsLeftToShip(world, item) * perUnit(item),
			sortOrder: at * 100,
			orderItemId: item.id,
		})),
		user,
	);
