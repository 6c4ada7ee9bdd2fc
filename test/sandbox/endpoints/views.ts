import type { Domain } from '../schema/domain';
import type { Row } from '../store/table';
import type { World } from '../world';

/** Computes the rows of a database view. */
export type View = (world: World) => Row[];

const views: Record<string, View> = {};

/** Areas bring their views: `requirement`, `outboundStockMovement`, … */
export function addViews(more: Record<string, View>): void {
	Object.assign(views, more);
}

/** Fills the table of a view with what it shows now. */
export function rowsOfView(world: World, domain: Domain): void {
	const table = world.store.table(domain.name);
	for (const row of table.all()) table.remove(row);
	for (const row of views[domain.name]?.(world) ?? []) table.insert(row);
}
