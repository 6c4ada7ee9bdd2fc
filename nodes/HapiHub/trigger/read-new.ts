import type { Json } from '../rules/transaction-body';
import type { Connection, Query } from '../transport/connection';
import { HapiHubError } from '../transport/hapihub-error';
import { createdAtOf, readTransactions, type Reading } from '../transactions/read-transactions';

/** Rows that are read newest first; when more are new, the oldest of them are looked up. */
const MOST_AT_ONCE = 1000;
/** Rows that are read from the oldest new one on. */
const PART = 500;
const SEARCHED_TO = 50;

interface NewRows {
	/** Newest first, without a gap down to the time that was asked for. */
	rows: Json[];
	/** False when newer rows were left for the next poll. */
	isNewest: boolean;
}

/** What to read: rows of this time (epoch ms) and later. */
interface NewReading {
	query: Query;
	isWanted: (row: Json) => boolean;
	until: number;
	hasTime: () => boolean;
	/** Whether rows hold something that was not told yet. */
	hasNews: (rows: Json[]) => boolean;
}

/**
 * Reads all rows since a time. When there are more than one poll can read, as after a long stop of
 * n8n, the oldest are read first: a position can only move on over rows that were told.
 */
export async function readNew(connection: Connection, reading: NewReading): Promise<NewRows> {
	const { query, isWanted, until, hasTime, hasNews } = reading;
	const common: Reading = { query, isWanted, until };
	const newest = await readTransactions(connection, { ...common, most: MOST_AT_ONCE, hasTime });
	if (newest.isComplete) return { rows: newest.rows, isNewest: true };
	const end = await findOld(connection, reading, newest.rows.length);
	for (let from = Math.max(0, end - PART); ; from = Math.max(0, from - PART)) {
		const { rows } = await readTransactions(connection, { ...common, from });
		if (from === 0) return { rows, isNewest: true };
		const whole = withoutNewestSecond(rows);
		if (hasNews(whole)) return { rows: whole, isNewest: false };
		if (!hasTime()) throw tooMany();
	}
}

/** The newest second of a part of a list may go on outside of it. */
function withoutNewestSecond(rows: readonly Json[]): Json[] {
	const second = (row: Json): number => Math.floor((createdAtOf(row) ?? 0) / 1000);
	const newest = rows.reduce((most, row) => Math.max(most, second(row)), 0);
	return rows.filter((row) => second(row) < newest);
}

/** Offset at which rows are old, some too far at most. */
async function findOld(
	connection: Connection,
	{ query, until, hasTime }: NewReading,
	start: number,
): Promise<number> {
	const isOldAt = async (from: number): Promise<boolean> => {
		if (!hasTime()) throw tooMany();
		const { rows } = await readTransactions(connection, { query, from, limit: 1, pageSize: 1 });
		return rows.length === 0 || (createdAtOf(rows[0]) ?? 0) < until;
	};
	let newer = Math.max(1, start);
	let old = newer * 2;
	while (!(await isOldAt(old))) {
		newer = old;
		old *= 2;
	}
	while (old - newer > SEARCHED_TO) {
		const middle = Math.floor((newer + old) / 2);
		if (await isOldAt(middle)) old = middle;
		else newer = middle;
	}
	return old;
}

function tooMany(): HapiHubError {
	return new HapiHubError('HapiHub has more new transactions than could be read in one poll', {
		description:
			'Nothing is lost: the next poll goes on from the same place. When this stays, choose a warehouse, or ask the operator why the list is slow or not sorted.',
		cause: 'temporarily-unavailable',
	});
}
