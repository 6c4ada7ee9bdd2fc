/** What the server keeps under a mark, as far as it decides which row stays. */
export interface MarkedRow {
	id: string;
	/** Missing in some answers; ids rise with time as well. */
	dateCreated?: string | null;
	/** How far it went: the lowest stays, whatever its age. Undefined = all alike. */
	standing?: number;
}

/**
 * The row that stays when a mark was saved more than once: the smallest (standing, dateCreated, id), which every writer finds
 * without talking to the others.
 */
export function keeperOf<Row extends MarkedRow>(rows: readonly Row[]): Row {
	return [...rows].sort((a, b) => {
		const [first, second] = [`${a.dateCreated ?? ''}|${a.id}`, `${b.dateCreated ?? ''}|${b.id}`];
		return (a.standing ?? 0) - (b.standing ?? 0) || (first < second ? -1 : first > second ? 1 : 0);
	})[0];
}
