import { deleteOrder } from '../../orders/order-life';
import { toOrderName } from '../../orders/order-record';
import { purchaseOrderField } from '../fields/purchase-order.field';
import { perItem, type Operation } from '../operation';

/** Removes a pending order. Exported under another name, since `delete` is a word of the language. */
export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a purchase order',
	description: 'Delete a pending order, and its shipments that were not sent',
	danger: 'delete purchase orders for good',
	properties: [purchaseOrderField],
	execute: perItem(async ({ context, connection }, item) => {
		const name = toOrderName(context.getNodeParameter('purchaseOrder', item));
		const { id, number } = await deleteOrder(connection, name);
		return { id, orderNumber: number === '' ? null : number, deleted: true };
	}),
};
