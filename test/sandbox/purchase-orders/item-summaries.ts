import type { View } from '../endpoints/views';
import type { Row } from '../store/table';
import type { World } from '../world';
import { derivedItemStatus, figuresOf, isFullyReceived, isFullyShipped } from './figures';
import { isPurchaseOrder } from './order-lines';

/** Quantities of every purchase order line, always up to date (orders-and-receiving.md#read). */
export const orderViews: Record<string, View> = { orderItemSummary };

function orderItemSummary(world: World): Row[] {
	const { store } = world;
	return store
		.table('orderItem')
		.all()
		.flatMap((item) => {
			const order = store.get('order', item.order);
			return order && isPurchaseOrder(world, order) ? [summaryRow(world, order, item)] : [];
		});
}

function summaryRow(world: World, order: Row, item: Row): Row {
	const figures = figuresOf(world, item);
	return {
		id: item.id,
		order: order.id,
		orderNumber: order.orderNumber,
		product: item.product,
		quantity: item.quantity,
		orderItemStatus: item.orderItemStatusCode,
		quantityUom: item.quantityUom,
		quantityPerUom: item.quantityPerUom,
		unitPrice: item.unitPrice,
		quantityOrdered: figures.ordered,
		quantityShipped: Math.trunc(figures.shipped),
		quantityReceived: Math.trunc(figures.received),
		quantityCanceled: Math.trunc(figures.canceled),
		quantityInvoiced: 0,
		isItemFullyOrdered: figures.ordered > 0,
		isItemFullyShipped: isFullyShipped(figures),
		isItemFullyReceived: isFullyReceived(figures),
		isItemFullyInvoiced: false,
		derivedStatus: derivedItemStatus(world, figures),
	};
}
