import { supports } from '../shipments/places';
import type { Row } from '../store/table';
import type { World } from '../world';
import { lineOf, PUTAWAY_ORDER, type PutawayLine } from './putaway';
import { compareKeys, productKeys } from './view';

/**
 * Stock in receiving bins that no open putaway has, and the lines of open putaways
 * (orders-and-receiving.md#putaway).
 */
export function candidatesAt(world: World, location: Row): PutawayLine[] {
	const open = openLines(world, location);
	const lying = stockInReceivingBins(world, location).filter(
		(line) =>
			!open.some(
				(one) =>
					one.from === line.from &&
					one.inventoryItem === line.inventoryItem &&
					one.product === line.product,
			),
	);
	return [...lying, ...open].sort((a, b) =>
		compareKeys(productKeys(world, a), productKeys(world, b)),
	);
}

function stockInReceivingBins(world: World, location: Row): PutawayLine[] {
	const { store } = world;
	return store
		.table('productAvailability')
		.by('location', location.id)
		.filter((row) => Number(row.quantityOnHand) > 0)
		.filter((row) => supports(world, store.get('location', row.binLocation), 'RECEIVE_STOCK'))
		.map((row) => ({
			id: null,
			status: 'READY',
			product: row.product,
			inventoryItem: row.inventoryItem,
			recipient: null,
			facility: location.id,
			from: row.binLocation,
			toFacility: null,
			to: null,
			quantity: Number(row.quantityOnHand),
			parts: [],
			isDeleted: false,
			withStock: false,
		}));
}

function openLines(world: World, location: Row): PutawayLine[] {
	const { store } = world;
	return store
		.table('order')
		.by('origin', location.id)
		.filter((order) => store.get('orderType', order.orderType)?.code === PUTAWAY_ORDER)
		.flatMap((order) => {
			const items = store.table('orderItem').by('order', order.id);
			return items.filter((item) => isOpen(item, items)).map((item) => lineOf(order, item, items));
		});
}

/** A split line is canceled itself; it stays open as long as one of its parts is. */
function isOpen(item: Row, all: Row[]): boolean {
	if (item.parentOrderItem) return false;
	if (item.orderItemStatusCode === 'PENDING') return true;
	return (
		item.orderItemStatusCode === 'CANCELED' &&
		all.some((part) => part.parentOrderItem === item.id && part.orderItemStatusCode === 'PENDING')
	);
}
