import type { Row } from '../store/table';
import type { World } from '../world';
import { summarize } from './figures';
import { isPurchaseOrder, ordersOf } from './order-lines';

/**
 * The table `order_summary_mv` behind the order list. A row follows its order only when the order
 * itself, or a shipment for it, is saved; lines changed on their own leave it as it was
 * (orders-and-receiving.md#list).
 */
export function refreshSummary(world: World, order: Row, lines?: Row[]): void {
	if (!isPurchaseOrder(world, order)) return;
	const { store } = world;
	store.derive(() => {
		const values = summarize(world, order, lines);
		const row = store.get('orderSummary', order.id);
		if (row) store.update('orderSummary', row, values);
		else store.insert('orderSummary', { id: order.id, ...values });
	});
}

/** After a shipment was sent, received or rolled back. */
export function refreshSummariesOf(world: World, shipment: Row): void {
	for (const order of ordersOf(world, shipment.id)) refreshSummary(world, order);
}

export function dropSummary({ store }: World, order: Row): void {
	const row = store.get('orderSummary', order.id);
	if (row) store.remove('orderSummary', row);
}
