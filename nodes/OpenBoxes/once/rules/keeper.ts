/** What the server keeps under a mark, as far as it decides which row stays. */
export interface MarkedRow {
	id: string;
	/** Missing in some answers; ids rise with time as well. */
	dateCreated?: string | null;
}

/**
 * The row that stays when a mark was saved more than once: the smallest (dateCreated, id), which every writer finds
 * without talking to the others.
 */
export function keeperOf<Row extends MarkedRow>(rows: readonly Row[]): Row {
	return [...rows].sort((a, b) => {
		const [first, second] = [`${a.dateCreated ?? ''}|${a.id}`, `${b.dateCreated ?? ''}|${b.id}`];
		return first < second ? -1 : first > second ? 1 : 0;
	})[0];
}
