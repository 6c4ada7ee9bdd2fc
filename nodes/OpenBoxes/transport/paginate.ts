import { listSchema } from '../schemas';
import type { Connection, Query } from './connection';

/** Rows of one page; large pages cost the server far less per row than small ones. */
export const PAGE_SIZE = 1000;

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
	for (let offset = 0; rows.length < limit;) {
		const page = listSchema.parse(
			await connection.get(path, { ...query, max: pageSize, offset }, { priority: 'bulk' }),
		);
		for (const row of page.data) if (rows.length < limit && (!keep || keep(row))) rows.push(row);
		const hasNext = page.next !== undefined && page.next !== null && page.next !== false;
		offset += hasNext ? page.data.length : pageSize;
		if (hasNext && page.data.length > 0) continue;
		const isLast =
			page.totalCount === undefined ? page.data.length < pageSize : offset >= page.totalCount;
		if (isLast || hasNext) break;
	}
	return rows;
}
