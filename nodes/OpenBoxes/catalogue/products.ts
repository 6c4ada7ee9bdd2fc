import type { Connection } from '../transport/connection';
import type { CatalogueProduct } from './catalogue';
import { findProducts } from './find-products';
import { nameKey, nameLabel, type ProductName } from './product-name';

export interface ResolvedProduct {
	id: string;
	code: string;
	name: string;
}

export type Resolution =
	{ product: ResolvedProduct; reason?: undefined } | { product?: undefined; reason: string };

/** Judges what a name was found to mean: exactly one active product is needed. */
function judge(label: string, found: readonly CatalogueProduct[]): Resolution {
	const active = found.filter((product) => product.active);
	if (active.length === 1) {
		const [{ id, productCode, name }] = active;
		return { product: { id, code: productCode, name } };
	}
	if (active.length > 1) {
		const names = active.map((product) => `${product.productCode} ${product.name}`).join(' and ');
		return {
			reason: `${label} belongs to ${active.length} products (${names}): use the product code or ID instead`,
		};
	}
	if (found.length > 0)
		return { reason: `${label} is the product "${found[0].name}", which is inactive in OpenBoxes` };
	return { reason: `${label} is unknown to OpenBoxes` };
}

/**
 * Finds out which product each name means, for all lines of all sales together.
 *
 * @returns by `nameKey`: the product, or why it is none
 */
export async function resolveProducts(
	connection: Connection,
	names: readonly ProductName[],
): Promise<Map<string, Resolution>> {
	const found = await findProducts(connection, names);
	const labels = new Map(names.map((name) => [nameKey(name), nameLabel(name)]));
	return new Map(
		[...found].map(([key, products]) => [key, judge(labels.get(key) ?? '', products)]),
	);
}
