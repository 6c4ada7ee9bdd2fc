/** Text as the database compares it: case, accents and trailing blanks do not count (note 05, 0.7). */
export const collated = (text: string): string =>
	text
		.trimEnd()
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase();

export const sameText = (left: string, right: string): boolean =>
	collated(left) === collated(right);

/** A `like` pattern as a test; `%` and `_` are wildcards, also inside numbers (note 02 §10). */
export function likePattern(pattern: string): (text: string) => boolean {
	const source = collated(pattern)
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/%/g, '[\\s\\S]*')
		.replace(/_/g, '[\\s\\S]');
	const expression = new RegExp(`^${source}$`);
	return (text) => expression.test(collated(text));
}
