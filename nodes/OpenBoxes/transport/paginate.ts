import { listSchema } from '../schemas';
import type { Connection } from './connection';
import { OpenBoxesError } from './openboxes-error';
import type { Query } from './query';

/** Rows of one page; large pages cost the server far less per row than small ones. */
export const PAGE_SIZE = 1000;

/** Pages asked for at the same time once their number is known: the server works while we read. */
const PAGES_AT_ONCE = 2;

/** No hospital has so many pages: a list that goes on beyond them goes on for ever. */
const MOST_PAGES = 20_000;

interface Page {
	data: readonly unknown[];
	totalCount?: number;
	hasNext: boolean;
}

/** What makes two pages the same page. */
function markOf(page: readonly unknown[]): string {
	return JSON.stringify([page.length, page[0], page[page.length - 1]]);
}

/**
 * Whether a page without a word about others may have been cut at a limit of the server's own, which the
 * vendor's documents do not tell: such limits are round.
 */
function mayBeCut({ data, totalCount }: Page): boolean {
	return totalCount === undefined && data.length >= 10 && data.length % 10 === 0;
}

/**
 * All rows of a list, or the first `limit` that `keep` wants, page by page. Ends by `next` or
 * `totalCount` where the server gives one: a page can be short although more rows follow, with filters
 * or because a hosted server gives less per page than it was asked for. A server that ignores the offset
 * gives the same page again: then that page is the list, unless it says that there are more rows.
 *
 * @throws OpenBoxesError when the rest of a list cannot be reached
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
	const isDocumented = (await connection.serverInfo()).kind === 'documented';
	const read = async (offset: number): Promise<Page> => {
		const { data, totalCount, next } = listSchema.parse(
			await connection.get(path, { ...query, max: pageSize, offset }, { priority: 'bulk' }),
		);
		return { data, totalCount, hasNext: next !== undefined && next !== null && next !== false };
	};
	let atOnce = 1;
	let lastMark = '';
	for (let offset = 0, count = 0; rows.length < limit; count += atOnce) {
		if (count > MOST_PAGES) throw endless(path);
		const offsets = Array.from({ length: atOnce }, (_, index) => offset + index * pageSize);
		const pages = await Promise.all(offsets.map(read));
		for (const page of pages) {
			const mark = markOf(page.data);
			if (page.data.length > 0 && mark === lastMark) {
				const hasMore = page.hasNext || (page.totalCount ?? 0) > page.data.length;
				if (hasMore || page.data.length === pageSize) throw endless(path);
				return rows;
			}
			lastMark = mark;
			for (const row of page.data) if (rows.length < limit && (!keep || keep(row))) rows.push(row);
		}
		const last = pages[pages.length - 1];
		const { data, totalCount, hasNext } = last;
		const isShort = hasNext || (isDocumented && mayBeCut(last) && data.length < pageSize);
		offset += isShort ? (atOnce - 1) * pageSize + data.length : atOnce * pageSize;
		if (isShort && data.length > 0) continue;
		const isLast = totalCount === undefined ? data.length < pageSize : offset >= totalCount;
		if (isLast || hasNext || data.length === 0) break;
		if (totalCount === undefined || keep || data.length < pageSize) continue;
		// Never more pages than there are rows left to read.
		const left = Math.ceil((Math.min(totalCount, limit) - offset) / pageSize);
		atOnce = Math.max(1, Math.min(PAGES_AT_ONCE, left));
	}
	return rows;
}

function endless(path: string): OpenBoxesError {
	return new OpenBoxesError('OpenBoxes gives the same part of a long list again and again', {
		description: `The rest of the list ${path} cannot be reached, so nothing of it was used. A proxy or this version of the server leaves out which part was asked for.`,
		cause: 'configuration-invalid',
	});
}
