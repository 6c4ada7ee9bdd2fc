import type { IDataObject } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { readSourceRows } from '../../catalogue/product-sources';
import { productSourceSchema } from '../../schemas';
import { requireFeature } from '../../transport/server';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';
import { sourceOutput } from './source-output';
import { isOn } from '../fields/read-values';

/** Who sells a product, under which number and in which package. */
export const getSuppliers: Operation = {
	value: 'getSuppliers',
	name: 'Get Suppliers',
	action: 'Get the suppliers of a product',
	description:
		'Get who sells a product, under which code, in which package and at what price; use it before an order is written',
	properties: [productField, ...listFields, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		requireFeature(await connection.serverInfo(), 'productSuppliers');
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const { id } = await findProduct(connection, name);
		const rows = await readSourceRows(connection, id, { limit: readLimit(context, item) });
		const isSimple = isOn(context, item, 'simplify', true);
		return rows.map((row) =>
			isSimple ? sourceOutput(productSourceSchema.parse(row)) : { ...(row as IDataObject) },
		);
	}),
};
