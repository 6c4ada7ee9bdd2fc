/**
 * Languages whose number format has a decimal comma (sessions-and-errors.md#binding: the session's locale
 * decides).
 */
const DECIMAL_COMMA = new Set(['fr', 'de', 'es', 'it', 'pt', 'fi']);

/** A number in a text, as `NumberFormat` of the session's language parses it; undefined = invalid. */
export function parseLocalNumber(text: string, language: string): number | undefined {
	const comma = DECIMAL_COMMA.has(language.slice(0, 2));
	const group = comma ? /[.\s\u00a0]/g : /,/g;
	const cleaned = text
		.trim()
		.replace(group, '')
		.replace(comma ? ',' : '\u0000', '.');
	// Capital E only; no plus sign, no units (sessions-and-errors.md#binding).
	if (!/^-?(\d+\.?\d*|\.\d+)(E-?\d+)?$/.test(cleaned)) return undefined;
	if (comma && text.includes('.') && !/^\d{1,3}(\.\d{3})+(,\d*)?$/.test(text.trim()))
		return undefined;
	return Number(cleaned);
}

/** A text into an integer property: cut off, and wrapped beyond 32 bit without a word. */
export const toInteger = (number: number): number =>
	Number(BigInt.asIntN(32, BigInt(Math.trunc(number))));

export const MAX_INTEGER = 2147483647;
