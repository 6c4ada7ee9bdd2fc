import { placeOrder } from '../../orders/order-life';
import { toOrderName } from '../../orders/order-record';
import { purchaseOrderField } from '../fields/purchase-order.field';
import { perItem, type Operation } from '../operation';
import { orderOutput } from './order-output';

/** A pending order becomes a placed one. */
export const place: Operation = {
	value: 'place',
	name: 'Place',
	action: 'Place a purchase order',
	description: 'Place a pending order with the supplier, as its page in OpenBoxes does',
	properties: [purchaseOrderField],
	execute: perItem(async ({ context, connection }, item) => {
		const name = toOrderName(context.getNodeParameter('purchaseOrder', item));
		const { order, changed } = await placeOrder(connection, name);
		return { ...orderOutput(order), changed };
	}),
};
