import { sameText } from '../collation';
import { invalid } from '../errors';
import { wholeSecond } from '../clock';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

/** The lot of a product by its number; no number means the lot-less record, null or empty. */
export const findLot = ({ store }: World, product: Value, lotNumber: Value): Row | undefined =>
	store
		.table('inventoryItem')
		.by('product', product)
		.find((lot) =>
			lotNumber ? sameText(String(lot.lotNumber ?? ''), String(lotNumber)) : !lot.lotNumber,
		);

/** Makes the lot when there is none; the expiry of a known lot stays. */
export function findOrCreateLot(
	world: World,
	product: Value,
	lotNumber: Value,
	expirationDate: Value,
): Row {
	const known = findLot(world, product, lotNumber);
	if (known) return known;
	if (!world.store.get('product', product)) {
		throw invalid(
			['Property [product] of class [Inventory Item] cannot be null'],
			`Inventory Item ${String(lotNumber ?? '')} is invalid`,
		);
	}
	const now = wholeSecond(world.clock.now());
	return world.store.insert('inventoryItem', {
		id: world.ids.id(),
		product,
		lotNumber,
		expirationDate,
		dateCreated: now,
		lastUpdated: now,
	});
}

/** The expiry of the lot becomes the given one, everywhere (orders-and-receiving.md#lot-and-expiry). */
export function findAndUpdateOrCreateLot(
	world: World,
	product: Value,
	lotNumber: Value,
	expirationDate: Value,
): Row {
	const lot = findOrCreateLot(world, product, lotNumber, expirationDate);
	if ((lot.expirationDate ?? null) !== (expirationDate ?? null)) {
		world.store.update('inventoryItem', lot, {
			expirationDate,
			lastUpdated: wholeSecond(world.clock.now()),
		});
	}
	return lot;
}

/** On hand over all locations; null for a lot that no stock table row knows. */
export function quantityOnHand({ store }: World, lot: Row | undefined): number | null {
	const rows = lot ? store.table('productAvailability').by('inventoryItem', lot.id) : [];
	return rows.length === 0 ? null : rows.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);
}
