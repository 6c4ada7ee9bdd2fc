import { toEpoch } from '../rules/moment';
import type { Json } from '../rules/transaction-body';
import { typeOf } from '../rules/transaction-filter';
import type { TransactionType } from '../../shared/inventory-transaction-type';

/** What can start a workflow; values are stored in workflows and stand in every item. */
export const EVENTS = {
	'adjustment.created': {
		name: 'Adjustment Created',
		description: 'Stock was corrected in the clinic',
	},
	'other.created': {
		name: 'Other Created',
		description: 'A transaction of a type that this node does not know was entered',
	},
	'packaging.created': {
		name: 'Packaging Created',
		description: 'Goods were packed into other units',
	},
	'purchase.created': { name: 'Purchase Created', description: 'A purchase was entered' },
	'receipt.created': { name: 'Receipt Created', description: 'Goods were received' },
	'return.created': { name: 'Return Created', description: 'Sold goods came back' },
	'sale.created': { name: 'Sale Created', description: 'A sale was entered' },
	'sale.fulfilled': {
		name: 'Sale Fulfilled',
		description: 'A sale was handed out, at once or some time after it was entered',
	},
	'transfer.created': {
		name: 'Transfer Created',
		description: 'Goods were transferred between warehouses',
	},
} as const;

export type EventName = keyof typeof EVENTS;

/** Every row proves one of these. */
export const ALL_EVENTS: ReadonlySet<EventName> = new Set(Object.keys(EVENTS) as EventName[]);

const CREATED: Record<TransactionType, EventName> = {
	adjustment: 'adjustment.created',
	packaging: 'packaging.created',
	purchase: 'purchase.created',
	receiving: 'receipt.created',
	return: 'return.created',
	sales: 'sale.created',
	transfer: 'transfer.created',
};

export function isEventName(value: unknown): value is EventName {
	return typeof value === 'string' && Object.hasOwn(EVENTS, value);
}

/** Events that a transaction is the proof of. */
export function eventsOf(row: Json): EventName[] {
	const type = typeOf(row);
	const created = Object.hasOwn(CREATED, type) ? CREATED[type as TransactionType] : 'other.created';
	const isFulfilled = type === 'sales' && toEpoch(row.fulfilledAt, 'UTC') !== undefined;
	return isFulfilled ? [created, 'sale.fulfilled'] : [created];
}
