const ASCII = /^[\x20-\x7e]*$/;

/** Text as the database compares it: case, accents and trailing blanks do not count (note 05, 0.7). */
export function collated(text: string): string {
	const trimmed = text.trimEnd();
	const plain = ASCII.test(trimmed)
		? trimmed
		: trimmed.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
	return plain.toLowerCase();
}

export const sameText = (left: string, right: string): boolean =>
	left === right || collated(left) === collated(right);

/** A `like` pattern as a test; `%` and `_` are wildcards, also inside numbers (note 02 §10). */
export function likePattern(pattern: string): (text: string) => boolean {
	const wanted = collated(pattern);
	const inner = wanted.replace(/^%+|%+$/g, '');
	if (!/[%_]/.test(inner)) {
		const before = wanted.startsWith('%');
		const after = wanted.endsWith('%') && wanted.length > 1;
		if (before && after) return (text) => collated(text).includes(inner);
		if (after) return (text) => collated(text).startsWith(inner);
		if (before) return (text) => collated(text).endsWith(inner);
		return (text) => collated(text) === inner;
	}
	const source = wanted
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/%/g, '[\\s\\S]*')
		.replace(/_/g, '[\\s\\S]');
	const expression = new RegExp(`^${source}$`);
	return (text) => expression.test(collated(text));
}
