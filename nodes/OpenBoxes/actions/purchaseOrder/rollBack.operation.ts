import { rollBackOrder } from '../../orders/order-life';
import { toOrderName } from '../../orders/order-record';
import { purchaseOrderField } from '../fields/purchase-order.field';
import { perItem, type Operation } from '../operation';
import { orderOutput } from './order-output';

/** A placed order becomes pending again. */
export const rollBack: Operation = {
	value: 'rollBack',
	name: 'Roll Back',
	action: 'Roll back a purchase order',
	description: 'Take a placed order back to pending, as long as nothing of it was shipped',
	danger: 'undo what was done to purchase orders',
	properties: [purchaseOrderField],
	execute: perItem(async ({ context, connection }, item) => {
		const name = toOrderName(context.getNodeParameter('purchaseOrder', item));
		const { order, changed } = await rollBackOrder(connection, name);
		return { ...orderOutput(order), changed };
	}),
};
