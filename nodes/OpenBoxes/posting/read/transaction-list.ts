import { parseList, transactionSchema, type Transaction } from '../../schemas';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';

/** Conditions that all must hold. */
interface TransactionFilter {
	typeId?: string;
	inventoryId?: string;
	/** First and last moment, epoch milliseconds, both included. */
	from?: number;
	to?: number;
	/** What else must be true of a row. */
	isWanted?: (row: Transaction) => boolean;
	/** So many of the newest rows are looked at, e.g. for a list that a person waits for. */
	newest?: number;
}

function timeOf(transaction: Transaction): number {
	return Date.parse(transaction.transactionDate ?? '');
}

function fits(transaction: Transaction, filter: TransactionFilter): boolean {
	const { typeId, inventoryId, to, isWanted } = filter;
	return (
		(typeId === undefined || transaction.transactionType?.id === typeId) &&
		(isWanted === undefined || isWanted(transaction)) &&
		(inventoryId === undefined || transaction.inventory?.id === inventoryId) &&
		(to === undefined || timeOf(transaction) <= to)
	);
}

export function newestFirst(a: Transaction, b: Transaction): number {
	const difference = timeOf(b) - timeOf(a);
	if (difference !== 0) return difference;
	const [first, second] = [`${a.dateCreated ?? ''}|${a.id}`, `${b.dateCreated ?? ''}|${b.id}`];
	return first < second ? 1 : -1;
}

function pageSizeFor(limit: number): number {
	return Number.isFinite(limit) ? Math.min(1000, Math.max(100, limit * 2)) : 1000;
}

/**
 * Transactions, newest first, the first `limit` that fit. The server's list knows no conditions
 * (sessions-and-errors.md#generic), so it is read from its newest end until a row is older than `from`.
 */
export async function readTransactions(
	connection: Connection,
	filter: TransactionFilter,
	limit: number,
): Promise<Transaction[]> {
	const max = pageSizeFor(limit);
	const found: Transaction[] = [];
	const seen = new Set<string>();
	for (let offset = 0; ;) {
		const answer = await connection.get(
			apiPath('generic', 'transaction'),
			{ sort: 'transactionDate', order: 'desc', max, offset },
			{ priority: 'bulk' },
		);
		const page = parseList(answer, transactionSchema);
		for (const row of page) {
			const isEnough = found.length >= limit && timeOf(row) < timeOf(found[found.length - 1]);
			if (isEnough || (filter.from !== undefined && timeOf(row) < filter.from))
				return found.sort(newestFirst).slice(0, limit);
			if (!seen.has(row.id) && fits(row, filter)) found.push(row);
			seen.add(row.id);
		}
		const isSeen = filter.newest !== undefined && offset + page.length >= filter.newest;
		if (isSeen || page.length < max) return found.sort(newestFirst).slice(0, limit);
		// Rows of one second come in any order, so a page may tear them apart: begin with them again.
		const last = page[page.length - 1].transactionDate;
		const newer = page.filter(({ transactionDate }) => transactionDate !== last).length;
		offset += newer > 0 ? newer : page.length;
	}
}

/** Pages that are read for transactions of any age: a hundred thousand rows. */
const MOST_PAGES = 100;

/** These transactions, from the newest end of the list of all until each is found. */
export async function readTransactionsOf(
	connection: Connection,
	ids: ReadonlySet<string>,
): Promise<Transaction[]> {
	const found = new Map<string, Transaction>();
	const max = 1000;
	for (let page = 0; page < MOST_PAGES; page++) {
		const answer = await connection.get(
			apiPath('generic', 'transaction'),
			{ sort: 'id', order: 'desc', max, offset: page * max },
			{ priority: 'bulk' },
		);
		const rows = parseList(answer, transactionSchema);
		for (const row of rows) if (ids.has(row.id)) found.set(row.id, row);
		if (rows.length < max || found.size === ids.size) return [...found.values()];
	}
	throw new OpenBoxesError('The history is too long to be read', {
		description: 'OpenBoxes has too many transactions after the first ones of this product.',
	});
}
