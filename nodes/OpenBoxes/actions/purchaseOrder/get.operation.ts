import type { IDataObject } from 'n8n-workflow';
import { readOrder, readOrderRow, toOrderName } from '../../orders/order-record';
import { readOrderShipments } from '../../orders/order-shipments';
import { simplifyField } from '../fields/simplify.field';
import { purchaseOrderField } from '../fields/purchase-order.field';
import { perItem, type Operation } from '../operation';
import { shortOrder } from './order-output';

/** One order with what was truly received of each line. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a purchase order',
	description:
		'Get one order with prices, and what was received and is still open of each line; use it before goods are received',
	properties: [purchaseOrderField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		const name = toOrderName(context.getNodeParameter('purchaseOrder', item));
		const read = await readOrder(connection, name);
		if (context.getNodeParameter('simplify', item, true) !== true) return read.raw as IDataObject;
		const { kind } = await connection.serverInfo();
		if (kind === 'documented') return shortOrder(read);
		const { order } = await readOrderShipments(connection, read);
		return shortOrder(order, await readOrderRow(connection, order.id));
	}),
};
