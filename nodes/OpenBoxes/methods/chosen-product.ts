import { nameKey, toProductName } from '../catalogue/product-name';
import { resolveProducts } from '../catalogue/products';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';

/** @param wanted what a picker lists of the product that stands beside it, e.g. `lots` */
export async function chosenProduct(
	connection: Connection,
	value: unknown,
	wanted: string,
): Promise<string> {
	const name = toProductName(value);
	if (name.productId !== undefined && name.productId !== '') return name.productId;
	const resolution = (await resolveProducts(connection, [name])).get(nameKey(name));
	if (resolution?.product) return resolution.product.id;
	throw new OpenBoxesError(
		`There are no ${wanted} to list: ${resolution?.reason ?? 'no product'}`,
		{ description: 'Choose the product first.' },
	);
}
