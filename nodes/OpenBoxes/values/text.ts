/** Characters that nobody sees: marks of direction, joiners, soft hyphens, byte order marks. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Longest piece of a user's text in a message. */
const LONGEST_SHOWN = 60;

/**
 * A text as it is compared and sent: composed letters (NFC), plain blanks, nothing invisible. Two texts that look
 * the same to a person are the same then.
 */
export function cleanText(text: string): string {
	return composed(text.replace(INVISIBLE, '').replace(/[\s\p{Cc}]/gu, ' ')).trim();
}

/** All but seven letters that the server can store and whose composed form it cannot. */
const COMPOSABLE = /[^\ufa6c\ufacf-\ufad1\ufad5-\ufad7]+/g;

/** With composed letters (NFC), as far as the server can store them. */
export function composed(text: string): string {
	return text.replace(COMPOSABLE, (part) => part.normalize('NFC'));
}

/** Whether a text holds half of a character, which neither an address nor the database takes. */
export function hasBrokenCharacter(text: string): boolean {
	return /\p{Cs}/u.test(text);
}

/** Length of the server's columns for names, codes and IDs. */
export const LONGEST_TEXT = 255;

/** Whether a text can be a name or code of the server at all; others need not be asked for. */
export function isStorable(text: string): boolean {
	return text !== '' && text.length <= LONGEST_TEXT && !hasBrokenCharacter(text);
}

/** The same for an ID, which becomes a part of an address: `..` there would mean another one. */
export function isRecordId(text: string): boolean {
	return isStorable(text) && !/^\.{1,2}$|[\s/\\]/.test(text);
}

/** What a user gave, in quotes and cut short, for a message. */
export function quoted(value: unknown): string {
	const text = typeof value === 'object' && value !== null ? asJson(value) : String(value);
	const plain = cleanText(text.slice(0, 4 * LONGEST_SHOWN));
	const short = plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN)}…` : plain;
	return `"${short.replace(/\p{Cs}/gu, '\uFFFD')}"`;
}

function asJson(value: object): string {
	try {
		return JSON.stringify(value) ?? 'undefined';
	} catch {
		return '[object]';
	}
}
