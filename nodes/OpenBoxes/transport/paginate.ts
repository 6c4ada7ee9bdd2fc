import { listSchema } from '../schemas';
import type { Connection } from './connection';
import type { Query } from './query';

/** Rows of one page; large pages cost the server far less per row than small ones. */
export const PAGE_SIZE = 1000;

/** Pages asked for at the same time once their number is known: the server works while we read. */
const PAGES_AT_ONCE = 2;

interface Page {
	data: readonly unknown[];
	totalCount?: number;
	hasNext: boolean;
}

/**
 * All rows of a list, or the first `limit` that `keep` wants, page by page. Ends by `next` or
 * `totalCount` where the server gives one: a page can be short although more rows follow, with filters
 * (note 02 §3.1) or because a hosted server gives less per page than it was asked for.
 */
export async function getPages(
	connection: Connection,
	path: string,
	query: Query,
	limit: number = Number.POSITIVE_INFINITY,
	keep?: (row: unknown) => boolean,
): Promise<unknown[]> {
	const rows: unknown[] = [];
	const pageSize = keep ? PAGE_SIZE : Math.min(PAGE_SIZE, limit);
	const read = async (offset: number): Promise<Page> => {
		const { data, totalCount, next } = listSchema.parse(
			await connection.get(path, { ...query, max: pageSize, offset }, { priority: 'bulk' }),
		);
		return { data, totalCount, hasNext: next !== undefined && next !== null && next !== false };
	};
	let atOnce = 1;
	for (let offset = 0; rows.length < limit;) {
		const offsets = Array.from({ length: atOnce }, (_, index) => offset + index * pageSize);
		const pages = await Promise.all(offsets.map(read));
		for (const { data } of pages)
			for (const row of data) if (rows.length < limit && (!keep || keep(row))) rows.push(row);
		const { data, totalCount, hasNext } = pages[pages.length - 1];
		offset += hasNext ? (atOnce - 1) * pageSize + data.length : atOnce * pageSize;
		if (hasNext && data.length > 0) continue;
		const isLast = totalCount === undefined ? data.length < pageSize : offset >= totalCount;
		if (isLast || hasNext) break;
		if (totalCount === undefined || keep || data.length < pageSize) continue;
		// Never more pages than there are rows left to read.
		const left = Math.ceil((Math.min(totalCount, limit) - offset) / pageSize);
		atOnce = Math.max(1, Math.min(PAGES_AT_ONCE, left));
	}
	return rows;
}
