import type { IDataObject } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { createSource } from '../../catalogue/product-sources';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { requireFeature } from '../../transport/server';
import { locatorText } from '../../values/locator';
import { organizationField } from '../fields/organization.field';
import { productField } from '../fields/product.field';
import { readStored } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { sourceOutput } from './source-output';

/** A new source of a product, once. */
export const createSupplier: Operation = {
	value: 'createSupplier',
	name: 'Create Supplier',
	action: 'Create a supplier of a product',
	description:
		'Say who sells a product under which code; the same supplier with the same code is found instead; Set Package tells its price',
	properties: [
		productField,
		{
			...organizationField,
			displayName: 'Supplier',
			required: true,
			description: 'The organization that sells it',
		},
		{
			displayName: 'Supplier Code',
			name: 'supplierCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. MS-IBU-200',
			description: 'The number that the supplier has for it',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Brand',
					name: 'brandName',
					type: 'string',
					default: '',
					description: 'The name it is sold under',
				},
				{
					...organizationField,
					displayName: 'Manufacturer',
					name: 'manufacturer',
					description: 'The organization that makes it',
				},
				{
					displayName: 'Manufacturer Code',
					name: 'manufacturerCode',
					type: 'string',
					default: '',
					description: 'The number that the manufacturer has for it',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the supplier calls it. Empty = the name of the product.',
				},
			],
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		requireFeature(await connection.serverInfo(), 'productSuppliers');
		const supplierId = locatorText(context.getNodeParameter('organization', item, ''));
		if (supplierId === undefined) {
			throw new OpenBoxesError(
				'The supplier was not created: it is not said who sells the product',
				{
					description: 'Choose the supplier from the list.',
				},
			);
		}
		const options = context.getNodeParameter('options', item, {}) as IDataObject;
		const fields = {
			supplierId,
			supplierCode: readStored(context.getNodeParameter('supplierCode', item, ''), 'Supplier Code'),
			name: readStored(options.name, 'Name'),
			manufacturerId: locatorText(options.manufacturer),
			manufacturerCode: readStored(options.manufacturerCode, 'Manufacturer Code'),
			brandName: readStored(options.brandName, 'Brand'),
		};
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const product = await findProduct(connection, name);
		const { source, existed, warnings } = await createSource(connection, product, fields);
		return { ...sourceOutput(source), existed, warnings };
	}),
};
