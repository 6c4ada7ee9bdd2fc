import type { Connection } from '../transport/connection';
import type { CatalogueProduct } from './catalogue';
import { findProducts } from './find-products';
import { barcodeHint } from './rules/barcode';
import { nameKey, nameLabel, singleNames } from './product-name';
import type { ProductName } from '../lines/product-names';

export interface ResolvedProduct {
	id: string;
	code: string;
	name: string;
}

export type Resolution =
	{ product: ResolvedProduct; reason?: undefined } | { product?: undefined; reason: string };

/** Judges what a name was found to mean: exactly one active product is needed. */
function judge(name: ProductName, found: readonly CatalogueProduct[]): Resolution {
	const label = nameLabel(name);
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
	const hint = barcodeHint(name.barcode ?? name.anyCode ?? '');
	return { reason: `${label} is unknown to OpenBoxes${hint}` };
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
	const found = await findProducts(connection, names.flatMap(singleNames));
	return new Map(names.map((name) => [nameKey(name), resolve(name, found)]));
}

/** The product that all names of a line mean. */
function resolve(
	name: ProductName,
	found: ReadonlyMap<string, readonly CatalogueProduct[]>,
): Resolution {
	const judged = singleNames(name).map((single) => {
		const label = nameLabel(single);
		return { label, resolution: judge(single, found.get(nameKey(single)) ?? []) };
	});
	const unclear = judged.find(({ resolution }) => resolution.reason !== undefined);
	if (unclear) return unclear.resolution;
	const ids = new Set(judged.map(({ resolution }) => resolution.product?.id));
	const [first] = judged;
	if (first === undefined) return { reason: 'no product is named' };
	if (ids.size === 1) return first.resolution;
	const meant = judged.map(
		({ label, resolution: { product } }) => `${label} is ${product?.code} ${product?.name}`,
	);
	return { reason: `its names mean different products: ${meant.join(', ')}` };
}
