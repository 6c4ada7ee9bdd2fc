import { toEpoch } from './moment';
import { referenceOf } from './reference-mark';
import type { Json } from './transaction-body';
import { isSpeltOneWay, understoodType } from '../../shared/inventory-transaction-type';

/** Fields whose text can be asked for. */
export const FILTER_FIELDS = [
	'destination',
	'invoice',
	'source',
	'supplier',
	'transaction',
	'warehouse',
] as const;

export type TransactionFilter = Partial<Record<(typeof FILTER_FIELDS)[number], string>> & {
	/** Types; none = all. */
	types?: readonly string[];
	/** Epoch ms. */
	createdAfter?: number;
	createdBefore?: number;
	isFulfilled?: boolean;
	reference?: string;
};

/** The kind of a row in its right spelling, or the server's own word. */
export function typeOf({ type }: Json): string {
	return understoodType(type) ?? String(type ?? '').trim();
}

/** Whether a row fits. A server drops what it cannot filter by, so every row is checked. */
export function fits(row: Json, filter: TransactionFilter): boolean {
	const { types = [], createdAfter, createdBefore, isFulfilled, reference } = filter;
	const time = toEpoch(row.createdAt, 'UTC');
	return (
		FILTER_FIELDS.every((name) => filter[name] === undefined || row[name] === filter[name]) &&
		(types.length === 0 || types.includes(typeOf(row))) &&
		(createdAfter === undefined || (time !== undefined && time >= createdAfter)) &&
		(createdBefore === undefined || (time !== undefined && time < createdBefore)) &&
		(!isFulfilled || toEpoch(row.fulfilledAt, 'UTC') !== undefined) &&
		(reference === undefined || referenceOf(row) === reference)
	);
}

/**
 * What of a filter can be sent: texts only, as servers disagree on how a number in a query is written,
 * and no type that is stored in several spellings.
 */
export function toQuery(filter: TransactionFilter): Record<string, string | undefined> {
	const [type, ...others] = filter.types ?? [];
	const texts = FILTER_FIELDS.map((name): [string, string | undefined] => [name, filter[name]]);
	const isExact = type !== undefined && others.length === 0 && isSpeltOneWay(type);
	return { ...Object.fromEntries(texts), ...(isExact ? { type } : {}) };
}
