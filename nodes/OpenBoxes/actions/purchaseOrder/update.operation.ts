import type { IDataObject } from 'n8n-workflow';
import { changedOrderLines } from '../../lines/wanted-order-line';
import { toOrderName } from '../../orders/order-record';
import { updateOrder } from '../../orders/update-order';
import { purchaseOrderField } from '../fields/purchase-order.field';
import { requireLines } from '../fields/read-lines';
import { readDayField, readStored } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { changedLinesFields } from './order-line-fields';
import { orderOutput } from './order-output';

/** Changes of an order that was not placed yet. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a purchase order',
	description: 'Change name, date or lines of a pending order',
	properties: [
		purchaseOrderField,
		...changedLinesFields,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the order is for, shown in its list',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'The name of the order as people read it in its list',
				},
				{
					displayName: 'Order Date',
					name: 'dateOrdered',
					type: 'dateTime',
					default: '',
					description: 'The day the order was made',
				},
			],
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const fields = context.getNodeParameter('updateFields', item, {}) as IDataObject;
		const order = await updateOrder(
			connection,
			toOrderName(context.getNodeParameter('purchaseOrder', item)),
			{
				name: readStored(fields.name, 'Name'),
				description: readStored(fields.description, 'Description'),
				dateOrdered: readDayField(fields.dateOrdered, 'Order Date', context.getTimezone()),
				lines: requireLines(context, item, changedOrderLines) ?? [],
			},
		);
		return orderOutput(order);
	}),
};
