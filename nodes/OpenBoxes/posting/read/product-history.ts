import { inventoryIdOf } from '../../catalogue/inventory-id';
import { readTransactionTypes } from '../../catalogue/transaction-types';
import {
	inventoryItemSchema,
	listSchema,
	parseList,
	transactionEntrySchema,
	transactionSchema,
	type Transaction,
	type TransactionEntry,
} from '../../schemas';
import { lotsNamed } from '../../stock/rules/named-places';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { readIfThere } from '../../transport/missing';
import { expiryDay } from '../../values/moment';
import { balances, type Balance, type StockEffect } from '../rules/balances';
import { newestFirst, readTransactionsOf } from './transaction-list';

/** Transactions that are read one by one; beyond, the list of all is cheaper. */
const FEW_TRANSACTIONS = 20;

/** A transaction that moved or counted a product, with its stock around it. */
interface HistoryRow extends Balance {
	transaction: Transaction;
	typeName: string;
	lotNumbers: string[];
	isCount: boolean;
}

interface Asked {
	locationId: string;
	productId: string;
	/** Number or ID. */
	lot?: string;
}

interface Lot {
	lotId: string;
	lotNumber: string;
	expiry?: string;
}

async function readLotsOf(connection: Connection, productId: string): Promise<Lot[]> {
	const attributes = [{ property: 'product.id', value: productId }];
	const { data } = listSchema.parse(await connection.search('inventoryItem', attributes));
	return data.map((row) => {
		const { id, lotNumber, expirationDate } = inventoryItemSchema.parse(row);
		return { lotId: id, lotNumber: lotNumber ?? '', expiry: expiryDay(expirationDate) };
	});
}

/** Entries of movements do not name their product, so those of its lots are read. */
async function readEntriesOfLots(
	connection: Connection,
	lots: readonly Lot[],
): Promise<Map<string, TransactionEntry[]>> {
	const entries = new Map<string, TransactionEntry[]>();
	for (const { lotId } of lots) {
		const attributes = [{ property: 'inventoryItem.id', value: lotId }];
		const answer = await connection.search('transactionEntry', attributes, { priority: 'bulk' });
		for (const entry of parseList(answer, transactionEntrySchema)) {
			const id = entry.transaction?.id ?? '';
			entries.set(id, [...(entries.get(id) ?? []), entry]);
		}
	}
	return entries;
}

async function readOne(connection: Connection, id: string): Promise<Transaction[]> {
	const path = apiPath('generic', 'transaction', id);
	const row = await readIfThere(connection, path, transactionSchema);
	// Else deleted since its entries were read.
	return row ? [row] : [];
}

async function readHeaders(
	connection: Connection,
	ids: ReadonlySet<string>,
): Promise<Transaction[]> {
	if (ids.size > FEW_TRANSACTIONS) return await readTransactionsOf(connection, ids);
	const rows: Transaction[] = [];
	for (const id of ids) rows.push(...(await readOne(connection, id)));
	return rows;
}

/** Everything that moved a product at a location, newest first, with its stock before and after. */
export async function readProductHistory(
	connection: Connection,
	{ locationId, productId, lot }: Asked,
): Promise<HistoryRow[]> {
	const inventoryId = await inventoryIdOf(connection, locationId);
	const lots = await readLotsOf(connection, productId);
	const named = lot === undefined ? undefined : lotsNamed(lots, lot);
	if (named && named.length !== 1)
		throw new OpenBoxesError(
			named.length === 0
				? `OpenBoxes has no lot "${lot}" of it`
				: `${named.length} lots are "${lot}"`,
			{ description: 'Choose the lot from the list, or give its ID.' },
		);
	const [only] = named ?? [];
	const entries = await readEntriesOfLots(connection, lots);
	const headers = (await readHeaders(connection, new Set(entries.keys())))
		.filter(({ inventory }) => inventory?.id === inventoryId)
		.sort(newestFirst)
		.reverse();
	const types = new Map((await readTransactionTypes(connection)).map((type) => [type.id, type]));
	const numbers = new Map(lots.map(({ lotId, lotNumber }) => [lotId, lotNumber]));
	const steps = headers.map((transaction) => ({
		effect: (types.get(transaction.transactionType?.id ?? '')?.code ?? 'CREDIT') as StockEffect,
		entries: (entries.get(transaction.id) ?? []).map(({ inventoryItem, quantity }) => ({
			lotId: inventoryItem?.id ?? '',
			quantity,
		})),
	}));
	const figures = balances(steps, only?.lotId);
	return headers
		.map((transaction, index): HistoryRow => {
			const { effect, entries: own } = steps[index];
			return {
				transaction,
				typeName: types.get(transaction.transactionType?.id ?? '')?.name ?? '',
				lotNumbers: [...new Set(own.map(({ lotId }) => numbers.get(lotId) ?? ''))].sort(),
				isCount: effect === 'INVENTORY' || effect === 'PRODUCT_INVENTORY',
				...figures[index],
			};
		})
		.filter(
			({ transaction, before, after }) =>
				only === undefined ||
				before !== after ||
				entries.get(transaction.id)?.some(({ inventoryItem }) => inventoryItem?.id === only.lotId),
		)
		.reverse();
}
