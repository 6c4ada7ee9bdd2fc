/** Problems that are named one by one; with hundreds of bad lines the first ones tell enough. */
const MOST_NAMED = 20;

/** All that is wrong with a sale or an order in one text, so that it can be corrected in one go. */
export function listProblems(problems: readonly string[]): string {
	const more = problems.length - MOST_NAMED;
	return `${problems.slice(0, MOST_NAMED).join('; ')}${more > 0 ? ` (and ${more} more)` : ''}`;
}
