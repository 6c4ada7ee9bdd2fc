import type { IDataObject } from 'n8n-workflow';
import { savedText } from '../../../../engine/run-error';
import { PRODUCT } from '../../../../hospital/hospital';
import { LINE, PharmacyTill, sale, type Sale } from './pharmacy-till';

let till: PharmacyTill;
afterEach(async () => await till.close());

/** What a user could get wrong, and the words that tell them. */
const REFUSED: Array<[string, Sale, IDataObject, RegExp]> = [
	['a negative quantity', sale('B-1', { ...LINE, quantity: -1 }), {}, /line 1.*"-1".*whole number/],
	['a fraction', sale('B-2', { ...LINE, quantity: 2.7 }), {}, /"2.7".*whole number/],
	['a quantity with a thousands mark', sale('B-3', { ...LINE, quantity: '1,000' }), {}, /"1,000"/],
	['a quantity beyond 32 bit', sale('B-4', { ...LINE, quantity: 2 ** 31 }), {}, /2147483648/],
	['no quantity', sale('B-5', { productCode: '10001' }), {}, /quantity is missing/],
	['no reference', { lines: [LINE] }, {}, /reference is missing/],
	['an empty reference', sale('', LINE), {}, /reference is missing/],
	['no lines', sale('B-6'), {}, /no line/],
	['lines that are no JSON', { receipt: 'B-7', lines: 'two aspirin' }, {}, /no JSON/],
	[
		'an unknown product code',
		sale('B-8', { productCode: 'nix', quantity: 1 }),
		{},
		/product code "nix".*unknown/,
	],
	[
		'an unknown barcode',
		sale('B-9', { barcode: '4711471147114', quantity: 1 }),
		{},
		/barcode "4711471147114".*unknown/,
	],
	[
		'an unknown product ID',
		sale('B-10', { productId: 'x', quantity: 1 }),
		{},
		/product ID "x".*unknown/,
	],
	[
		'a barcode of two products',
		sale('B-11', { barcode: '0036000291469', quantity: 1 }),
		{},
		/belongs to 2 products.*30002.*30003/,
	],
	['an inactive product', sale('B-12', { barcode: '6291041500237', quantity: 1 }), {}, /inactive/],
	[
		'two products named in one line',
		sale('B-13', { ...LINE, productId: PRODUCT.morphine }),
		{},
		/its names mean different products/,
	],
	[
		'a lot of another product',
		sale('B-14', { ...LINE, lot: 'AMX-1' }),
		{},
		/lot "AMX-1" belongs to another product/,
	],
	['an unknown lot', sale('B-15', { ...LINE, lot: 'NIX' }), {}, /no lot "NIX"/],
	[
		'a bin of another location',
		sale('B-16', { ...LINE, bin: '00000000a202135001a20213d0c7000e' }),
		{},
		/no bin of Hospital Pharmacy/,
	],
	['a future time', sale('B-17', LINE), { time: '2099-01-01T00:00:00Z' }, /future/],
	['an ambiguous time', sale('B-18', LINE), { time: '03/04/2026 10:00' }, /is not a time/],
	['a reference that is too long', sale('L'.repeat(300), LINE), {}, /at most 255/],
	['a wildcard in the reference', sale('B_19', LINE), {}, /"_"/],
	[
		'more than there is',
		sale('B-20', { ...LINE, quantity: 5000 }),
		{},
		/line 1 \(10001.*5000 wanted, 599 in stock \(70 more are expired\)/,
	],
];

describe('wrong input', () => {
	it.each(REFUSED)(
		'is refused in words and nothing is written: %s',
		async (_, bad, options, words) => {
			till = await PharmacyTill.open();
			const transactions = till.sandbox.state().transactions.length;
			const run = await till.debit([sale('GOOD', LINE), bad], options);
			expect(run.status).toBe('error');
			const { message = '', description = '' } = run.error ?? {};
			expect(`${message} ${description}`).toMatch(words);
			expect(message).toMatch(options.time === undefined ? /\[item 1\]/ : /\[item 0\]/);
			expect(till.sandbox.state().transactions).toHaveLength(transactions);
		},
	);

	it('does not stop the other sales when the user chose to continue', async () => {
		till = await PharmacyTill.open();
		const bad = REFUSED.filter(([, , options]) => options.time === undefined).map(([, one]) => one);
		const run = await till.debit([sale('G-1', LINE), ...bad, sale('G-2', LINE)], {}, {}, true);
		const errors = run.output.filter(({ json }) => 'error' in json);
		expect(errors).toHaveLength(bad.length);
		expect(till.posted()).toBe(2);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
			[sale('G-1'), ...bad, sale('G-2')].map((_, item) => [{ item }]),
		);
		expect(savedText(run)).not.toContain('till-pass');
	});
});
