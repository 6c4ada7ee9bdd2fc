import { isAtLeast } from '../transport/server';
import type { EventName } from './events';
import { documentedMovementFeed } from './documented-movement-feed';
import { expiryFeed } from './expiry-feed';
import type { Feed } from './feed';
import { movementFeed } from './movement-feed';
import { newProductFeed, productFeed } from './product-feed';
import { documentedOrderFeed, purchaseOrderFeed } from './purchase-order-feed';
import type { ServerFacts } from './state';
import { stockLevelFeed } from './stock-level-feed';
import { inboundListFeed, shipmentFeed } from './supplier-shipment-feed';
import { transactionFeed } from './transaction-feed';

/** The lists that must be read for the chosen events: as few as the server allows (feeds.md#feeds). */
export function chooseFeeds(events: ReadonlySet<EventName>, server: ServerFacts): Feed[] {
	const feeds: Feed[] = [];
	const add = (feed: Feed, ...tells: EventName[]): void => {
		if (tells.some((event) => events.has(event))) feeds.push(feed);
	};
	if (server.kind === 'documented') {
		add(transactionFeed, 'transaction.created', 'inventory.adjusted');
		add(
			documentedMovementFeed,
			'stockMovement.created',
			'stockMovement.shipped',
			'stockMovement.received',
		);
		add(
			documentedOrderFeed,
			'purchaseOrder.created',
			'purchaseOrder.approved',
			'purchaseOrder.received',
		);
	} else {
		add(
			transactionFeed,
			'transaction.created',
			'inventory.adjusted',
			'stockMovement.shipped',
			'stockMovement.received',
			'purchaseOrder.received',
		);
		add(movementFeed, 'stockMovement.created');
		const deliveries = isAtLeast(server.version, '0.9.8') ? inboundListFeed : shipmentFeed;
		add(deliveries, 'stockMovement.created', 'stockMovement.shipped');
		add(purchaseOrderFeed, 'purchaseOrder.created', 'purchaseOrder.approved');
	}
	add(
		events.has('product.updated') ? productFeed : newProductFeed,
		'product.created',
		'product.updated',
	);
	add(stockLevelFeed, 'inventory.belowReorderPoint');
	add(expiryFeed, 'inventory.expiring');
	return feeds;
}
