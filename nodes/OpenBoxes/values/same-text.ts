import { composed } from './text';

/** Letters that the server's collation joins although Unicode does not decompose them into each other. */
const JOINED: Readonly<Record<string, string>> = { ß: 'S', ı: 'I', ſ: 'S', ς: 'Σ', µ: 'Μ' };

/** The scripts in which an accent on a letter does not count. */
const ACCENTED = /^[\p{Script=Latin}\p{Script=Greek}]\p{M}+$/u;

/**
 * Two texts with the same key are the same text to the server: transaction numbers, descriptions, lot numbers.
 * Its database compares with utf8mb3_general_ci, character by character: case, accents on a Latin or Greek letter
 * and blanks at the ends do not count; ligatures, full-width digits, invisible characters and a combining accent
 * of its own do (docs/openboxes/several-writers.md). Where its table is not known, texts count as different: the
 * server then refuses the second one itself.
 */
export function textKey(text: string): string {
	return [...composed(text).trim()].map(letterKey).join('');
}

/**
 * In small letters where those are the same to the server: `İ` has none (docs/openboxes/several-writers.md#same-number).
 */
export function inSmallLetters(text: string): string {
	return [...text]
		.map((letter) => {
			const small = letter.toLowerCase();
			return textKey(small) === textKey(letter) ? small : letter;
		})
		.join('');
}

function letterKey(letter: string): string {
	const joined = JOINED[letter];
	if (joined !== undefined) return joined;
	const parts = letter.normalize('NFD');
	const base = ACCENTED.test(parts) ? String.fromCodePoint(parts.codePointAt(0) ?? 0) : letter;
	const upper = base.toUpperCase();
	return [...upper].length === 1 ? upper : base;
}
