import { findProducts } from '../catalogue/find-products';
import { readLocations, type ResolvedLocation } from '../catalogue/locations';
import { nameKey } from '../catalogue/product-name';
import type { Connection } from '../transport/connection';
import { readPlacedStock } from './read-placed-stock';
import { byText } from './rules/placed-stock';
import { readReorderPoints, type ReorderPoint } from './reorder-points';
import { addTo } from '../../shared/sums';

/** A product that is at or below its reorder point at a location. */
export interface LowStock extends ReorderPoint {
	productCode: string;
	productName: string;
	location: ResolvedLocation;
	/** What may be given out. */
	available: number;
}

interface Wanted {
	location?: ResolvedLocation;
	productId?: string;
	/** `yyyy-MM-dd`, to leave out what has expired. */
	today: string;
}

async function placesById(
	connection: Connection,
	location: ResolvedLocation | undefined,
): Promise<Map<string, ResolvedLocation>> {
	if (location) return new Map([[location.id, location]]);
	const all = await readLocations(connection);
	return new Map(
		all.map(({ id, name, locationNumber }) => [id, { id, name, number: locationNumber ?? '' }]),
	);
}

/** What may be given out, by location and product; a product that never had stock is not in it. */
async function availableBy(
	connection: Connection,
	{ today, ...filter }: Wanted,
): Promise<Map<string, number>> {
	const available = new Map<string, number>();
	for (const row of await readPlacedStock(connection, filter)) {
		if (row.expiry !== undefined && row.expiry < today) continue;
		const key = `${row.locationId}|${row.productId}`;
		addTo(available, key, row.promisable);
	}
	return available;
}

/**
 * All that is at or below its reorder point now, by location and product code. The server's report is not asked: it
 * begins with 0.9.6, knows the login location only, and leaves out what never had stock (warehouse.md#reorder-report).
 */
export async function readLowStock(connection: Connection, wanted: Wanted): Promise<LowStock[]> {
	const all = await readReorderPoints(connection, wanted.location?.id);
	const points = all.filter(
		({ productId }) => wanted.productId === undefined || productId === wanted.productId,
	);
	if (points.length === 0) return [];
	const places = await placesById(connection, wanted.location);
	const available = await availableBy(connection, wanted);
	const low = points.flatMap((point) => {
		const location = places.get(point.locationId);
		const left = available.get(`${point.locationId}|${point.productId}`) ?? 0;
		// A location that was closed orders nothing.
		return location && left <= point.reorderPoint ? [{ ...point, location, available: left }] : [];
	});
	const names = low.map(({ productId }) => ({ productId }));
	const products = await findProducts(connection, names);
	return low
		.flatMap((one) => {
			const [product] = products.get(nameKey({ productId: one.productId })) ?? [];
			// Nobody orders what was taken out of use.
			if (!product?.active) return [];
			return [{ ...one, productCode: product.productCode, productName: product.name }];
		})
		.sort(
			(a, b) => byText(a.location.name, b.location.name) || byText(a.productCode, b.productCode),
		);
}
