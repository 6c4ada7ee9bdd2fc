import { readMark } from '../rules/content';
import {
	listSchema,
	transactionEntrySchema,
	type Transaction,
	type TransactionEntry,
} from '../../schemas';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { readEntriesOf, readEntriesOfBatch } from './ledger';

/** From so many transactions of one batch on, one search for the whole batch is cheaper. */
const WORTH_A_BATCH = 3;

/** Beyond so many searches one by one, a list of all newest entries is tried first. */
const FEW_SEARCHES = 20;
/** Entries of one page of that list, and pages until the rest is searched for after all. */
const PAGE = 1000;
const MOST_PAGES = 10;

/** Whether all entries of a transaction were read; not so while somebody deletes or changes it. */
export function isWhole(
	transaction: Transaction,
	entries: readonly TransactionEntry[] | undefined,
): boolean {
	return entries !== undefined && entries.length === (transaction.transactionEntries?.length ?? -1);
}

/**
 * Entries of many transactions from the list of all, newest transactions first
 * (stock-and-transactions.md#volume).
 */
async function readNewest(
	connection: Connection,
	transactions: readonly Transaction[],
): Promise<Map<string, TransactionEntry[]>> {
	const found = new Map(transactions.map(({ id }): [string, TransactionEntry[]] => [id, []]));
	const seen = new Set<string>();
	const query = { sort: 'transaction.transactionDate', order: 'desc', max: PAGE };
	for (let page = 0; page < MOST_PAGES; page++) {
		const answer = await connection.get(
			apiPath('generic', 'transactionEntry'),
			{ ...query, offset: page * PAGE },
			{ priority: 'bulk' },
		);
		const { data } = listSchema.parse(answer);
		for (const row of data) {
			const entry = transactionEntrySchema.parse(row);
			if (seen.has(entry.id)) continue;
			seen.add(entry.id);
			found.get(entry.transaction?.id ?? '')?.push(entry);
		}
		if (data.length < PAGE || transactions.every((one) => isWhole(one, found.get(one.id)))) break;
	}
	return found;
}

/**
 * All entries of many transactions, by transaction id: one search for those that were posted in one
 * batch, one each for others. What a batch search misses, because somebody changed a comment in
 * OpenBoxes, is read on its own.
 *
 * @param mostSearches searches one by one; the entries of further transactions are left out
 */
export async function readEntries(
	connection: Connection,
	transactions: readonly Transaction[],
	mostSearches: number = Number.POSITIVE_INFINITY,
): Promise<Map<string, TransactionEntry[]>> {
	const entries = new Map<string, TransactionEntry[]>();
	const byBatch = new Map<string, Transaction[]>();
	for (const transaction of transactions) {
		const batch = readMark(transaction.comment)?.batch ?? '';
		byBatch.set(batch, [...(byBatch.get(batch) ?? []), transaction]);
	}
	const alone: Transaction[] = [];
	for (const [batch, ofBatch] of byBatch) {
		const found =
			batch === '' || ofBatch.length < WORTH_A_BATCH
				? new Map<string, TransactionEntry[]>()
				: await readEntriesOfBatch(connection, batch);
		for (const transaction of ofBatch) {
			const own = found.get(transaction.id);
			if (own && isWhole(transaction, own)) entries.set(transaction.id, own);
			else alone.push(transaction);
		}
	}
	const newest =
		alone.length > Math.min(FEW_SEARCHES, mostSearches)
			? await readNewest(connection, alone)
			: new Map<string, never>();
	let searches = 0;
	for (const transaction of alone) {
		const own = newest.get(transaction.id);
		if (own !== undefined && isWhole(transaction, own)) entries.set(transaction.id, own);
		else if (searches++ < mostSearches)
			entries.set(transaction.id, await readEntriesOf(connection, transaction.id));
	}
	return entries;
}
