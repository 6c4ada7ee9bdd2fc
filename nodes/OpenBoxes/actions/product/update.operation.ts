import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { updateProduct } from '../../catalogue/save-product';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { categoryField } from '../fields/category.field';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';
import { productOptions, readProductFields } from './product-fields';
import { productOutput } from './product-output';

const fields: INodeProperties[] = [
	...productOptions,
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean' as const,
		default: true,
		description:
			'Whether it can be ordered and moved; newer servers refuse it while it is in stock',
	},
	{ ...categoryField, description: 'Category that it is sorted into' },
	{
		displayName: 'Name',
		name: 'name',
		type: 'string' as const,
		default: '',
		description: 'The new name of the product',
	},
	{
		displayName: 'Product Code',
		name: 'productCode',
		type: 'string' as const,
		default: '',
		description: 'The new code; labels with the old one no longer find the product',
	},
].sort((a, b) => a.displayName.localeCompare(b.displayName));

/** Changes a product and reads it back. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a product',
	description: 'Change name, price, barcode or other fields of a product; what is not added stays',
	properties: [
		productField,
		{
			displayName: 'Fields to Update',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: fields,
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const given = context.getNodeParameter('fields', item, {}) as IDataObject;
		const change = await readProductFields(connection, given);
		if (Object.values(change).every((value) => value === undefined)) {
			throw new OpenBoxesError('Nothing to change is given', {
				description: 'Add a field under "Fields to Update".',
			});
		}
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const { id } = await findProduct(connection, name);
		const { product, changed } = await updateProduct(connection, id, change);
		return { ...productOutput(product, true), changed };
	}),
};
