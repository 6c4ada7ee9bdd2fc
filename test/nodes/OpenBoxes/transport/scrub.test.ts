import * as fc from 'fast-check';
import { credentialSchema } from '../../../../nodes/OpenBoxes/schemas';
import { scrub } from '../../../../nodes/OpenBoxes/transport/scrub';

const COOKIE = ['JSESSIONID=0A1B2C3D4E5F6071', '8293A4B5C6D7E8F9'].join('');
const settings = (password: string) => credentialSchema.parse({ password, sessionToken: COOKIE });
const each = (text: string, write: (letter: string) => string): string =>
	[...text].map(write).join('');
const hex = (letter: string): string => letter.charCodeAt(0).toString(16).padStart(2, '0');

/** Ways in which a server, a proxy or a page writes a text back. */
const ENCODINGS: Array<[string, (text: string) => string]> = [
	['as it is', (text) => text],
	['in a URL', encodeURIComponent],
	[
		'in a URL, small letters',
		(text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
	],
	['in a URL, every letter', (text) => each(text, (letter) => `%${hex(letter)}`)],
	['in a URL twice', (text) => encodeURIComponent(encodeURIComponent(text))],
	['in a form', (text) => new URLSearchParams({ a: text }).toString().slice(2)],
	['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
	['in JSON by numbers', (text) => each(text, (letter) => `\\u00${hex(letter)}`)],
	[
		'in JSON by large numbers',
		(text) => each(text, (letter) => `\\u00${hex(letter).toUpperCase()}`),
	],
	[
		'in HTML',
		(text) =>
			text
				.replace(/&/g, '&amp;')
				.replace(/</g, '&lt;')
				.replace(/>/g, '&gt;')
				.replace(/"/g, '&quot;')
				.replace(/'/g, '&#39;'),
	],
	['in HTML by numbers', (text) => each(text, (letter) => `&#${letter.charCodeAt(0)};`)],
	['in HTML by hexadecimals', (text) => each(text, (letter) => `&#x${hex(letter)};`)],
	['in base64', (text) => Buffer.from(text).toString('base64')],
	['in base64 behind a name', (text) => Buffer.from(`till:${text}`).toString('base64')],
	['in base64 behind a longer name', (text) => Buffer.from(`manager:${text}`).toString('base64')],
	['in base64 for URLs', (text) => Buffer.from(`a:${text}`).toString('base64url')],
];

describe.each(ENCODINGS)('a password that is written back %s', (_, encode) => {
	it.each(['till-pass', 'a&b<c>"d\'e f', 'p%40ss+w/ord=', 'C:\\temp\\n', 'x'.repeat(100)])(
		'does not show: %s',
		(password) => {
			const shown = scrub(`before ${encode(password)} after`, settings(password));
			expect(shown).toMatch(/before .*\*\*\*.* after/);
			for (const [, other] of ENCODINGS.slice(0, 12)) expect(shown).not.toContain(other(password));
		},
	);
});

it('a cookie does not show, with its name or without', () => {
	const text =
		'got 0a1b2c3d4e5f60718293a4b5c6d7e8f9 and JSESSIONID=ABC; JSESSIONID=0A1B2C3D4E5F60718293A4B5C6D7E8F9';
	expect(scrub(text, settings('till-pass'))).toBe('got *** and JSESSIONID=***; JSESSIONID=***');
});

it('a very short password does not cut words to pieces', () => {
	expect(scrub('The item is it, said it.', settings('it'))).toBe('The item is ***, said ***.');
});

it('texts without a secret stay as they are', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }), (text) => {
			fc.pre(!text.toLowerCase().includes('qz9#k'));
			expect(scrub(text, settings('qz9#k-qz9#k'))).toBe(text);
		}),
		{ numRuns: 200 },
	);
});

it('a long text of what could begin a secret takes no time', () => {
	for (const text of [
		'%25'.repeat(60_000),
		'\\'.repeat(190_000),
		'&amp;'.repeat(38_000),
		'till-pas'.repeat(20_000),
	]) {
		const startedAt = Date.now();
		scrub(text, settings('till-pass'));
		expect(Date.now() - startedAt).toBeLessThan(1000);
	}
});
