import type { OpenBoxesCredential } from '../schemas';

/** Longer texts of a server are never shown; scrubbing them would only cost time. */
const MOST_SCRUBBED = 200_000;
const STARS = '***';
/** An encoded text may have been encoded again on its way. */
const MOST_ROUNDS = 3;
/** Shorter secrets count only as words of their own: else they would cut other words to pieces. */
const SHORT = 4;
/** Letters of base64 that are long enough not to be met by chance. */
const SHORTEST_BASE64 = 6;

/** How URLs, JSON and HTML write a letter. */
const WRITTEN =
	/%(?:25){0,4}([0-9a-f]{2})|\\{1,4}u([0-9a-f]{4})|\\{1,4}x([0-9a-f]{2})|&#x0{0,6}([0-9a-f]{1,6});?|&#0{0,6}(\d{1,7});?|&(amp|lt|gt|quot|apos|nbsp);|\\(["'\\/])/gi;
const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

/** A text, and for each of its characters where it stood in the text that the server sent. */
interface Traced {
	text: string;
	from: number[];
	to: number[];
}

function asSent(text: string): Traced {
	const from = Array.from({ length: text.length }, (_, index) => index);
	return { text, from, to: from.map((index) => index + 1) };
}

function letterOf([, percent, unicode, byte, hex, decimal, name, plain]: RegExpMatchArray): string {
	if (name !== undefined) return NAMED[name.toLowerCase()];
	if (plain !== undefined) return plain;
	const code =
		decimal === undefined ? parseInt(percent ?? unicode ?? byte ?? hex, 16) : parseInt(decimal, 10);
	return code <= 0xffff
		? String.fromCharCode(code)
		: String.fromCodePoint(Math.min(code, 0x10ffff));
}

/** Takes one layer of encoding off; undefined when there is none. */
function decoded({ text, from, to }: Traced): Traced | undefined {
	const pieces: string[] = [];
	const next: Traced = { text: '', from: [], to: [] };
	let done = 0;
	const copyUntil = (end: number): void => {
		pieces.push(text.slice(done, end));
		for (let at = done; at < end; at++) {
			next.from.push(from[at]);
			next.to.push(to[at]);
		}
	};
	for (const match of text.matchAll(WRITTEN)) {
		copyUntil(match.index);
		done = match.index + match[0].length;
		const letter = letterOf(match);
		pieces.push(letter);
		for (let unit = 0; unit < letter.length; unit++) {
			next.from.push(from[match.index]);
			next.to.push(to[done - 1]);
		}
	}
	if (done === 0) return undefined;
	copyUntil(text.length);
	return { ...next, text: pieces.join('') };
}

/** Base64 of a text, wherever in a longer text it stands: the letters that its neighbours cannot change. */
function inBase64(secret: string): string[] {
	return [0, 1, 2].flatMap((shift) => {
		const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret, 'utf8')]);
		const first = Math.ceil((shift * 8) / 6);
		const last = Math.floor((bytes.length * 8) / 6);
		const stable = bytes.toString('base64').slice(first, last);
		return [stable, stable.replace(/\+/g, '-').replace(/\//g, '_')];
	});
}

function asciiLower(text: string): string {
	return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** What to look for: the secrets, their bytes as letters, their base64. */
function traces(secrets: readonly string[]): string[] {
	const all = secrets.flatMap((secret) => [
		secret,
		Buffer.from(secret, 'utf8').toString('latin1'),
		// A password that itself looks encoded loses that as well.
		decoded(asSent(secret))?.text ?? secret,
		...(secret.length < SHORT
			? []
			: inBase64(secret).filter(({ length }) => length >= SHORTEST_BASE64)),
	]);
	return [...new Set(all.map(asciiLower))];
}

function isWordAlone(text: string, start: number, end: number): boolean {
	const isLetter = (at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));
	return !isLetter(start - 1) && !isLetter(end);
}

/** Places in the text as it was sent. */
function placesOf(traced: Traced, wanted: readonly string[]): Array<[number, number]> {
	const places: Array<[number, number]> = [];
	const { text, from, to } = traced;
	for (const readable of [asciiLower(text), asciiLower(text).replace(/\+/g, ' ')]) {
		for (const secret of wanted) {
			for (
				let at = readable.indexOf(secret);
				at >= 0;
				at = readable.indexOf(secret, at + secret.length)
			) {
				const end = at + secret.length;
				if (secret.length >= SHORT || isWordAlone(readable, at, end))
					places.push([from[at], to[end - 1]]);
			}
		}
	}
	return places;
}

function withoutPlaces(text: string, places: ReadonlyArray<[number, number]>): string {
	const ordered = [...places].sort(([a], [b]) => a - b);
	const kept: string[] = [];
	let done = 0;
	for (const [start, end] of ordered) {
		if (start >= done) kept.push(text.slice(done, start), STARS);
		done = Math.max(done, end);
	}
	return [...kept, text.slice(done)].join('');
}

/**
 * Cookies, keys and passwords that a server writes back, in whatever encoding, never reach an error, a log
 * or an item. Scrub before cutting: half a secret would not be found.
 *
 * @param formerTokens cookies that were in use before
 */
export function scrub(
	text: string,
	settings: Readonly<OpenBoxesCredential>,
	formerTokens: readonly string[] = [],
): string {
	const { password, apiKey, sessionToken } = settings;
	const sessions = [sessionToken, ...formerTokens].map((token) =>
		token.slice(token.indexOf('=') + 1),
	);
	const wanted = traces([password, apiKey, ...sessions].filter((secret) => secret !== ''));
	const readable = text.slice(0, MOST_SCRUBBED);
	const places: Array<[number, number]> = [];
	let layer: Traced | undefined = asSent(readable);
	for (let round = 0; layer && round <= MOST_ROUNDS && wanted.length > 0; round++) {
		places.push(...placesOf(layer, wanted));
		layer = decoded(layer);
	}
	return withoutPlaces(readable, places).replace(/JSESSIONID=[^\s;"'<&]+/gi, `JSESSIONID=${STARS}`);
}
