import {
	parseList,
	transactionEntrySchema,
	transactionSchema,
	type Transaction,
	type TransactionEntry,
} from '../../schemas';
import { lotKey } from '../../stock/rules/lot';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { isOpenBoxesError, toOpenBoxesError } from '../../transport/openboxes-error';
import { textKey } from '../../values/same-text';
import { readMark } from '../rules/content';
import { setsStock } from '../rules/count-content';
import { givesWay, type Claim } from '../rules/stock-claims';
import { stockChange } from '../rules/transaction-type';
import { addTo } from '../../../shared/sums';

/** So far back the ledger is read: longer than figures are late, with clocks a little apart. */
const WINDOW_MS = 60_000;
/** Rows of the first page and of those that replace it when it does not reach back far enough. */
const PAGES = [100, 1000, 5000];
/** What may have come between the two requests. */
const SPARE_ENTRIES = 50;
/** The server has no such list, or the user may not read it. */
const NO_LEDGER = [403, 404];

/** A transaction of the last minute, whoever made it. */
export interface NewestMove extends Claim {
	/** When it was saved, by our clock. */
	time: number;
	/** Shared by what one run of this package posted together. */
	batch?: string;
	/** By `textKey`. */
	number: string;
	/** Of which something moved. */
	products: ReadonlySet<string>;
	/** Whether it set stock to what somebody counted. */
	isCount: boolean;
}

/** The newest transactions of an inventory (docs/openboxes/several-writers.md#newest-entries). */
export interface NewestMoves {
	/** When they were asked for. */
	readAt: number;
	/** All transactions that were there, as far as the page reached. */
	ids: ReadonlySet<string>;
	moves: readonly NewestMove[];
}

/**
 * What anybody booked at an inventory in the last minute, in two requests, or one when nothing was.
 *
 * @param own when this run saved something: how much, and the time of the first by the server's clock
 * @returns undefined when this server does not tell
 */
export async function readNewestMoves(
	connection: Connection,
	inventoryId: string,
	own?: { count: number; since: number },
): Promise<NewestMoves | undefined> {
	try {
		const readAt = connection.now();
		const rows = await readRows(connection, own);
		const ours = rows.all.filter(({ inventory }) => inventory?.id === inventoryId);
		const recent = ours.filter((row) => createdAt(row) >= rows.from);
		const entries =
			recent.length > 0
				? await readEntries(
						connection,
						rows.all.filter((row) => createdAt(row) >= rows.from),
						recent,
					)
				: new Map<string, TransactionEntry[]>();
		const aheadMs = connection.serverNow() - connection.now();
		const isRead = (row: Transaction): boolean =>
			createdAt(row) < rows.from || isComplete(row, entries);
		return {
			readAt,
			ids: new Set(ours.filter(isRead).map(({ id }) => id)),
			moves: recent.map((row) => toMove(row, entries.get(row.id) ?? [], aheadMs)),
		};
	} catch (error) {
		if (isOpenBoxesError(error) && NO_LEDGER.includes(error.httpStatus ?? 0)) return undefined;
		throw toOpenBoxesError(error);
	}
}

async function readRows(
	connection: Connection,
	own?: { count: number; since: number },
): Promise<{ all: Transaction[]; from: number }> {
	let all: Transaction[] = [];
	let from = 0;
	for (const size of PAGES) {
		const max = size + (own?.count ?? 0);
		const answer = await connection.get(apiPath('generic', 'transaction'), {
			sort: 'dateCreated',
			order: 'desc',
			max,
		});
		all = parseList(answer, transactionSchema);
		const newest = all.reduce((time, row) => Math.max(time, createdAt(row)), 0);
		from = (own?.since ?? Math.max(connection.serverNow(), newest)) - WINDOW_MS;
		if (all.length < max || all.some((row) => createdAt(row) < from)) break;
	}
	return { all, from };
}

async function readEntries(
	connection: Connection,
	rows: readonly Transaction[],
	wanted: readonly Transaction[],
): Promise<Map<string, TransactionEntry[]>> {
	const count = rows.reduce(
		(sum, { transactionEntries }) => sum + (transactionEntries?.length ?? 1),
		0,
	);
	let entries = new Map<string, TransactionEntry[]>();
	// Rows of one second come in any order, and new ones come first: a page may end too early.
	for (const max of [count + SPARE_ENTRIES, 3 * count + 10 * SPARE_ENTRIES]) {
		const answer = await connection.get(apiPath('generic', 'transactionEntry'), {
			sort: 'transaction.dateCreated',
			order: 'desc',
			max,
		});
		const data = parseList(answer, transactionEntrySchema);
		entries = new Map();
		for (const entry of data) {
			const id = entry.transaction?.id ?? '';
			entries.set(id, [...(entries.get(id) ?? []), entry]);
		}
		if (data.length < max || wanted.every((row) => isComplete(row, entries))) break;
	}
	return entries;
}

function createdAt({ dateCreated }: Transaction): number {
	return Date.parse(dateCreated ?? '') || 0;
}

function isComplete(
	{ id, transactionEntries }: Transaction,
	entries: ReadonlyMap<string, TransactionEntry[]>,
): boolean {
	return (entries.get(id)?.length ?? 0) >= (transactionEntries?.length ?? 0);
}

function toMove(
	row: Transaction,
	entries: readonly TransactionEntry[],
	aheadMs: number,
): NewestMove {
	const takes = new Map<string, number>();
	for (const { inventoryItem, binLocation, quantity } of entries) {
		const lot = lotKey({ lotId: inventoryItem?.id ?? '', binId: binLocation?.id });
		// A count is no take: what it found is shown by the figures.
		const change = stockChange(row.transactionType?.id ?? '', quantity) ?? 0;
		addTo(takes, lot, -change);
	}
	return {
		id: row.id,
		created: row.dateCreated ?? '',
		time: createdAt(row) - aheadMs,
		batch: readMark(row.comment)?.batch,
		isMarked: givesWay(row),
		number: textKey(row.transactionNumber ?? ''),
		products: new Set(entries.flatMap(({ product }) => product?.id ?? [])),
		isCount: setsStock(row, entries),
		takes,
	};
}
