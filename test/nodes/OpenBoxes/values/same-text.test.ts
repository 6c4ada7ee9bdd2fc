import fc from 'fast-check';
import { inSmallLetters, textKey } from '../../../../nodes/OpenBoxes/values/same-text';
import { storableText } from '../../../../nodes/OpenBoxes/values/storable-text';

const isSame = (a: string, b: string): boolean => textKey(a) === textKey(b);

// Recorded on a real server: writers/numbers-in-other-scripts.
describe('two texts are the same to the server', () => {
	it.each([
		['an accent and none, another case', 'Café-1', 'CAFE-1'],
		['a dotted capital I and i', 'FİŞ-2', 'fiş-2'],
		['a dotless I', 'FIŞ-2', 'fış-2'],
		['sharp s and s', 'straße', 'strase'],
		['an umlaut and none', 'Ö', 'O'],
		['blanks at the ends', ' R-1  ', 'R-1'],
	])('%s', (_, a, b) => expect(isSame(a, b)).toBe(true));
});

describe('two texts are different to the server', () => {
	it.each([
		['sharp s and ss', 'straße', 'strasse'],
		['a letter with a stroke', 'Ø', 'O'],
		['a ligature', 'ﬁ', 'fi'],
		['a full-width digit', '１', '1'],
		['an invisible character', 'R\u200b1', 'R1'],
		['another kind of blank', 'R\u00a01', 'R 1'],
		['a mark that no letter holds', 'q\u0301', 'q'],
	])('%s', (_, a, b) => expect(isSame(a, b)).toBe(false));
});

it('has small letters only where they are the same to the server', () => {
	expect(inSmallLetters('FİŞ-2 ÉX')).toBe('fİş-2 éx');
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const composed = text.normalize('NFC');
			expect(textKey(inSmallLetters(composed))).toBe(textKey(composed));
		}),
	);
});

describe('what is sent', () => {
	it('is composed and has no invisible characters, so that what looks alike is the same', () => {
		expect(storableText('Cafe\u0301\u200b\u00a01')).toBe('Café 1');
		expect(storableText('\u202eabc\u2028def\ud800')).toBe('abc def');
		expect(storableText('Cafe\u200d\u0301 1\ufe0f\u034f')).toBe('Café 1');
	});

	it('keeps each letter that the server can store, also where its composed form is none of them', () => {
		const kept = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
			(letter) => [...letter.normalize('NFC')].some((part) => part.length > 1),
		);
		expect(kept).toHaveLength(7);
		for (const letter of kept) {
			expect(storableText(`R-${letter}1`)).toBe(`R-${letter}1`);
			expect(isSame(letter, letter.normalize('NFC'))).toBe(false);
		}
	});

	it('stays as it is when it is sent again, and keeps its key', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const sent = storableText(text);
				expect(storableText(sent)).toBe(sent);
				expect(textKey(sent)).toBe(textKey(` ${sent} `));
			}),
		);
	});
});
