import type { INodeProperties } from 'n8n-workflow';
import { lineIdField } from '../fields/line-id.field';
import { linesFromFields } from '../fields/lines-from.fields';
import { productField } from '../fields/product.field';

const quantity: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'How many units of the order, as a whole number',
};

const unitPrice: INodeProperties = {
	displayName: 'Unit Price',
	name: 'unitPrice',
	type: 'string',
	default: '',
	placeholder: 'e.g. 4.50',
	description: 'Price of one unit of the order. Leave empty for none; 0 = for free.',
};

const uom: INodeProperties = {
	displayName: 'Unit',
	name: 'uom',
	type: 'string',
	default: '',
	placeholder: 'e.g. BX',
	description: 'Unit of measure that is ordered, such as box. Leave empty for single units.',
};

const quantityPerUom: INodeProperties = {
	displayName: 'Units per Package',
	name: 'quantityPerUom',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'Single units in one ordered unit, e.g. 100 for a box of 100',
};

export const newLinesFields = linesFromFields({
	json: 'List of lines: <code>[{"productCode": "10001", "quantity": 10, "unitPrice": 4.5, "uom": "BX", "quantityPerUom": 100}]</code>. Each names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>.',
	values: [productField, quantity, unitPrice, uom, quantityPerUom],
});

export const changedLinesFields = linesFromFields({
	json: 'List of changes: <code>[{"orderItemId": "…", "quantity": 15, "unitPrice": 0.11}]</code>. A line without <code>orderItemId</code> names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>; it is added when the order does not have the product, with <code>uom</code> and <code>quantityPerUom</code> like a line of a new order. <code>"cancel": true</code> cancels a line.',
	values: [
		{
			...lineIdField,
			displayName: 'Order Line',
			name: 'orderItemId',
			description: 'Line of the order. Leave empty to name the product instead.',
		},
		{ ...productField, required: false },
		{
			displayName: 'Changes',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Change',
			default: {},
			options: [
				{
					displayName: 'Cancel',
					name: 'cancel',
					type: 'boolean',
					default: false,
					description: 'Whether the line is not ordered any more',
				},
				quantity,
				uom,
				unitPrice,
				quantityPerUom,
			],
		},
	],
});
