import type { IDataObject } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { setPackage as savePackage } from '../../catalogue/product-packages';
import { findSource } from '../../catalogue/product-sources';
import { findUnit } from '../../catalogue/package-units';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { requireFeature } from '../../transport/server';
import { locatorText } from '../../values/locator';
import { productField } from '../fields/product.field';
import { productSourceField } from '../fields/product-source.field';
import { unitField } from '../fields/unit.field';
import { perItem, type Operation } from '../operation';

/** The server takes no more. */
const MOST = 2_147_483_646;

function readAmount(value: unknown, label: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const amount = Number(value);
	if (Number.isFinite(amount) && amount >= 0 && amount <= MOST) return amount;
	throw new OpenBoxesError(`"${label}" must be a number, 0 or more`);
}

/** In what a supplier sells a product, from now on. */
export const setPackage: Operation = {
	value: 'setPackage',
	name: 'Set Package',
	action: 'Set a package of a product',
	description:
		'Set in which package a supplier sells a product and its price; the package of that unit and size is changed when it is there',
	properties: [
		productField,
		productSourceField,
		unitField,
		{
			displayName: 'Units per Package',
			name: 'quantityPerPackage',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1,
			description: 'Single units in one package, e.g. 100 for a box of 100',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			description: 'What is not added stays as it is',
			options: [
				{
					displayName: 'Minimum Order',
					name: 'minOrderQuantity',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 1,
					description: 'The least that the supplier sells, in whatever package',
				},
				{
					displayName: 'Package Price',
					name: 'packagePrice',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'Price of the whole package, in the currency of the server',
				},
			],
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		requireFeature(await connection.serverInfo(), 'productSuppliers');
		const quantity = Number(context.getNodeParameter('quantityPerPackage', item, 1));
		if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST)
			throw new OpenBoxesError('"Units per Package" must be a whole number, 1 or more');
		const options = context.getNodeParameter('options', item, {}) as IDataObject;
		const price = readAmount(options.packagePrice, 'Package Price');
		const minimum = readAmount(options.minOrderQuantity, 'Minimum Order');
		const unitText = locatorText(context.getNodeParameter('unit', item, ''));
		if (unitText === undefined) {
			throw new OpenBoxesError('No unit is given', {
				description: 'Choose what the package is, such as a box.',
			});
		}
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const product = await findProduct(connection, name);
		const picked = context.getNodeParameter('productSource', item, '');
		const found = await findSource(connection, product, picked);
		const unit = await findUnit(connection, unitText);
		const wanted = { unit, quantity, price, minimum };
		const { pack, source, existed, warnings } = await savePackage(connection, found, wanted);
		return {
			id: pack.id,
			productSourceId: source.id,
			sourceCode: source.code ?? null,
			supplierName: source.supplier?.name ?? null,
			unit: unit.code ?? null,
			quantityPerPackage: pack.quantity ?? null,
			packagePrice: pack.productPrice?.price ?? null,
			minOrderQuantity: source.minOrderQuantity ?? null,
			existed,
			warnings,
		};
	}),
};
