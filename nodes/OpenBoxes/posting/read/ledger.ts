import {
	parseList,
	transactionEntrySchema,
	transactionSchema,
	type Transaction,
	type TransactionEntry,
} from '../../schemas';
import { readMark } from '../rules/content';
import { searchesFor } from '../rules/number-search';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { isOpenBoxesError, toOpenBoxesError } from '../../transport/openboxes-error';
import { deleteIfThere } from '../../transport/missing';
import { keeperOf } from '../../once/rules/keeper';
import { textKey } from '../../values/same-text';
import { pushTo } from '../../../shared/sums';

/** Rounds of count and clean-up before other executions are given more time. */
const MOST_CLEAN_UPS = 8;

export type RowsByNumber = Map<string, Transaction[]>;

/**
 * Rows of transactions by number (key: `textKey`), all numbers of a batch in as few searches as
 * possible. A number that nobody has is missing in the result.
 */
export async function findByNumbers(
	connection: Connection,
	numbers: readonly string[],
): Promise<RowsByNumber> {
	const wanted = new Set(numbers.map(textKey));
	const found: RowsByNumber = new Map();
	const seen = new Set<string>();
	for (const condition of searchesFor(numbers)) {
		const answer = await connection.search('transaction', [
			{ property: 'transactionNumber', ...condition },
		]);
		for (const row of parseList(answer, transactionSchema)) {
			const key = textKey(row.transactionNumber ?? '');
			if (!wanted.has(key) || seen.has(row.id)) continue;
			seen.add(row.id);
			pushTo(found, key, row);
		}
	}
	return found;
}

/** All transactions whose number starts with a text that holds no wildcard. */
export async function findByPrefix(connection: Connection, prefix: string): Promise<Transaction[]> {
	return parseList(
		await connection.search('transaction', [
			{ property: 'transactionNumber', operator: 'like', value: `${prefix}%` },
		]),
		transactionSchema,
	);
}

/** Whether all rows of a number were made for the same content by this package. */
export function areTwins(rows: readonly Transaction[]): boolean {
	const hashes = new Set(rows.map((row) => readMark(row.comment)?.hash));
	return hashes.size === 1 && !hashes.has(undefined);
}

/** Deletes a transaction; it may be gone already. */
export async function deleteTransaction(connection: Connection, id: string): Promise<void> {
	try {
		await deleteIfThere(connection, apiPath('generic', 'transaction', id));
	} catch (error) {
		// A doubtful end shows in the next count.
		if (!isOpenBoxesError(error) || error.outcome !== 'unknown') throw toOpenBoxesError(error);
	}
}

/**
 * Counts the rows of numbers and deletes surplus twins until each number has one row left. Rows with
 * different content under one number are left alone: the caller reports both (stock-rules.md#twins).
 */
export async function countAndCleanUp(
	connection: Connection,
	numbers: readonly string[],
	onTwins?: () => void,
): Promise<RowsByNumber> {
	let rows = await findByNumbers(connection, numbers);
	for (let round = 0; round < MOST_CLEAN_UPS; round++) {
		const crowded = [...rows.values()].filter((same) => same.length > 1 && areTwins(same));
		if (crowded.length === 0) return rows;
		onTwins?.();
		for (const same of crowded) {
			const keeper = keeperOf(same);
			for (const row of same) if (row.id !== keeper.id) await deleteTransaction(connection, row.id);
		}
		const names = crowded.map((same) => same[0].transactionNumber ?? '');
		const again = await findByNumbers(connection, names);
		for (const name of names) rows.delete(textKey(name));
		rows = new Map([...rows, ...again]);
	}
	return rows;
}

function parseEntries(answer: unknown): TransactionEntry[] {
	return parseList(answer, transactionEntrySchema);
}

/** All entries of a batch by the mark at the start of their comments, by transaction id. */
export async function readEntriesOfBatch(
	connection: Connection,
	batch: string,
): Promise<Map<string, TransactionEntry[]>> {
	const answer = await connection.search('transactionEntry', [
		{ property: 'comments', operator: 'like', value: `${batch}%` },
	]);
	return byTransaction(parseEntries(answer));
}

function byTransaction(entries: readonly TransactionEntry[]): Map<string, TransactionEntry[]> {
	const groups = new Map<string, TransactionEntry[]>();
	for (const entry of entries) {
		const id = entry.transaction?.id ?? '';
		pushTo(groups, id, entry);
	}
	return groups;
}

/** All entries of one transaction. */
export async function readEntriesOf(
	connection: Connection,
	transactionId: string,
): Promise<TransactionEntry[]> {
	return parseEntries(
		await connection.search('transactionEntry', [
			{ property: 'transaction.id', value: transactionId },
		]),
	);
}
