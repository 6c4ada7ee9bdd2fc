import type { Body } from '../binding/binder';
import { objectsIn } from '../binding/objects';
import { foreignKey } from '../errors';
import { findOrCreatePacking } from '../shipments/containers';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { idOf, wholeNumber } from './line-input';
import { insertItem } from './shipment-items';

/** A row of the packing page; what is not sent becomes null (stock-movements.md#lines). */
export function packLines(world: World, rows: Body[]): void {
	for (const row of rows) {
		const item = world.store.get('shipmentItem', text(row.shipmentItemId));
		// Unknown rows are passed over with 200.
		if (item) packLine(world, item, row);
	}
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** More than was picked is accepted. Of a split the last part stays on the row, others become rows. */
function packLine(world: World, item: Row, row: Body): void {
	const shipment = world.store.get('shipment', item.shipment) as Row;
	const parts = objectsIn({ splitLineItems: row.splitLineItems ?? undefined }, 'splitLineItems');
	if (parts.length === 0) {
		world.store.update('shipmentItem', item, packed(world, shipment, row));
		return;
	}
	world.store.update('shipmentItem', item, packed(world, shipment, parts[parts.length - 1]));
	for (const part of parts.slice(0, -1)) {
		insertItem(world, shipment, {
			requisitionItem: item.requisitionItem,
			product: item.product,
			lotNumber: item.lotNumber,
			expirationDate: item.expirationDate,
			binLocation: item.binLocation,
			inventoryItem: item.inventoryItem,
			sortOrder: item.sortOrder,
			...packed(world, shipment, part),
		});
	}
}

function packed(world: World, shipment: Row, row: Body): Record<string, Value> {
	const person = idOf(row.recipient);
	if (person !== null && !world.store.get('person', person)) {
		throw foreignKey('shipment_item', 'recipient_id');
	}
	return {
		quantity: wholeNumber(row.quantityShipped === 0 ? null : row.quantityShipped),
		recipient: person,
		container: findOrCreatePacking(world, shipment, text(row.palletName), text(row.boxName)),
	};
}
