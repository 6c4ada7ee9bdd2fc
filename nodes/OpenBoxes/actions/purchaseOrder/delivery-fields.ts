import type { INodeProperties } from 'n8n-workflow';
import { binField } from '../fields/bin.field';
import { keepSerialField } from '../fields/keep-serial.field';
import { lineIdField } from '../fields/line-id.field';
import { linesFromFields } from '../fields/lines-from.fields';
import { unitFactorField } from '../fields/unit-factor.field';
import { CLINIC, CLINIC_OPTION, clinicProperties } from '../fields/clinic-input';
import { productField } from '../fields/product.field';

const lineFields: INodeProperties[] = [
	{
		...productField,
		required: false,
		description:
			'The product that arrived: choose it from the list, or give its ID, product code or barcode',
	},
	{
		...lineIdField,
		displayName: 'Order Line',
		name: 'orderItemId',
		description:
			'Line of the order. Needed only when the order has the product in several lines and you want a certain one.',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 1,
		required: true,
		description: 'How many arrived, as a whole number. 0 = nothing of it.',
	},
	{
		displayName: 'Counted In',
		name: 'unit',
		type: 'options',
		options: [
			{
				name: 'Single Units',
				value: 'each',
				description: 'Tablets, pieces, or packages of as many as are given below',
			},
			{
				name: 'Unit of the Order',
				value: 'order',
				description: 'Boxes or cases, as the order counts them',
			},
		],
		default: 'each',
		description: 'What the quantity counts: single units, or packages as ordered',
	},
	{ ...unitFactorField, displayOptions: { show: { unit: ['each'] } } },
	{
		displayName: 'Lot',
		name: 'lot',
		type: 'string',
		default: '',
		placeholder: 'e.g. IBU-A',
		description: 'Lot (batch) number on the package. Leave empty for products without lots.',
	},
	{
		displayName: 'Expiration Date',
		name: 'expirationDate',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2028-06-30',
		description:
			'Day on the package, written as year-month-day. For a lot that OpenBoxes knows it can be left empty.',
	},
	{
		...binField,
		description:
			'Shelf or bin that the goods go to. Leave empty to put them into the receiving bin, for a putaway.',
	},
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'Note that is kept with the receipt line in OpenBoxes',
	},
	keepSerialField,
	{
		displayName: 'Close Short',
		name: 'closeShort',
		type: 'boolean',
		default: false,
		description: 'Whether the rest of this order line will not come any more',
	},
];

const options: INodeProperties[] = [
	{
		displayName: 'Allow More Than Ordered',
		name: 'allowMore',
		type: 'boolean',
		default: false,
		description: 'Whether more than is open may be received. OpenBoxes itself does not check this.',
	},
	{
		displayName: 'Bin Location',
		name: 'bin',
		type: 'string',
		default: '',
		placeholder: 'e.g. A-01',
		description: 'Shelf or bin for all lines that name none',
	},
	{
		displayName: 'Change Expiry of Known Lots',
		name: 'mayChangeExpiry',
		type: 'boolean',
		default: false,
		description:
			'Whether another expiration date on the delivery replaces the one that OpenBoxes has for the lot, for its stock at every location',
	},
	{
		displayName: 'Close Short',
		name: 'closeShort',
		type: 'boolean',
		default: false,
		description:
			'Whether the rest of every order line in this delivery will not come any more. OpenBoxes then counts these lines as received.',
	},
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'Note that is kept with every receipt line',
	},
	{
		displayName: 'Receive Without Placing',
		name: 'allowUnplaced',
		type: 'boolean',
		default: false,
		description:
			'Whether an order that is still pending may be received. It stays pending and can still be edited.',
	},
	{
		displayName: 'Receiving Date',
		name: 'deliveredAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-03-30T14:00:00+02:00',
		description:
			'When the goods arrived. Without a time zone the one of the workflow counts. Empty = now.',
	},
];

/** Fields of a delivery, below the order. */
export const deliveryFields: INodeProperties[] = [
	{
		displayName: 'Delivery Reference',
		name: 'reference',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.deliveryNote }}',
		description:
			'Number of the delivery note. A delivery that was received before is found by it and not booked again, also after a failure half-way.',
		displayOptions: { hide: { linesFrom: [CLINIC] } },
	},
	...linesFromFields({
		json: 'List of what arrived: <code>[{"productCode": "10001", "quantity": 500, "lot": "A1", "expirationDate": "2028-06-30", "bin": "A-01"}]</code>. Each line names its product by <code>orderItemId</code>, <code>productId</code>, <code>productCode</code> or <code>barcode</code>; <code>unit</code> ("each" or "order"), <code>unitFactor</code>, <code>comment</code> and <code>closeShort</code> may follow.',
		values: lineFields,
		more: [
			{
				name: 'Everything Open',
				value: 'all',
				description: 'All that was ordered and has not been received yet',
			},
			CLINIC_OPTION,
		],
	}),
	...clinicProperties({ linesFrom: [CLINIC] }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	},
];
