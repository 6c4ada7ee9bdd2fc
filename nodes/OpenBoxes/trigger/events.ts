/**
 * What can start a workflow. The first five bear the names of the webhooks that OpenBoxes plans
 * (feeds.md#planned-webhooks), so that a change to webhooks changes no workflow.
 */
export const EVENTS = {
	'inventory.adjusted': {
		name: 'Inventory Adjusted',
		description: 'Stock was corrected by hand: an adjustment or a count',
	},
	'inventory.belowReorderPoint': {
		name: 'Inventory Below Reorder Point',
		description: 'A product fell to its reorder point or below, told once per crossing',
	},
	'inventory.expiring': {
		name: 'Inventory Expiring',
		description: 'A lot in stock expires within the days you choose, told once per lot',
	},
	'product.created': { name: 'Product Created', description: 'A product was added' },
	'product.updated': { name: 'Product Updated', description: 'A product was changed' },
	'purchaseOrder.approved': {
		name: 'Purchase Order Approved',
		description: 'A purchase order was approved or placed',
	},
	'purchaseOrder.created': {
		name: 'Purchase Order Created',
		description: 'A purchase order was made',
	},
	'purchaseOrder.received': {
		name: 'Purchase Order Received',
		description: 'Goods of a purchase order were received, also in part',
	},
	'stockMovement.created': {
		name: 'Stock Movement Created',
		description: 'A stock movement or a supplier delivery was made',
	},
	'stockMovement.received': {
		name: 'Stock Movement Received',
		description: 'Goods were received, told once per receipt',
	},
	'stockMovement.shipped': {
		name: 'Stock Movement Shipped',
		description: 'Goods were sent, by one of your stores or by a supplier',
	},
	'transaction.created': {
		name: 'Transaction Created',
		description: 'A stock transaction was posted, such as a consumption or an adjustment',
	},
} as const;

export type EventName = keyof typeof EVENTS;

export function isEventName(value: unknown): value is EventName {
	return typeof value === 'string' && value in EVENTS;
}

/** What one item of the trigger holds: the message that a webhook would send. */
export interface Envelope {
	/** The same for the same change, however often it is told: makes a workflow idempotent. */
	id: string;
	event: EventName;
	/** ISO 8601, the server's own time where it tells one. */
	occurredAt: string;
	/** False when the server tells no time: then `occurredAt` is the time of the poll. */
	occurredAtExact: boolean;
	/** Where it happened; null for products, which belong to no location. */
	location: { id: string; name: string; number: string } | null;
	data: Record<string, unknown>;
}

/** Epoch seconds as OpenBoxes writes times: `2026-11-22T07:44:14Z`. */
export function isoSeconds(seconds: number): string {
	return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Whole epoch seconds of a server's time; undefined when it is none. */
export function epochSeconds(text: string | null | undefined): number | undefined {
	const time = text ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}
