import { wholeSecond } from '../clock';
import type { Row } from '../store/table';
import type { World } from '../world';
import { orderItemsOf } from './order-lines';
import { refreshSummary } from './summary-table';

const NOT_PLACED = ['PENDING', 'APPROVED'];

/** False when the order was placed before or has no lines; approval is switched off (note 04 §5.3). */
export function placeOrder(world: World, order: Row, user: string | null): boolean {
	const items = orderItemsOf(world, order.id);
	if (!NOT_PLACED.includes(String(order.status)) || items.length === 0) return false;
	const { store, clock } = world;
	const now = wholeSecond(clock.now());
	for (const item of items) {
		store.update('orderItem', item, {
			actualReadyDate: item.estimatedReadyDate ?? null,
			lastUpdated: now,
		});
	}
	store.update('order', order, {
		status: 'PLACED',
		dateApproved: now,
		approvedBy: user,
		updatedBy: user,
		lastUpdated: now,
	});
	refreshSummary(world, order);
	return true;
}
