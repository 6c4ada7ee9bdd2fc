import { recordSchema } from '../../schemas';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { apiPath } from '../../transport/base-url';
import { simplifyField } from '../fields/simplify.field';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';
import { productOutput } from './product-output';
import { isOn } from '../fields/read-values';

/** One product. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a product',
	description:
		'Get one product by its ID, product code or barcode; use it to see what is known of it',
	properties: [productField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		const name = toProductName(context.getNodeParameter('product', item));
		const { id } = await findProduct(connection, name);
		const { data } = recordSchema.parse(await connection.get(apiPath('products', id)));
		return productOutput(data, isOn(context, item, 'simplify', true));
	}),
};
