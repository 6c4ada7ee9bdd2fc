import type { IDataObject } from 'n8n-workflow';
import { newOrderLines } from '../../lines/wanted-order-line';
import { locatorText } from '../../values/locator';
import { createOrder, type NewOrder } from '../../orders/create-order';
import { toLocationName } from '../../catalogue/locations';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { locationField } from '../fields/location.field';
import { readName } from '../fields/name.field';
import { personField } from '../fields/person.field';
import { requireLines } from '../fields/read-lines';
import { readDayField, readStored, todayOf } from '../fields/read-values';
import { supplierField } from '../fields/supplier.field';
import { readReference } from '../../once/rules/reference';
import { perItem, type Operation, type OperationRun } from '../operation';
import { newLinesFields } from './order-line-fields';
import { orderOutput } from './order-output';

/** Own number of the order; undefined when none is given. */
function readOrderNumber(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const { reference, reason } = readReference(value, 'the order number');
	if (reason === undefined) return readStored(reference, 'Order Number');
	throw new OpenBoxesError(`The purchase order was not created: ${reason}`, {
		description: 'Nothing was written. Give the number as a text.',
	});
}

function readNewOrder({ context, connection }: OperationRun, item: number): NewOrder {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const date = readDayField(options.dateOrdered, 'Order Date', context.getTimezone());
	return {
		name: readName(context, item, 'The purchase order was not created'),
		orderNumber: readOrderNumber(context.getNodeParameter('orderNumber', item, '')),
		supplier: toLocationName(context.getNodeParameter('supplier', item)),
		destination: toLocationName(options.destination),
		orderedById: locatorText(options.orderedBy),
		dateOrdered: date ?? todayOf(context, connection),
		currency: readStored(options.currency, 'Currency'),
		description: readStored(options.description, 'Description'),
		lines: requireLines(context, item, newOrderLines) ?? [],
	};
}

/** A new order, which stays pending until it is placed. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a purchase order',
	description: 'Create a pending order; place it when it may go to the supplier',
	properties: [
		{ ...supplierField, required: true },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Monthly order of analgesics',
			description: 'What people see in the list of orders',
		},
		{
			displayName: 'Order Number',
			name: 'orderNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. ERP-2026-0042',
			description:
				'Number of your own system. An order that was created with it before is found and not made twice. Empty = OpenBoxes gives a number within a minute.',
		},
		...newLinesFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: '',
					placeholder: 'e.g. USD',
					description: 'Code of the currency of the prices. Empty = the one of the server.',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the order is for, shown in its list',
				},
				{
					...locationField,
					displayName: 'Destination',
					name: 'destination',
					description:
						'Location that the goods are for. Leave empty for the location of the credential.',
				},
				{
					displayName: 'Order Date',
					name: 'dateOrdered',
					type: 'dateTime',
					default: '',
					description: 'Empty = today',
				},
				{
					...personField,
					displayName: 'Ordered By',
					name: 'orderedBy',
					description: 'Who orders. Leave empty for the user of the credential.',
				},
			],
		},
	],
	execute: perItem(async (run, item) => {
		const created = await createOrder(run.connection, readNewOrder(run, item));
		const { order, existed, warnings } = created;
		return { ...orderOutput(order), existed, warnings };
	}),
};
