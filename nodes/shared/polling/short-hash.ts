import { hashOf } from '../hash';

/** Length of the keys that positions remember: 36 bits, so that two of thousands hardly ever agree. */
export const KEY_LENGTH = 6;

/** A short key for a long id; positions hold thousands of them. */
export function shortKey(text: string): string {
	return hashOf(text, KEY_LENGTH);
}

/** Splits what `keys.join('')` made. */
export function splitKeys(joined: string, length: number = KEY_LENGTH): string[] {
	const keys: string[] = [];
	for (let start = 0; start < joined.length; start += length) {
		keys.push(joined.slice(start, start + length));
	}
	return keys;
}
