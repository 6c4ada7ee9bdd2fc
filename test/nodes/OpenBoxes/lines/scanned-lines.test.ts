import { adjustmentLines, postingLines } from '../../../../nodes/OpenBoxes/lines/posting-line';
import { deliveryLines } from '../../../../nodes/OpenBoxes/lines/delivery-line';
import { readLinesOf } from '../../../../nodes/OpenBoxes/lines/line-reader';
import { sentLines } from '../../../../nodes/OpenBoxes/lines/movement-line';
import { newOrderLines } from '../../../../nodes/OpenBoxes/lines/wanted-order-line';
import { labelDay, readLabel } from '../../../../nodes/OpenBoxes/lines/scanned-label';
import { checkDigit, hasCheckDigit } from '../../../../nodes/OpenBoxes/lines/check-digit';
import { barcodeKey } from '../../../../nodes/OpenBoxes/catalogue/rules/barcode';
import { otherCodes } from '../../../../nodes/OpenBoxes/catalogue/rules/other-codes';
import fc from 'fast-check';

const GTIN = '00012345678905';
const LABEL = `]d201${GTIN}17271231` + '10IBU-A\u001D21SN77\u001D3024';
const sale = postingLines('a sale');

const one = (line: object, kind: Parameters<typeof readLinesOf>[1] = sale) => {
	const read = readLinesOf([line], kind, 'UTC');
	return read.reason ?? (read.value as object[])[0];
};

describe('a line with a scanned label', () => {
	it.each(['barcode', 'product'])('takes all from it, as %s', (key) => {
		expect(one({ [key]: LABEL })).toMatchObject({
			[key === 'barcode' ? 'barcode' : 'anyCode']: GTIN,
			lot: 'IBU-A',
			quantity: 24,
		});
	});

	it('takes the expiration date where the operation does', () => {
		for (const kind of [adjustmentLines, deliveryLines, sentLines])
			expect(one({ barcode: LABEL }, kind as never)).toMatchObject({
				lot: 'IBU-A',
				expirationDate: '2027-12-31',
				quantity: 24,
			});
	});

	it('orders a product, not a lot', () => {
		expect(one({ barcode: LABEL, quantity: 24 }, newOrderLines as never)).toMatchObject({
			barcode: GTIN,
			quantity: 24,
		});
	});

	it('keeps the serial number only if asked, behind the comment', () => {
		expect(one({ barcode: LABEL })).toMatchObject({ comment: undefined });
		expect(one({ barcode: LABEL, keepSerial: true })).toMatchObject({ comment: 'SN SN77' });
		expect(one({ barcode: LABEL, keepSerial: 'true', comment: 'damp' })).toMatchObject({
			comment: 'damp SN SN77',
		});
	});

	it('agrees with what the line says in other letters', () => {
		expect(one({ barcode: LABEL, lot: 'ibu-a', quantity: '24' })).toMatchObject({ lot: 'ibu-a' });
		expect(one({ barcode: LABEL, unitFactor: 10 })).toMatchObject({ quantity: 240 });
	});

	it.each<[string, object, RegExp]>([
		['lot', { lot: 'IBU-B' }, /line 1: the label says lot "IBU-A", the line says "IBU-B"/],
		['quantity', { quantity: 1 }, /the label says quantity "24", the line says "1"/],
	])('is refused when the %s differs', (_, more, reason) => {
		expect(one({ barcode: LABEL, ...more })).toMatch(reason);
	});

	it('is refused when the expiration date differs', () => {
		expect(one({ barcode: LABEL, expirationDate: '2028-01-31' }, deliveryLines as never)).toMatch(
			/the label says expiration date "2027-12-31", the line says "2028-01-31"/,
		);
	});

	it('is refused when two labels differ', () => {
		expect(one({ barcode: LABEL, product: `(01)${GTIN}(10)IBU-B` })).toMatch(/says lot "IBU-B"/);
	});

	it.each<[string, string, RegExp]>([
		['no product', '(17)271231(10)IBU-A', /names no product/],
		['no real day', `01${GTIN}17271331` + '10A', /"271331" of the label is no day/],
		['a lot that is too long', `(01)${GTIN}(10)${'X'.repeat(21)}`, /1 to 20 characters/],
		['a product that is none', '(01)123(10)A', /GTIN "123" of the label is none/],
		['two products', `(01)${GTIN}(02)04006381333931`, /names two products/],
		['what is no label', ']d2hello', /cannot be read as a GS1 label/],
		[
			'a lot that may end in two places',
			`01${GTIN}10ABCDEFGH21K2145678901234210`,
			/can be read in several ways: let the scanner send the separator/,
		],
	])('is refused when it has %s', (_, barcode, reason) => {
		expect(one({ barcode, quantity: 1 })).toMatch(reason);
	});

	it('says with its own lot where the lot of a label without separators ends', () => {
		const barcode = `01${GTIN}17271231` + '10IBU-A21SERIAL9';
		expect(one({ barcode, quantity: 1 })).toMatchObject({ lot: 'IBU-A21SERIAL9' });
		expect(one({ barcode, quantity: 1, lot: 'IBU-A' })).toMatchObject({ lot: 'IBU-A' });
	});
});

it.each<[string, number, string | undefined]>([
	['271231', 2026, '2027-12-31'],
	['280200', 2026, '2028-02-29'],
	['270200', 2026, '2027-02-28'],
	['760101', 2026, '2076-01-01'],
	['770101', 2026, '1977-01-01'],
	['000101', 2051, '2100-01-01'],
	['990101', 2040, '1999-01-01'],
	['270229', 2026, undefined],
	['270001', 2026, undefined],
])('the day %s of a label is, in %i, %s', (text, year, day) => {
	expect(labelDay(text, year)).toBe(day);
});

describe('whatever is scanned', () => {
	it('a label is read back as it was made, with and without brackets', () => {
		const lots = fc.stringMatching(/^[A-Z]{1,6}$/);
		fc.assert(
			fc.property(fc.stringMatching(/^[0-8]\d{12}$/), lots, lots, (body, lot, serial) => {
				const gtin = body + checkDigit(body);
				const said = { gtin, lot, serial, expirationDate: '2029-02-28', count: undefined };
				for (const text of [
					`]d201${gtin}10${lot}\u001D21${serial}\u001D17290228`,
					`(01)${gtin}(10)${lot}(21)${serial}(17)290200`,
					`https://example.org/01/${gtin}/10/${lot}/21/${serial}?17=290228`,
				])
					expect(readLabel(text, {}, 2026)).toEqual({ value: said });
			}),
		);
	});

	it('never throws, also at long texts that fit many ways, and leaves plain codes alone', () => {
		const pieces = fc.constantFrom(
			'01',
			'10',
			'17',
			'21',
			'30',
			'37',
			'\u001D',
			'(',
			')',
			'9',
			'A',
		);
		fc.assert(
			// A reading that tried every way would not end on these.
			fc.property(fc.array(pieces, { maxLength: 120, size: 'max' }), (parts) => {
				expect(() => readLabel(parts.join('').repeat(5))).not.toThrow();
			}),
		);
		for (const code of ['10001', '0012345678905', '(A) 12', 'https://example.org/x', '%', ']', ''])
			expect(readLabel(code)).toBeUndefined();
	});

	it('an NDC in 10 and 11 digits and its UPC lead to each other', () => {
		const parts = fc.constantFrom([4, 4, 2], [5, 3, 2], [5, 4, 1]);
		fc.assert(
			fc.property(fc.stringMatching(/^[1-9]\d{9}$/), parts, (ten, [labeller, product]) => {
				const split = [
					ten.slice(0, labeller),
					ten.slice(labeller, labeller + product),
					ten.slice(labeller + product),
				];
				const eleven = [5, 4, 2].map((length, at) => split[at].padStart(length, '0')).join('');
				const upc = otherCodes(split.join('-')).find((code) => code.length === 12) ?? '';
				expect(hasCheckDigit(upc)).toBe(true);
				const reaches = (code: string, other: string): boolean =>
					[code, ...otherCodes(code)].map(barcodeKey).includes(barcodeKey(other));
				for (const code of [split.join('-'), ten, eleven, upc])
					for (const other of [ten, upc])
						expect([code, reaches(code, other)]).toEqual([code, true]);
				for (const code of [split.join('-'), ten, upc])
					expect([code, reaches(code, eleven)]).toEqual([code, true]);
			}),
		);
	});
});
