import type { Row } from '../store/table';
import type { World } from '../world';
import type { View } from './views';

/** Views over stock that the generic API serves (warehouse.md#below-reorder). */
export const stockViews: Record<string, View> = { requirement, productSummary };

/** One row per rule with a quantity; its status looks at the one bin, so without a bin at nothing. */
export function requirement(world: World): Row[] {
	const { store } = world;
	return store
		.table('inventoryLevel')
		.all()
		.filter((rule) =>
			[rule.minQuantity, rule.reorderQuantity, rule.maxQuantity].some(
				(one) => typeof one === 'number',
			),
		)
		.map((rule) => {
			const location = store.get('inventory', rule.inventory)?.warehouse ?? null;
			const bin = rule.internalLocation ?? null;
			const stock = store
				.table('productAvailability')
				.by('product', rule.product)
				.filter((row) => row.location === location);
			const promise = (rows: Row[]) =>
				rows.reduce((sum, row) => sum + Number(row.quantityAvailableToPromise), 0);
			// A rule without a bin looks at the stock that lies in no bin; below zero counts as nothing.
			const promisedInBin = promise(stock.filter((row) => (row.binLocation ?? null) === bin));
			const inBin = Math.max(0, promisedInBin);
			const total = Math.max(0, promise(stock));
			return {
				id: rule.id,
				product: rule.product,
				location,
				binLocation: bin,
				minQuantity: rule.minQuantity ?? 0,
				reorderQuantity: rule.reorderQuantity ?? 0,
				maxQuantity: rule.maxQuantity ?? 0,
				quantityInBin: inBin,
				totalQuantityAvailableToPromise: total,
				quantityAvailable: total - inBin,
				status: statusInBin(promisedInBin, rule),
			};
		});
}

/** Exactly at a limit is not below it (view `requirement`). */
function statusInBin(inBin: number, rule: Row): string | null {
	const [minimum, reorder, maximum] = ['minQuantity', 'reorderQuantity', 'maxQuantity'].map(
		(name) => Number(rule[name] ?? 0),
	);
	if (inBin < minimum) return 'BELOW_MINIMUM';
	if (inBin < reorder) return 'BELOW_REORDER';
	if (inBin === 0) return 'OUT_OF_STOCK';
	if (inBin < maximum) return 'BELOW_MAXIMUM';
	return inBin <= maximum ? 'IN_STOCK' : null;
}

/** On hand per product and location; orders on the way come from placed orders not yet received. */
function productSummary(world: World): Row[] {
	const rows = new Map<string, Row>();
	const at = (product: string, location: string): Row => {
		const key = `${product} ${location}`;
		const known = rows.get(key) ?? {
			id: '',
			product,
			location,
			quantityOnHand: 0,
			quantityOnOrder: 0,
			quantityOnOrderNotReceived: 0,
			quantityOnOrderNotShipped: 0,
		};
		rows.set(key, known);
		return known;
	};
	for (const one of world.store.table('productAvailability').all()) {
		const row = at(String(one.product), String(one.location));
		row.quantityOnHand = Number(row.quantityOnHand) + Number(one.quantityOnHand);
	}
	for (const order of world.store.table('order').by('status', 'PLACED')) {
		for (const line of world.store.table('orderItem').by('order', order.id)) {
			const quantity = Number(line.quantity) * Number(line.quantityPerUom ?? 1);
			const shipped = shippedQuantity(world, line);
			const row = at(String(line.product), String(order.destination));
			row.quantityOnOrder = Number(row.quantityOnOrder) + quantity;
			row.quantityOnOrderNotShipped = Number(row.quantityOnOrderNotShipped) + quantity - shipped;
		}
	}
	return [...rows.values()].map((row) => ({
		...row,
		id: `${String(row.product)} ${String(row.location)}`,
	}));
}

const shippedQuantity = (world: World, line: Row): number =>
	world.store
		.table('shipmentItem')
		.by('orderItem', line.id)
		.reduce((sum, item) => sum + Number(item.quantity), 0);
