import { readPage, type ListPage } from '../rules/list-answer';
import { toEpoch } from '../rules/moment';
import type { Json } from '../rules/transaction-body';
import type { Connection, Query } from '../transport/connection';
import { HapiHubError } from '../transport/hapihub-error';

export const TRANSACTIONS_PATH = '/inventory-transactions';

/** Rows that one request asks for; a server may give fewer. */
const PAGE_SIZE = 100;
/** Answers without a new row after which a list counts as read. */
const MOST_EMPTY_PAGES = 3;
/** Times that reading goes back a page because rows moved away from under the reader. */
const MOST_STEPS_BACK = 10;

export interface Reading {
	/** Sent to the server, which may ignore it: `isWanted` must check everything again. */
	query?: Query;
	isWanted?: (row: Json) => boolean;
	/** Wanted rows after which reading ends. */
	limit?: number;
	/** Epoch ms: older rows need not be read, where the server sorts them to the end. */
	until?: number;
	/** Rows of the list to leave out at its start. */
	from?: number;
	/** Rows of the list after which reading ends; the rows are then not complete. */
	most?: number;
	pageSize?: number;
	/** False when reading should end early; the rows are then not complete. */
	hasTime?: () => boolean;
}

interface ReadRows {
	/** Newest first where the server sorts; each row once. */
	rows: Json[];
	/** Whether some row that the server gave was not wanted: it ignores (a part of) the query. */
	isFiltered: boolean;
	isComplete: boolean;
}

/** Epoch ms of a row; undefined when the server tells none. */
export function createdAtOf(row: Json): number | undefined {
	return toEpoch(row.createdAt, 'UTC');
}

/** What is known of a list while it is read page by page. */
class ListReader {
	readonly rows = new Map<string, Json>();

	private last?: Json;

	private isSorted = true;

	private largestPage = 0;

	private emptyPages = 0;

	/** Rows that are known to us, but left the list. */
	private left = 0;

	private stepsBack = 0;

	constructor(private readonly from: number) {}

	/** Where to read on: each page begins with the last row of the one before. */
	get offset(): number {
		return this.from + Math.max(0, this.rows.size - 1 - this.left);
	}

	/**
	 * Takes a page in. @returns whether more is to be read.
	 *
	 * A page that begins with an unknown row tells that rows left the list (a filter no longer fits
	 * them) and the rest moved up: some were skipped, so it goes back a page. Rows are repeated when
	 * others came in, or by servers that repeat them.
	 */
	take({ rows, total }: ListPage): boolean {
		if (rows.length === 0) return false;
		const { offset, last } = this;
		if (last && !this.rows.has(idOf(rows[0]))) {
			if (this.stepsBack++ >= MOST_STEPS_BACK) throw movingList();
			this.left += this.largestPage;
			return true;
		}
		const isExact = last === undefined || idOf(rows[0]) === idOf(last);
		const fresh = rows.filter((row) => !this.rows.has(idOf(row)));
		for (const row of fresh) this.add(row);
		this.emptyPages = fresh.length > 0 ? 0 : this.emptyPages + 1;
		const isShort = rows.length < this.largestPage;
		this.largestPage = Math.max(this.largestPage, rows.length);
		const isAtEnd = total !== undefined && offset + rows.length >= total;
		if (isAtEnd && (isExact || fresh.length === 0)) return false;
		// A short page alone is no end: a server may take rows out of a page after it was cut.
		const isRepeated = isShort || rows.length >= this.rows.size;
		if (fresh.length === 0 && isRepeated) return false;
		return this.emptyPages < MOST_EMPTY_PAGES;
	}

	/** Whether everything that is still to come is older, in the order that the server keeps. */
	isPast(until: number | undefined): boolean {
		const time = this.last === undefined ? undefined : createdAtOf(this.last);
		return until !== undefined && this.isSorted && time !== undefined && time < until;
	}

	private add(row: Json): void {
		this.isSorted &&= this.last === undefined || isNotNewer(row, this.last);
		this.last = row;
		this.rows.set(idOf(row), row);
	}
}

export function idOf(row: Json): string {
	if (typeof row.id === 'string' || typeof row.id === 'number') return String(row.id);
	throw new HapiHubError('HapiHub listed an inventory transaction without an ID', {
		description: 'Such rows cannot be told apart. Ask the operator of the clinic system.',
	});
}

function isNotNewer(row: Json, before: Json): boolean {
	const [time, timeBefore] = [createdAtOf(row), createdAtOf(before)];
	return time !== undefined && timeBefore !== undefined && time <= timeBefore;
}

function movingList(): HapiHubError {
	return new HapiHubError('The list of inventory transactions changes faster than it can be read', {
		description: 'Try again later, or with fewer filters.',
		cause: 'temporarily-unavailable',
	});
}

/**
 * Reads transactions newest first. Nothing of the query is trusted: a server drops filters that it does
 * not know, ignores or caps page sizes, repeats rows between pages or does not sort.
 */
export async function readTransactions(
	connection: Connection,
	{
		query = {},
		isWanted = () => true,
		limit = Number.POSITIVE_INFINITY,
		until,
		from = 0,
		most = Number.POSITIVE_INFINITY,
		pageSize = PAGE_SIZE,
		hasTime = () => true,
	}: Reading,
): Promise<ReadRows> {
	const reader = new ListReader(from);
	const wanted = (): Json[] => [...reader.rows.values()].filter(isWanted);
	for (let isFirst = true; ; isFirst = false) {
		if (!isFirst && (!hasTime() || reader.rows.size >= most)) break;
		const answer = await connection.get(TRANSACTIONS_PATH, {
			...query,
			$limit: pageSize,
			$skip: reader.offset,
			'$sort[createdAt]': -1,
			// Rows of one moment keep their order between two pages.
			'$sort[id]': -1,
		});
		const page = readPage(answer);
		if (!page) {
			throw new HapiHubError('HapiHub answered with something that is no list of transactions', {
				description: 'Check the base URL in the HapiHub credential.',
			});
		}
		const hasMore = reader.take(page);
		const rows = wanted();
		if (!hasMore || rows.length >= limit || reader.isPast(until)) {
			return {
				rows: rows.slice(0, limit),
				isFiltered: rows.length === reader.rows.size,
				isComplete: true,
			};
		}
	}
	const rows = wanted();
	return { rows, isFiltered: rows.length === reader.rows.size, isComplete: false };
}
