/** Rows of the newest page; small, because mostly nothing is new. */
const FIRST_PAGE = 100;
const LARGEST_PAGE = 5000;

/** Reads rows of a list that the server gives newest first. */
export type ReadRows<Row> = (max: number, offset: number) => Promise<Row[]>;

export interface Window<Row> {
	/** Newest first, without a gap down to the first row that is old. */
	rows: Row[];
	/** Whether the list ends with these rows. */
	isWhole: boolean;
	/** False when newer rows than these wait. */
	isNewest: boolean;
}

/**
 * Reads from the newest row down to the first old one. All rows that are used come from one single
 * answer: pages of a list that changes meanwhile could hide rows, and within one second the server
 * promises no order between pages. When there are more new rows than one answer should hold, the
 * oldest of them are looked up, and the newer ones are left for the next poll.
 */
export async function readWindow<Row>(
	read: ReadRows<Row>,
	isOld: (row: Row) => boolean,
	firstPage: number = FIRST_PAGE,
): Promise<Window<Row>> {
	for (const max of [firstPage, 1000, LARGEST_PAGE].filter((size) => size >= firstPage)) {
		const rows = await read(max, 0);
		const isWhole = rows.length < max;
		if (isWhole || isOld(rows[rows.length - 1])) return { rows, isWhole, isNewest: true };
	}
	const end = await findOld(read, isOld);
	const offset = Math.max(0, end - LARGEST_PAGE + FIRST_PAGE);
	const rows = await read(LARGEST_PAGE, offset);
	return { rows, isWhole: rows.length < LARGEST_PAGE, isNewest: offset === 0 };
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
