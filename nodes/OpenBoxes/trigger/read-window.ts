/** Rows of the newest page; small, because mostly nothing is new. */
const FIRST_PAGE = 100;
const LARGEST_PAGE = 5000;

/** Reads rows of a list that the server gives newest first. */
type ReadRows<Row> = (max: number, offset: number) => Promise<Row[]>;

/** What is looked for in a list. */
interface Search<Row> {
	/** Reading ends where rows are old. */
	isOld: (row: Row) => boolean;
	/** Whether rows hold something that was not told yet. */
	hasNews: (rows: Row[]) => boolean;
	firstPage?: number;
}

/**
 * Reads from the newest row down to the first old one: newest first, without a gap. All rows come from
 * one single answer, because pages of a list that changes meanwhile could hide rows, and within one
 * second the server promises no order between pages. When more is new than one answer should hold,
 * the oldest of it is looked up, in whole seconds, and the rest is left for the next poll.
 */
export async function readWindow<Row extends { time: number }>(
	read: ReadRows<Row>,
	{ isOld, hasNews, firstPage = FIRST_PAGE }: Search<Row>,
): Promise<{ rows: Row[]; isNewest: boolean }> {
	const sizes = [1000, LARGEST_PAGE].filter((size) => size > firstPage);
	for (const max of [firstPage, ...sizes]) {
		const rows = await read(max, 0);
		if (rows.length < max || isOld(rows[rows.length - 1])) return { rows, isNewest: true };
	}
	const end = await findOld(read, isOld);
	for (let max = LARGEST_PAGE; ; max *= 4) {
		const offset = Math.max(0, end + FIRST_PAGE - max);
		const rows = await read(max, offset);
		if (offset === 0) return { rows, isNewest: true };
		const whole = withoutNewestSecond(rows);
		if (hasNews(whole)) return { rows: whole, isNewest: false };
	}
}

/** The newest second of a part of a list may go on outside of it. */
function withoutNewestSecond<Row extends { time: number }>(rows: Row[]): Row[] {
	const newest = rows.reduce((most, row) => Math.max(most, row.time), 0);
	return rows.filter((row) => row.time < newest);
}

/** Offset at which rows are old, at most a page too far. */
async function findOld<Row>(read: ReadRows<Row>, isOld: (row: Row) => boolean): Promise<number> {
	const isOldAt = async (offset: number): Promise<boolean> => {
		const [row] = await read(1, offset);
		return row === undefined || isOld(row);
	};
	let newer = LARGEST_PAGE;
	let old = newer * 4;
	while (!(await isOldAt(old))) {
		newer = old;
		old *= 4;
	}
	while (old - newer > FIRST_PAGE / 2) {
		const middle = Math.floor((newer + old) / 2);
		if (await isOldAt(middle)) old = middle;
		else newer = middle;
	}
	return old;
}
