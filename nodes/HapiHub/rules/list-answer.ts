import { isJsonObject, type Json } from './transaction-body';

/** One answer of a list, whichever of its shapes it came in. */
export interface ListPage {
	rows: Json[];
	/** Rows that the whole list has, where the server tells. */
	total?: number;
}

/**
 * The three shapes of a list: the array of the documentation's example, the `inventoryTransactions` of
 * its table, and `{data, total, limit, skip}` as servers answer. Undefined when it is none of them.
 */
export function readPage(answer: unknown): ListPage | undefined {
	const list = isJsonObject(answer) ? (answer.inventoryTransactions ?? answer.data) : answer;
	if (!Array.isArray(list) || !list.every(isJsonObject)) return undefined;
	const total = isJsonObject(answer) ? answer.total : undefined;
	return { rows: list, ...(typeof total === 'number' && total >= 0 ? { total } : {}) };
}
