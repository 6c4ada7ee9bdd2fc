import { illegalArgument, nullPointer } from '../errors';
import { findOrCreatePacking } from '../shipments/containers';
import { findOrCreateLot } from '../shipments/lots';
import { wholeSecond } from '../clock';
import type { Row } from '../store/table';
import type { World } from '../world';
import type { LineInput } from './line-input';

/**
 * `updateItems` of a movement without requisition: the lines of the shipment get their lots. Only
 * here do lines for orders get a lot record, which receiving needs (note 03 §5c).
 */
export function updateOrderLines(
	world: World,
	shipment: Row | undefined,
	lines: LineInput[],
): void {
	if (!shipment) return;
	const { store } = world;
	for (const line of lines) {
		const item = lineOf(world, shipment, line);
		if (!line.quantityRequested) {
			store.remove('shipmentItem', item);
			continue;
		}
		const lot = lotOf(world, line);
		store.update('shipmentItem', item, {
			product: line.product,
			inventoryItem: lot.id,
			lotNumber: line.lotNumber,
			expirationDate: line.expirationDate,
			quantity: line.quantityRequested,
			recipient: line.recipient,
			sortOrder: line.sortOrder,
			container: findOrCreatePacking(world, shipment, line.palletName, line.boxName),
			...(typeof line.orderItemId === 'string' && line.orderItemId !== ''
				? { orderItems: [...orderItemsOf(item), line.orderItemId] }
				: {}),
			lastUpdated: wholeSecond(world.clock.now()),
		});
	}
}

const orderItemsOf = (item: Row): string[] =>
	Array.isArray(item.orderItems) ? item.orderItems : [];

/** Lines without an order line cannot be added (note 03 §5c). */
function lineOf({ store }: World, shipment: Row, line: LineInput): Row {
	if (line.id === undefined) throw nullPointer("Cannot get property 'order' on null object");
	const item = store.get('shipmentItem', line.id);
	if (!item || item.shipment !== shipment.id) {
		throw illegalArgument(`Could not find shipmente item with id ${line.id}`);
	}
	return item;
}

/** A changed expiry date is the lot's from now on. */
function lotOf(world: World, line: LineInput): Row {
	const named = line.inventoryItem && world.store.get('inventoryItem', line.inventoryItem);
	if (named) return named;
	const lot = findOrCreateLot(world, line.product, line.lotNumber, line.expirationDate);
	if ((lot.expirationDate ?? null) !== line.expirationDate) {
		world.store.update('inventoryItem', lot, {
			expirationDate: line.expirationDate,
			lastUpdated: wholeSecond(world.clock.now()),
		});
	}
	return lot;
}
