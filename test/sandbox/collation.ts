/** How the database compares text: `utf8mb3_general_ci` (usual) or `utf8mb4_unicode_ci`. */
export const COLLATIONS = ['general_ci', 'unicode_ci'] as const;

export type Collation = (typeof COLLATIONS)[number];

const ASCII = /^[\x20-\x7e]*$/;
const ACCENTS = /^[\u0300-\u036f]+$/;
const SHORT_I = 'Йй';

/** Character by character: one with accents counts as its letter, but an accent of its own counts. */
function generalWeight(character: string): string {
	if (character === 'ß') return 'S';
	const [letter, ...marks] = character.normalize('NFD');
	const hasAccents = marks.length > 0 && ACCENTS.test(marks.join(''));
	const plain = hasAccents && !SHORT_I.includes(character) ? letter : character;
	const capital = plain.toUpperCase();
	return capital.length === 1 ? capital : plain;
}

/** Accents and characters that show nothing do not count; ligatures and widths are taken apart. */
function unicodeWeight(character: string): string {
	if (character === 'ß') return 'SS';
	if (SHORT_I.includes(character)) return 'Й';
	return character
		.normalize('NFKD')
		.replace(/[\p{M}\p{Cf}\p{Cc}]/gu, '')
		.toUpperCase();
}

const WEIGHTS: Record<Collation, (character: string) => string> = {
	general_ci: generalWeight,
	unicode_ci: unicodeWeight,
};

let weight = generalWeight;

/** Each unit of work says how its database compares; nothing runs in between. */
export function compareTextBy(collation: Collation): void {
	weight = WEIGHTS[collation];
}

/** Text as the database compares it: case, accents and blanks at the end do not count. */
export function collated(text: string): string {
	const trimmed = text.replace(/ +$/, '');
	if (ASCII.test(trimmed)) return trimmed.toUpperCase();
	return Array.from(trimmed, weight).join('');
}

export const sameText = (left: string, right: string): boolean =>
	left === right || collated(left) === collated(right);

/**
 * A `like` pattern as a test; `%` and `_` are wildcards, also inside numbers
 * (stock-and-transactions.md#volume).
 */
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
