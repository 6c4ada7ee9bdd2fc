import { judgeReturns, type Follower, type LotChange, type Returns } from '../rules/returns';
import { commonPrefix, followerPrefix } from '../rules/transaction-number';
import { stockChange } from '../rules/transaction-type';
import {
	parseList,
	transactionSchema,
	type Transaction,
	type TransactionEntry,
} from '../../schemas';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { readIfThere } from '../../transport/missing';
import { findByPrefix } from './ledger';
import { readEntries } from './read-entries';
import { inSmallLetters, textKey } from '../../values/same-text';

/** Up to so many numbers each is searched for on its own: their common start may match a whole year. */
const FEW_NUMBERS = 3;

/** A transaction with everything that followed from it. */
export interface Family {
	number: string;
	/** Rows with the number itself; more than one only while twins are being cleaned up. */
	originals: Transaction[];
	/** Returns, reversals, and reversals of returns. */
	followers: Transaction[];
	entries: Map<string, TransactionEntry[]>;
}

/** How entries moved stock; undefined for a count. */
function changesOf(
	{ transactionType }: Transaction,
	entries: readonly TransactionEntry[],
): LotChange[] {
	return entries.map((entry) => ({
		productId: entry.product?.id ?? '',
		lotId: entry.inventoryItem?.id ?? '',
		change: stockChange(transactionType?.id ?? '', entry.quantity) ?? 0,
	}));
}

async function rowsAround(
	connection: Connection,
	numbers: readonly string[],
): Promise<Transaction[]> {
	if (numbers.length > FEW_NUMBERS) {
		const prefix = commonPrefix(numbers.map(inSmallLetters));
		if (prefix.includes('/')) return await findByPrefix(connection, prefix);
	}
	const rows: Transaction[] = [];
	for (const number of numbers) {
		const answer = await connection.search('transaction', [
			{ property: 'transactionNumber', value: number },
		]);
		rows.push(...parseList(answer, transactionSchema));
		rows.push(...(await findByPrefix(connection, followerPrefix(number))));
	}
	return rows;
}

/**
 * Transactions with their returns and reversals, entries included, in as few searches as possible.
 *
 * @returns by `textKey`, one for each number, without originals when nobody has it
 */
export async function readFamilies(
	connection: Connection,
	numbers: readonly string[],
): Promise<Map<string, Family>> {
	const families = new Map<string, Family>();
	for (const number of numbers) {
		families.set(textKey(number), { number, originals: [], followers: [], entries: new Map() });
	}
	const distinct = [...families.values()].map(({ number }) => number);
	const seen = new Set<string>();
	for (const row of await rowsAround(connection, distinct)) {
		if (seen.has(row.id)) continue;
		seen.add(row.id);
		const key = textKey(row.transactionNumber ?? '');
		families.get(key)?.originals.push(row);
		for (let end = key.indexOf('~'); end >= 0; end = key.indexOf('~', end + 1))
			families.get(key.slice(0, end))?.followers.push(row);
	}
	const members = [...families.values()].flatMap(({ originals, followers }) => [
		...originals,
		...followers,
	]);
	const entries = await readEntries(connection, members);
	for (const family of families.values()) family.entries = entries;
	return families;
}

/** A transaction by its id; undefined when there is none. */
export async function readTransaction(
	connection: Connection,
	id: string,
): Promise<Transaction | undefined> {
	return await readIfThere(connection, apiPath('generic', 'transaction', id), transactionSchema);
}

/** What came back so far, and which followers are too much. */
export function judgeFamily(family: Family, original: Transaction): Returns {
	const { entries } = family;
	const changes = changesOf(original, entries.get(original.id) ?? []);
	const followers = family.followers.map((row): Follower => ({
		id: row.id,
		number: row.transactionNumber ?? '',
		dateCreated: row.dateCreated ?? '',
		changes: changesOf(row, entries.get(row.id) ?? []),
	}));
	return judgeReturns({ number: family.number, changes }, followers);
}
