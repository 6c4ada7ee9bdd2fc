import type { IDataObject } from 'n8n-workflow';
import { createProduct } from '../../catalogue/save-product';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { categoryField } from '../fields/category.field';
import { nameField, readName } from '../fields/name.field';
import { perItem, type Operation } from '../operation';
import { productOptions, readProductFields } from './product-fields';
import { productOutput } from './product-output';

/** A new product, once. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a product',
	description:
		'Add a product to the catalogue; one of that code, or of that name when no code is given, is found instead',
	properties: [
		{ ...nameField, placeholder: 'e.g. Ibuprofen 200mg tablet' },
		{
			...categoryField,
			required: true,
			description: 'Category that it is sorted into',
		},
		{
			displayName: 'Product Code',
			name: 'productCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10001',
			description: 'Your own number of it. Empty = OpenBoxes makes one.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: productOptions,
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const name = readName(context, item, 'The product was not created');
		const fields = await readProductFields(connection, {
			...(context.getNodeParameter('options', item, {}) as IDataObject),
			name,
			productCode: context.getNodeParameter('productCode', item, '') as string,
			category: context.getNodeParameter('category', item, '') as IDataObject,
		});
		if (!fields.category) {
			throw new OpenBoxesError('The product was not created: its category is missing', {
				description: 'Choose it from the list.',
			});
		}
		const made = await createProduct(connection, { ...fields, name: fields.name ?? name });
		const { existed, warnings } = made;
		return { ...productOutput(made.product, true), existed, warnings };
	}),
};
