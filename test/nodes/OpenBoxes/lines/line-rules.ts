import type { IDataObject } from 'n8n-workflow';
import { id } from '../../../hospital/scene';

/** Each rule gives the lines that break it and the words by which they are refused. */
export type Rule = [name: string, lines: (good: IDataObject) => unknown, words: RegExp];

const SURROGATE = '\uD83D';
export const withKey = (key: string, value: unknown) => (good: IDataObject) => [
	{ ...good, [key]: value },
];

export const RULES: Rule[] = [
	['no list', () => 'nothing', /no JSON|must be a JSON list/],
	['a number instead of a line', () => [7], /it is no line/],
	['an unknown key: batch', withKey('batch', 'A1'), /"batch" says nothing in/],
	['an unknown key: unit_factor', withKey('unit_factor', 100), /did you mean "unitFactor"/],
	['an unknown key: Lot', withKey('Lot', 'A1'), /"Lot" says nothing in/],
	[
		'an unknown key: __proto__',
		() => '[{"__proto__": {"lot": "A"}}]',
		/"__proto__" says nothing in/,
	],
	['an unknown key: constructor', withKey('constructor', 'A1'), /"constructor" says nothing in/],
	['an unknown key: hasOwnProperty', withKey('hasOwnProperty', 1), /"hasOwnProperty" says nothing/],
	[
		'an unknown key: expiryDate',
		withKey('expiryDate', '2029-01-31'),
		/did you mean "expirationDate"|it takes/,
	],
	['a key with a blank', withKey(' quantity', 1), /did you mean "quantity"/],
	['a key with a byte order mark', withKey('\uFEFFquantity', 1), /did you mean "quantity"/],
	['a key in capitals', withKey('QUANTITY', 1), /did you mean "quantity"/],
	['a list instead of a line', () => [[]], /it is no line/],
	['nothing instead of a line', () => [null], /it is no line/],
	['half a unit', withKey('quantity', 2.7), /must be a whole number/],
	['a quantity below zero', withKey('quantity', -1), /must be a whole number/],
	['a quantity with a comma', withKey('quantity', '1,000'), /must be a whole number/],
	...[
		'1.000',
		'2.0',
		'\uFF11\uFF12',
		'1e3',
		'0x10',
		'2 boxes',
		'--2',
		'NaN',
		'1'.repeat(400),
		1e21,
		-0.5,
		[2],
		{ value: 2 },
		false,
	].map((value): Rule => [
		`a quantity of ${JSON.stringify(value).slice(0, 20)}`,
		withKey('quantity', value),
		/must be a whole number/,
	]),
	...['x', '-1', 1.5, '1,000', true, [1]].map((value): Rule => [
		`units per package of ${JSON.stringify(value)}`,
		withKey('unitFactor', value),
		/units per package ".{0,8}" must be a whole number/,
	]),
	['a quantity beyond 32 bit', withKey('quantity', 2_147_483_648), /must be a whole number/],
	['true as a quantity', withKey('quantity', true), /must be a whole number/],
	['no units per package', withKey('unitFactor', 0), /units per package "0" must be/],
	[
		'too many units together',
		(good) => [
			{ ...good, quantity: 2_147_483_647 },
			{ ...good, quantity: 1 },
		],
		/2147483648 units together are more than OpenBoxes can store/,
	],
	['too many units', withKey('unitFactor', 2_147_483_647), /more than OpenBoxes can store/],
];

/** Rules of the fields that not every operation has; elsewhere the key itself is refused. */
export const FIELD_RULES: Rule[] = [
	[
		'unit "constructor"',
		withKey('unit', 'constructor'),
		/unit "constructor" must be|says nothing|no unit of measure|unit of a line cannot be changed/,
	],
	[
		'unit "dozen"',
		withKey('unit', 'dozen'),
		/unit "dozen" must be|says nothing|no unit of measure|unit of a line cannot be changed/,
	],
	['a fraction as a lot', withKey('lot', 2.5), /neither a text nor a whole number|says nothing/],
	['true as a lot', withKey('lot', true), /neither a text nor a whole number|says nothing/],
	[
		'two lots in one line',
		(good) => [{ ...good, lot: 'A', lotNumber: 'B' }],
		/say different things|says nothing/,
	],
	['half of a character', withKey('lot', SURROGATE), /half of a character|says nothing/],
	['20,000 characters', withKey('lot', 'x'.repeat(20_000)), /has 20000 characters|says nothing/],
	[
		'a day and garbage',
		withKey('expirationDate', '2029-01-31garbage'),
		/is not a day|says nothing/,
	],
	...[
		'31.02.2029',
		'2029-02-29',
		'2029-30-6',
		'30/06/29',
		'06/2029',
		'2029',
		20290630,
		true,
		[],
		'2029-06-30T24:30:00Z',
	].map((value): Rule => [
		`the day ${JSON.stringify(value)}`,
		withKey('expirationDate', value),
		/is not a day|says nothing/,
	]),
	...['1900-01-01', '1999-12-31'].map((value): Rule => [
		`the day ${value}`,
		withKey('expirationDate', value),
		/before the year 2000|says nothing/,
	]),
	...[['A1'], { lotNumber: 'A1' }, Number.MAX_SAFE_INTEGER + 1].map((value): Rule => [
		`a lot of ${JSON.stringify(value)}`,
		withKey('lot', value),
		/neither a text nor a whole number|says nothing/,
	]),
	...['12,50', '1e2', '5 EUR', 1e21, [], true].map((value): Rule => [
		`a price of ${JSON.stringify(value)}`,
		withKey('unitPrice', value),
		/must be a number|says nothing/,
	]),
	...['__proto__', 'toString'].map((value): Rule => [
		`unit "${value}"`,
		withKey('unit', value),
		/unit ".*" must be|says nothing|no unit of measure|unit of a line cannot be changed/,
	]),
	['an ambiguous day', withKey('expirationDate', '03/04/2029'), /is not a day|says nothing/],
	['a price of one letter', withKey('unitPrice', 'x'), /must be a number|says nothing/],
	['a price below zero', withKey('unitPrice', -1), /must be a number|says nothing/],
	[
		'one lot with two dates',
		(good) => [
			{ ...good, lot: 'NEW-1', expirationDate: '2029-01-31' },
			{ ...good, lot: 'new-1', expirationDate: '2029-02-28' },
		],
		/has two expiration dates: 2029-01-31 in line 1, 2029-02-28 in line 2|says nothing|with two expiration dates|is given twice/,
	],
	[
		'a serial number that is kept of nothing',
		withKey('keepSerial', 'yes'),
		/neither true nor false|says nothing/,
	],
	[
		'a person that nobody knows',
		withKey('recipient', 'nobody'),
		/no person with the ID "nobody"|says nothing/,
	],
	['half a yes: closeShort', withKey('closeShort', 'yes'), /neither true nor false|says nothing/],
	['a bin of 20,000 characters', withKey('bin', 'x'.repeat(20_000)), /has 20000 char|says nothing/],
	['a line ID that is a dot', withKey('id', '.'), /cannot be an ID|says nothing/],
	[
		'an order line ID that is two dots',
		withKey('orderItemId', '..'),
		/cannot be an ID|says nothing/,
	],
	[
		'a shipment line ID with a slash',
		withKey('shipmentItemId', 'a/b'),
		/cannot be an ID|says nothing/,
	],
];

export const NAME_RULES: Rule[] = [
	['no product', ({ quantity }) => [{ quantity }], /product is missing/],
	[
		'a product that OpenBoxes does not have',
		withKey('productCode', 'NOPE-77'),
		/NOPE-77\\?" is unknown to OpenBoxes(?! is)/,
	],
	[
		'two products in one line',
		withKey('productId', id.products['20001']),
		/different products|is on(?:ly)? |not on this order|is not on|mean different/,
	],
	[
		'a product ID that is half of a character',
		() => [{ productId: SURROGATE, quantity: 1 }],
		/half of a character/,
	],
	[
		'a product ID of 20,000 characters',
		() => [{ productId: 'x'.repeat(20_000), quantity: 1 }],
		/has 20000 characters/,
	],
	['a product that is an object', withKey('product', { name: 'x' }), /only the ID/],
	['a product ID that is a dot', () => [{ productId: '.', quantity: 1 }], /cannot be an ID/],
	[
		'a product code of 20,000 characters',
		withKey('productCode', 'x'.repeat(20_000)),
		/has 20000 characters/,
	],
	[
		'an object as a product code',
		withKey('productCode', { id: 'x' }),
		/neither a text nor a whole number/,
	],
	['a broken barcode', withKey('barcode', SURROGATE), /half of a character/],
];
