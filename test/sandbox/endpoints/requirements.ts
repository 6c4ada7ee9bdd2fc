import { illegalArgument } from '../errors';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { requirement } from './stock-views';

export const requirementRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/requirements', access: 'read', handler: requirements },
];

/** Bin replenishment: only rules of a bin that can be refilled (note 05 §3); none without such rules. */
function requirements(call: Call): Reply {
	const { query, world } = call;
	const location = world.store.get('location', query.get('location.id'));
	if (!location) throw illegalArgument('Must specify a location');
	const status = query.get('inventoryLevelStatus');
	const allowed =
		status === 'BELOW_MAXIMUM' ? ['BELOW_MINIMUM', 'BELOW_REORDER', 'BELOW_MAXIMUM'] : [status];
	const { store } = world;
	const rows = requirement(world).filter(
		(row) =>
			row.location === location.id &&
			row.binLocation &&
			Number(row.quantityAvailable) > 0 &&
			(status === null || allowed.includes(String(row.status))),
	);
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
				quantityNeeded: Number(row.maxQuantity) - Number(row.quantityInBin),
				quantityAvailable: row.quantityAvailable,
			};
		}),
	);
}
