import { readMark } from '../rules/content';
import type { Transaction, TransactionEntry } from '../schemas';
import type { Connection } from '../transport/connection';
import { readEntriesOf, readEntriesOfBatch } from './ledger';

/** From so many transactions of one batch on, one search for the whole batch is cheaper. */
const WORTH_A_BATCH = 3;

/**
 * All entries of many transactions, by transaction id: one search for those that were posted in one
 * batch, one each for others. What a batch search misses, because somebody changed a comment in
 * OpenBoxes, is read on its own.
 */
export async function readEntries(
	connection: Connection,
	transactions: readonly Transaction[],
): Promise<Map<string, TransactionEntry[]>> {
	const entries = new Map<string, TransactionEntry[]>();
	const byBatch = new Map<string, Transaction[]>();
	for (const transaction of transactions) {
		const batch = readMark(transaction.comment)?.batch ?? '';
		byBatch.set(batch, [...(byBatch.get(batch) ?? []), transaction]);
	}
	for (const [batch, ofBatch] of byBatch) {
		const found =
			batch === '' || ofBatch.length < WORTH_A_BATCH
				? new Map<string, TransactionEntry[]>()
				: await readEntriesOfBatch(connection, batch);
		for (const { id, transactionEntries } of ofBatch) {
			const own = found.get(id);
			const isWhole = own !== undefined && own.length === (transactionEntries?.length ?? -1);
			entries.set(id, isWhole ? own : await readEntriesOf(connection, id));
		}
	}
	return entries;
}
