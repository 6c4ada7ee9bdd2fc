import { recordSchema } from '../../schemas';
import { findProducts } from '../../catalogue/find-products';
import { nameKey, nameLabel, toProductName } from '../../catalogue/product-name';
import type { ProductName } from '../../lines/product-names';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { simplifyField } from '../fields/list.fields';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';
import { productOutput } from './product-output';

/** ID of the one product that a name fits, inactive ones included. */
async function idOf(connection: Connection, name: ProductName): Promise<string> {
	const found = (await findProducts(connection, [name])).get(nameKey(name)) ?? [];
	if (found.length === 1) return found[0].id;
	if (found.length === 0) {
		throw new OpenBoxesError(`${nameLabel(name)} is unknown to OpenBoxes`, {
			description: 'Choose the product from the list, or correct its ID, code or barcode.',
		});
	}
	const names = found.map(({ productCode, name: of }) => `${productCode} ${of}`).join(' and ');
	throw new OpenBoxesError(`${nameLabel(name)} belongs to ${found.length} products: ${names}`, {
		description: 'Give the product code or ID of the one you mean, or use Find by Code to get all.',
	});
}

/** One product. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a product',
	description: 'Get one product by its ID, product code or barcode',
	properties: [productField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		const id = await idOf(connection, toProductName(context.getNodeParameter('product', item)));
		const { data } = recordSchema.parse(await connection.get(apiPath('products', id)));
		return productOutput(data, context.getNodeParameter('simplify', item, true) === true);
	}),
};
