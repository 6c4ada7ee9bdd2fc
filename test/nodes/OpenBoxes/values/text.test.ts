import fc from 'fast-check';
import { cleanText, quoted } from '../../../../nodes/OpenBoxes/values/text';

describe('a text as it is compared and sent', () => {
	it.each([
		['a byte order mark', '\uFEFFLOT-1'],
		['a zero-width space', 'LOT\u200B-1'],
		['a zero-width joiner', 'LOT\u200D-1'],
		['a soft hyphen', 'LOT\u00AD-1'],
		['marks of direction', '\u202ELOT-1\u202C\u200F'],
		['isolates', '\u2066LOT-1\u2069'],
		['a variation selector', 'LOT\uFE0F-1'],
		['a grapheme joiner', 'LOT\u034F-1'],
		['a Hangul filler', 'LOT\u3164-1'],
		['a tag', 'LOT\u{E0031}-1'],
		['control characters at the ends', '\u0000\tLOT-1\u001F'],
		['other blanks', '\u00A0LOT-1\u3000'],
	])('is without %s', (_, text) => {
		expect(cleanText(text)).toBe('LOT-1');
	});

	it('is composed, even where something invisible stood between letter and accent', () => {
		expect(cleanText('CAFE\u200D\u0301')).toBe('CAFÉ');
		expect(cleanText('CAFE\u0301')).toBe('CAFÉ');
	});

	it('stays as it is when it is cleaned again', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const clean = cleanText(text);
				expect(cleanText(clean)).toBe(clean);
				expect(clean.normalize('NFC')).toBe(clean);
			}),
		);
	});
});

describe('a text in a message', () => {
	it.each([
		['long', 'x'.repeat(20_000)],
		['long and invisible', '\u200B'.repeat(20_000)],
		['of letters with a thousand accents', `e${'\u0301'.repeat(1000)}`],
		['cut within a character', `${'x'.repeat(59)}\u{1F600}${'x'.repeat(99)}`],
		['half of a character', '\uD83D'],
		['an object', { deep: ['x'.repeat(20_000)] }],
		['a bigint', 10n],
	])('that is %s is short and whole', (_, value) => {
		const text = quoted(value);
		expect(text.length).toBeLessThanOrEqual(63);
		expect(text).not.toMatch(/\p{Cs}/u);
	});
});
