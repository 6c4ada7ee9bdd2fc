import type { INodeProperties } from 'n8n-workflow';
import { binField } from '../fields/bin.field';
import { keepSerialField } from '../fields/keep-serial.field';
import { lineIdField } from '../fields/line-id.field';
import type { LinesForm } from '../fields/lines-from.fields';
import { productField } from '../fields/product.field';
import { unitFactorField } from '../fields/unit-factor.field';

const quantityField: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description:
		'How many, as a whole number: single units, or packages of as many as are given below',
};

const lotField: INodeProperties = {
	displayName: 'Lot',
	name: 'lot',
	type: 'string',
	default: '',
	placeholder: 'e.g. IBU-A',
	description:
		'Lot (batch) number. Leave empty to send what expires first; from a supplier it becomes the lot of the goods.',
};

const fromBinField: INodeProperties = {
	...binField,
	description: 'Shelf or bin it is taken from. Leave empty to take it from any.',
};

const expiryField: INodeProperties = {
	displayName: 'Expiration Date',
	name: 'expirationDate',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2027-06-30',
	description: 'Only for goods of a supplier: the last day of the lot',
};

const commonFields: INodeProperties[] = [
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'Note that is kept with this line in OpenBoxes',
	},
	keepSerialField,
	{
		displayName: 'Pallet',
		name: 'pallet',
		type: 'string',
		default: '',
		description: 'Name of the pallet the goods travel on',
	},
	{
		displayName: 'Box',
		name: 'box',
		type: 'string',
		default: '',
		description: 'Name of the box on the pallet',
	},
];

function listOf(example: string, names: string): string {
	return `List of lines: <code>${example}</code>. ${names}.`;
}

const NAMES =
	'Each names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>';

/** Lines to add to a movement, whose lots are chosen when it is sent. */
export const newLineFields: LinesForm = {
	json: listOf(
		'[{"productCode": "10001", "quantity": 20}]',
		`${NAMES}; <code>unitFactor</code>, <code>lot</code>, <code>expirationDate</code> (of a supplier's goods), <code>pallet</code>, <code>box</code>, <code>recipient</code> and <code>comment</code> may follow`,
	),
	values: [
		{ ...productField, displayOptions: undefined },
		quantityField,
		unitFactorField,
		lotField,
		expiryField,
		...commonFields,
	],
};

/** Lines to create and send at once, where a lot and bin say what leaves. */
export const sentLineFields: LinesForm = {
	json: listOf(
		'[{"productCode": "10001", "quantity": 20, "lot": "IBU-A", "bin": "A-01"}]',
		`${NAMES}. Without <code>lot</code> and <code>bin</code> what expires first is sent; <code>unitFactor</code>, <code>expirationDate</code> (of a supplier's goods), <code>pallet</code>, <code>box</code>, <code>recipient</code> and <code>comment</code> may follow`,
	),
	values: [
		{ ...productField, displayOptions: undefined },
		quantityField,
		unitFactorField,
		lotField,
		fromBinField,
		expiryField,
		...commonFields,
	],
};

/** Lots to pick for a movement that exists. */
export const pickFields: LinesForm = {
	json: listOf(
		'[{"productCode": "10001", "quantity": 20, "lot": "IBU-A", "bin": "A-01"}]',
		`${NAMES}. Together they must be what the movement asks for of that product`,
	),
	values: [
		{ ...productField, displayOptions: undefined },
		quantityField,
		unitFactorField,
		lotField,
		fromBinField,
	],
};

/** Changes of lines that exist. */
export const changeFields: LinesForm = {
	json: listOf(
		'[{"id": "li-001", "quantity": 1500}]',
		'Each gives the <code>id</code> of a line, as Get shows it, and what changes: <code>quantity</code>, <code>lot</code>, <code>expirationDate</code>, <code>pallet</code>, <code>box</code>, <code>recipient</code>, <code>comment</code>. What is not given stays; an empty text clears. <code>"delete": true</code> removes the line',
	),
	values: [
		{ ...lineIdField, required: true },
		{
			displayName: 'Changes',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Change',
			default: {},
			options: [
				{
					displayName: 'Box',
					name: 'box',
					type: 'string',
					default: '',
					description: 'Name of the box on the pallet',
				},
				{
					displayName: 'Comment',
					name: 'comment',
					type: 'string',
					default: '',
					description: 'Note on this line',
				},
				{
					displayName: 'Expiration Date',
					name: 'expirationDate',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2027-06-30',
					description: 'Last day the lot may be used',
				},
				{
					displayName: 'Lot',
					name: 'lot',
					type: 'string',
					default: '',
					description: 'Lot number as on the package',
				},
				{
					displayName: 'Pallet',
					name: 'pallet',
					type: 'string',
					default: '',
					description: 'Name of the pallet the goods travel on',
				},
				quantityField,
				{
					displayName: 'Recipient (Person ID)',
					name: 'recipient',
					type: 'string',
					default: '',
					description: 'Person the goods are for',
				},
			],
		},
	],
};

/** Goods that arrived. */
export const arrivalFields: LinesForm = {
	json: listOf(
		'[{"productCode": "10001", "quantity": 20, "bin": "A-01"}]',
		`${NAMES}, or the shipped line by <code>shipmentItemId</code>. <code>lot</code> and <code>expirationDate</code> when another lot arrived than was shipped, <code>shippedLot</code> to tell two lots of one product apart, <code>bin</code>, <code>comment</code>, and <code>"closeShort": true</code> when the rest will not come. Several lines of one product are split over lots and bins`,
	),
	values: [
		{ ...productField, displayOptions: undefined },
		{
			...quantityField,
			typeOptions: { minValue: 0, numberPrecision: 0 },
			description: 'How many arrived, as a whole number. 0 = nothing of it.',
		},
		unitFactorField,
		{
			displayName: 'Shipped Lot',
			name: 'shippedLot',
			type: 'string',
			default: '',
			description: 'Only needed when several lots of the product were shipped',
		},
		{
			displayName: 'Lot',
			name: 'lot',
			type: 'string',
			default: '',
			description: 'Lot that stands on the goods. Leave empty if it is the one that was shipped.',
		},
		{
			...expiryField,
			description: 'Last day of the lot. Needed only for a lot that is new to OpenBoxes.',
		},
		{
			...binField,
			description: 'Shelf or bin the goods go to. Leave empty for none, or the receiving bin.',
		},
		{
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			default: '',
			description: 'Note on this line',
		},
		keepSerialField,
		{
			displayName: 'Close Short',
			name: 'closeShort',
			type: 'boolean',
			default: false,
			description: 'Whether what is missing of this line will not come any more',
		},
	],
};
