import { wholeSecond } from '../clock';
import { nullPointer } from '../errors';
import type { Row } from '../store/table';
import type { World } from '../world';
import { orderItemsOf } from './order-lines';
import { refreshSummary } from './summary-table';

const NOT_PLACED = ['PENDING', 'APPROVED'];

/**
 * False when the order was placed before or has no lines; approval is switched off
 * (orders-and-receiving.md#web-routes).
 */
export function placeOrder(world: World, order: Row, user: string | null): boolean {
	const items = orderItemsOf(world, order.id);
	if (!NOT_PLACED.includes(String(order.status)) || items.length === 0) return false;
	const { store, clock } = world;
	const now = wholeSecond(clock.now());
	for (const item of items) keepPackage(world, order, item);
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

/** What was paid for a pack becomes the price of that package of the product. */
function keepPackage(world: World, order: Row, item: Row): void {
	const { store, ids, clock } = world;
	if (typeof item.unitPrice !== 'number') {
		throw nullPointer('Cannot invoke method multiply() on null object');
	}
	const price = item.unitPrice * Number(order.exchangeRate || 1);
	const stamp = { dateCreated: wholeSecond(clock.now()), lastUpdated: wholeSecond(clock.now()) };
	const quantity = Math.trunc(Number(item.quantityPerUom ?? 1));
	const known = store
		.table('productPackage')
		.by('product', item.product)
		.find(
			(pack) =>
				!pack.productSupplier &&
				(pack.uom ?? null) === (item.quantityUom ?? null) &&
				pack.quantity === quantity,
		);
	const priced = store.get('productPrice', known?.productPrice);
	if (priced) {
		if (price > 0) store.update('productPrice', priced, { price });
		return;
	}
	const made = store.insert('productPrice', {
		id: ids.id(),
		type: 'DEFAULT_PRICE',
		price,
		...stamp,
	});
	if (known) {
		if (price > 0) store.update('productPackage', known, { productPrice: made.id, ...stamp });
		return;
	}
	const uom = store.get('unitOfMeasure', item.quantityUom);
	store.insert('productPackage', {
		id: ids.id(),
		name: `${String(uom?.code ?? null)}/${quantity}`,
		product: item.product,
		uom: item.quantityUom,
		quantity,
		productPrice: made.id,
		...stamp,
	});
}
