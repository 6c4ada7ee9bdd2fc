import { illegalArgument, nullPointer } from '../errors';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { requirement } from './stock-views';

export const requirementRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/requirements', access: 'read', handler: requirements },
];

const STATUSES = [
	...['IN_STOCK', 'OUT_OF_STOCK', 'NEVER_IN_STOCK', 'BELOW_MINIMUM', 'BELOW_REORDER'],
	...['BELOW_MAXIMUM', 'ABOVE_MAXIMUM', 'ALL_PRODUCTS'],
];
const REFILLED = ['BELOW_MINIMUM', 'BELOW_REORDER', 'BELOW_MAXIMUM'];

/**
 * Bin replenishment: only rules of a bin that can be refilled (docs/openboxes/warehouse.md). What is below its minimum
 * unless asked otherwise; below its maximum means below anything.
 */
function requirements(call: Call): Reply {
	const { query, world } = call;
	const id = query.get('location.id');
	if (id === null) throw nullPointer("Cannot get property 'id' on null object");
	const location = world.store.get('location', id);
	if (!location) throw illegalArgument(`Can't find location with given id: ${id}`);
	const status = query.get('inventoryLevelStatus') || 'BELOW_MINIMUM';
	if (!STATUSES.includes(status)) {
		throw illegalArgument(
			`No enum constant org.pih.warehouse.inventory.InventoryLevelStatus.${status}`,
		);
	}
	const allowed = status === 'BELOW_MAXIMUM' ? REFILLED : [status];
	const { store } = world;
	const seen = new Set<string>();
	const rows = requirement(world).filter((row) => {
		const isAsked =
			row.location === location.id &&
			row.binLocation &&
			Number(row.quantityAvailable) > 0 &&
			allowed.includes(String(row.status));
		const place = `${String(row.product)} ${String(row.binLocation)}`;
		if (!isAsked || seen.has(place)) return false;
		seen.add(place);
		return true;
	});
	return data(
		rows.map((row) => {
			const product = store.get('product', row.product);
			const bin = store.get('location', row.binLocation);
			return {
				id: row.id,
				'product.id': product?.id ?? null,
				'product.productCode': product?.productCode ?? null,
				'product.name': product?.name ?? null,
				'binLocation.id': bin?.id ?? null,
				'binLocation.name': bin?.name ?? null,
				zone: store.get('location', bin?.zone)?.name ?? null,
				quantityInBin: row.quantityInBin,
				minQuantity: row.minQuantity,
				maxQuantity: row.maxQuantity,
				quantityNeeded: Math.max(
					0,
					Math.min(
						Number(row.quantityAvailable),
						Number(row.maxQuantity) - Number(row.quantityInBin),
					),
				),
				quantityAvailable: row.quantityAvailable,
			};
		}),
	);
}
