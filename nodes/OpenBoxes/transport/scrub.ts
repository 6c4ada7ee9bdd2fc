import type { OpenBoxesCredential } from '../schemas';

/** Longer texts of a server are never shown; scrubbing them would only cost time. */
const MOST_SCRUBBED = 200_000;
const STARS = '***';

const NAMED: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
	' ': 'nbsp',
};

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** `%` as it is after none or several rounds of encoding. */
const PERCENT = '%(?:25){0,3}';

function percent(bytes: Buffer): string {
	return [...bytes].map((byte) => `${PERCENT}${byte.toString(16).padStart(2, '0')}`).join('');
}

/** All ways in which a server may write one letter back: as it is, in URLs, forms, HTML, JSON. */
function writings(letter: string): string {
	const code = letter.codePointAt(0) ?? 0;
	const ampersand = `(?:&|${PERCENT}26|&amp;|\\\\u0026){1,2}`;
	const units = Array.from({ length: letter.length }, (_, index) =>
		letter.charCodeAt(index).toString(16).padStart(4, '0'),
	);
	const all = [
		`\\\\{0,3}${escaped(letter)}`,
		percent(Buffer.from(letter, 'utf8')),
		`${ampersand}#0{0,6}${code};?`,
		`${ampersand}#x0{0,6}${code.toString(16)};?`,
		units.map((unit) => `\\\\{1,4}u${unit}`).join(''),
	];
	if (code < 256 && code > 127) all.push(percent(Buffer.from([code])));
	if (code < 256) all.push(`\\\\{1,2}x${code.toString(16).padStart(2, '0')}`);
	if (letter === ' ') all.push('\\+');
	const name = NAMED[letter];
	if (name !== undefined) all.push(`${ampersand}${name};`);
	return `(?:${all.join('|')})`;
}

/** Base64 of a text, wherever in a longer text it stands: the letters that its neighbours cannot change. */
function inBase64(secret: string): string[] {
	return [0, 1, 2].flatMap((shift) => {
		const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret, 'utf8')]);
		const first = Math.ceil((shift * 8) / 6);
		const last = Math.floor((bytes.length * 8) / 6);
		const stable = bytes.toString('base64').slice(first, last);
		return stable.length >= 6 ? [stable, stable.replace(/\+/g, '-').replace(/\//g, '_')] : [];
	});
}

function patternOf(secret: string): string {
	const letters = [...secret].map(writings).join('');
	// A very short password must not cut other words to pieces.
	const isWord = secret.length < 4;
	const plain = isWord ? `(?<![\\p{L}\\p{N}])${letters}(?![\\p{L}\\p{N}])` : letters;
	const base64 =
		secret.length < 4 ? [] : inBase64(secret).map((text) => [...text].map(writings).join(''));
	return [plain, ...base64].join('|');
}

/** Patterns are made once for a credential: errors may come by the hundred. */
const patterns = new WeakMap<Readonly<OpenBoxesCredential>, RegExp | null>();

function patternFor(settings: Readonly<OpenBoxesCredential>): RegExp | null {
	const known = patterns.get(settings);
	if (known !== undefined) return known;
	const { password, apiKey, sessionToken } = settings;
	const bareSession = sessionToken.slice(sessionToken.indexOf('=') + 1);
	const secrets = [...new Set([password, apiKey, bareSession])]
		.filter((secret) => secret !== '' && secret.length <= 500)
		.sort((a, b) => b.length - a.length);
	const pattern = secrets.length === 0 ? null : new RegExp(secrets.map(patternOf).join('|'), 'giu');
	patterns.set(settings, pattern);
	return pattern;
}

/**
 * Cookies, keys and passwords that a server writes back, in whatever encoding, never reach an error, a log
 * or an item. Scrub before cutting: half a secret would not be found.
 */
export function scrub(text: string, settings: Readonly<OpenBoxesCredential>): string {
	const pattern = patternFor(settings);
	const readable = text.slice(0, MOST_SCRUBBED);
	const withoutSecrets = pattern === null ? readable : readable.replace(pattern, STARS);
	return withoutSecrets.replace(/JSESSIONID=[^\s;"'<&]+/gi, `JSESSIONID=${STARS}`);
}
