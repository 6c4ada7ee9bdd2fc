import { quoted } from '../values/text';
import { OpenBoxesError } from './openboxes-error';

/** Query values; a list repeats the key. Missing values are left out. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export function toQueryString(query: Query): string {
	const pairs: string[] = [];
	for (const [key, value] of Object.entries(query)) {
		if (value === undefined || value === '') continue;
		const values: ReadonlyArray<string | number | boolean> =
			typeof value === 'object' ? value : [value];
		for (const one of values) pairs.push(`${encoded(key)}=${encoded(String(one))}`);
	}
	return pairs.join('&');
}

/** Longer ones make an address that servers refuse without a reason. */
const LONGEST = 2000;

/** Half a letter cannot be sent, and OpenBoxes has none: it finds nothing, as it should. */
function encoded(text: string): string {
	if (text.length > LONGEST) {
		throw new OpenBoxesError(`${quoted(text)} is too long to be asked for`, {
			description: `Give at most ${LONGEST} characters.`,
			outcome: 'notSent',
		});
	}
	return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
