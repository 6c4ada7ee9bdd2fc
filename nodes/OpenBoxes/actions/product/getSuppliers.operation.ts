import type { IDataObject } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { productSourceSchema } from '../../schemas';
import { apiPath } from '../../transport/base-url';
import { getPages } from '../../transport/paginate';
import { requireFeature } from '../../transport/server';
import { listFields, readLimit, simplifyField } from '../fields/list.fields';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';

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
		const rows = await getPages(
			connection,
			apiPath('productSuppliers'),
			{ product: id },
			readLimit(context, item),
		);
		if (context.getNodeParameter('simplify', item, true) !== true)
			return rows.map((row) => ({ ...(row as IDataObject) }));
		return rows.map((row) => {
			const source = productSourceSchema.parse(row);
			return {
				id: source.id,
				sourceCode: source.code ?? null,
				name: source.name ?? null,
				supplierName: source.supplier?.name ?? null,
				supplierCode: source.supplierCode ?? null,
				manufacturerName: source.manufacturer?.name ?? null,
				unit: source.defaultProductPackage?.uom?.code ?? null,
				quantityPerPackage: source.defaultProductPackage?.quantity ?? null,
				packagePrice: source.packagePrice ?? null,
				active: source.active ?? null,
			};
		});
	}),
};
