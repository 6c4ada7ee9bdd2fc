import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import { listSchema, requirementSchema } from '../schemas';

/** From when on a product is to be ordered for a location; 0 = the rule does not say. */
export interface ReorderPoint {
	productId: string;
	locationId: string;
	minimum: number;
	reorderPoint: number;
	maximum: number;
	/** What the server would promise: without what is held, with what has expired. */
	promisable: number;
}

async function readRows(connection: Connection, locationId?: string): Promise<unknown[]> {
	if (locationId === undefined)
		return await getPages(connection, apiPath('generic', 'requirement'), { sort: 'id' });
	const attributes = [{ property: 'location.id', value: locationId }];
	const answer = await connection.search('requirement', attributes, { priority: 'bulk' });
	return listSchema.parse(answer).data;
}

/**
 * The reorder points of a location, or of all, also of products that never had stock; the same on every version. Rules
 * of bins are left out, and the status that the server shows looks at one bin (warehouse.md#below-reorder).
 */
export async function readReorderPoints(
	connection: Connection,
	locationId?: string,
): Promise<ReorderPoint[]> {
	const points = new Map<string, ReorderPoint>();
	for (const data of await readRows(connection, locationId)) {
		const rule = requirementSchema.parse(data);
		const reorderPoint = rule.reorderQuantity ?? 0;
		if (!rule.product || rule.binLocation || reorderPoint <= 0) continue;
		const place = rule.location?.id ?? locationId ?? '';
		const key = `${place}|${rule.product.id}`;
		// A product may have two rules (warehouse.md#inventory-levels): the higher one decides.
		if ((points.get(key)?.reorderPoint ?? 0) >= reorderPoint) continue;
		points.set(key, {
			productId: rule.product.id,
			locationId: place,
			minimum: rule.minQuantity ?? 0,
			reorderPoint,
			maximum: rule.maxQuantity ?? 0,
			promisable: rule.totalQuantityAvailableToPromise ?? 0,
		});
	}
	return [...points.values()];
}

/** What to order of it; null = no maximum is set. */
export function quantityToOrder({ maximum }: ReorderPoint, available: number): number | null {
	return maximum > 0 ? Math.max(0, maximum - available) : null;
}
