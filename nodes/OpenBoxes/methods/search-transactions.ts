import { inventoryIdOf } from '../catalogue/inventory-id';
import { readTransactionTypes } from '../catalogue/transaction-types';
import { readTransactions } from '../posting/read/transaction-list';
import { objectionToReversal } from '../posting/rules/reversal';
import { isFollowerNumber } from '../posting/rules/transaction-number';
import { SALE_TYPES } from '../posting/rules/transaction-type';
import type { Transaction } from '../schemas';
import { dayIn } from '../values/moment';
import { matches, PICKER_PAGE, pickerSearch } from './picker-search';

/** A person waits for the list, and the server cannot search by a part of a number without reading all. */
const NEWEST = 1000;

/** What an operation can do something with; all for those that only read. */
const FITTING: Record<string, (row: Transaction, typeId: string) => boolean> = {
	credit: ({ transactionNumber }, typeId) =>
		SALE_TYPES.includes(typeId) && !isFollowerNumber(transactionNumber ?? ''),
	reverse: (row, typeId) => objectionToReversal(typeId, row) === undefined,
};

/** Newest transactions of the credential's location by what the list shows; only those that fit the operation. */
export const searchTransactions = pickerSearch(async ({ connection, filter, sibling, zone }) => {
	const { location } = await connection.serverInfo();
	const types = new Map(
		(await readTransactionTypes(connection)).map(({ id, name }) => [id, name] as const),
	);
	const fits = FITTING[String(sibling('operation'))];
	const label = ({ transactionNumber, transactionType, transactionDate }: Transaction): string =>
		[
			transactionNumber || '(no number yet)',
			types.get(transactionType?.id ?? ''),
			dayIn(zone, Date.parse(transactionDate ?? '')),
		].join(' · ');
	const rows = await readTransactions(
		connection,
		{
			inventoryId: await inventoryIdOf(connection, location.id),
			isWanted: (row) =>
				matches(filter, [label(row), row.comment]) &&
				(fits === undefined || fits(row, row.transactionType?.id ?? '')),
			newest: NEWEST,
		},
		PICKER_PAGE,
	);
	return { results: rows.map((row) => ({ name: label(row), value: row.id })) };
});
