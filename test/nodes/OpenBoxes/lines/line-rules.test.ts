import { process } from '../../../platform';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ORDER } from '../../../hospital/purchase-orders';
import { at, draft, locator, sent } from '../../../hospital/movements';
import { id, Scene } from '../../../hospital/scene';

/** Operations that take lines, each with a line that it takes. */
interface Case {
	name: string;
	parameters: INodeParameters;
	line: IDataObject;
	/** What a quantity of 0 means. */
	zero?: 'none came';
	/** Lines that exist are changed, not products named. */
	namesProducts?: false;
}

const LINES = { linesFrom: 'json', linesJson: '={{ $json.lines }}' };
const BOX = { productCode: '10001', quantity: 2 };
const transaction = (operation: string, more: IDataObject = {}): INodeParameters =>
	({
		resource: 'transaction',
		operation,
		reference: '={{ $json.ref }}',
		...LINES,
		...more,
	}) as never;

/** Each rule gives the lines that break it and the words by which they are refused. */
type Rule = [name: string, lines: (good: IDataObject) => unknown, words: RegExp];

const SURROGATE = '\uD83D';
const withKey = (key: string, value: unknown) => (good: IDataObject) => [{ ...good, [key]: value }];

const RULES: Rule[] = [
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
	['half a unit', withKey('quantity', 2.7), /must be a whole number/],
	['a quantity below zero', withKey('quantity', -1), /must be a whole number/],
	['a quantity with a comma', withKey('quantity', '1,000'), /must be a whole number/],
	['a quantity beyond 32 bit', withKey('quantity', 2_147_483_648), /must be a whole number/],
	['true as a quantity', withKey('quantity', true), /must be a whole number/],
	['no units per package', withKey('unitFactor', 0), /units per package "0" must be/],
	['too many units', withKey('unitFactor', 2_147_483_647), /more than OpenBoxes can store/],
];

/** Rules of the fields that not every operation has; elsewhere the key itself is refused. */
const FIELD_RULES: Rule[] = [
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
	['an ambiguous day', withKey('expirationDate', '03/04/2029'), /is not a day|says nothing/],
	['a price of one letter', withKey('unitPrice', 'x'), /must be a number|says nothing/],
	['a price below zero', withKey('unitPrice', -1), /must be a number|says nothing/],
];

const NAME_RULES: Rule[] = [
	['no product', ({ quantity }) => [{ quantity }], /product is missing/],
	[
		'two products in one line',
		withKey('productId', id.products['20001']),
		/different products|is on(?:ly)? |not on this order|is not on|mean different/,
	],
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

describe('what a line may say', () => {
	let scene: Scene;
	let cases: Case[];
	const table: Record<string, Record<string, string>> = {};

	beforeAll(async () => {
		scene = await Scene.open({ at: 'central' });
		const movement = await draft(scene, [{ productCode: '10001', quantity: 5 }]);
		const shipment = await sent(scene, [{ productCode: '10001', quantity: 5 }]);
		const [{ id: lineId }] = movement.lineItems as IDataObject[];
		const on = (operation: string, which: IDataObject): INodeParameters =>
			({
				resource: 'stockMovement',
				operation,
				stockMovement: locator(String(which.id)),
				...LINES,
			}) as never;
		const order = (operation: string, which: string): INodeParameters =>
			({
				resource: 'purchaseOrder',
				operation,
				purchaseOrder: locator(which),
				reference: '={{ $json.ref }}',
				...LINES,
			}) as never;
		const places = { origin: at('central'), destination: at('pharmacy') };
		cases = [
			{ name: 'Debit', parameters: transaction('debit'), line: BOX },
			{ name: 'Credit', parameters: transaction('credit', { original: 'X-1' }), line: BOX },
			{ name: 'Adjust', parameters: transaction('adjust', { direction: 'up' }), line: BOX },
			{ name: 'Damage', parameters: transaction('damage'), line: BOX },
			{ name: 'Expire', parameters: transaction('expire'), line: BOX },
			{
				name: 'Order Receive',
				parameters: order('receive', ORDER.placed),
				line: BOX,
				zero: 'none came',
			},
			{
				name: 'Order Create',
				parameters: {
					resource: 'purchaseOrder',
					operation: 'create',
					supplier: at('medsupply'),
					name: 'Order',
					...LINES,
				} as never,
				line: BOX,
			},
			{ name: 'Order Update', parameters: order('update', ORDER.pending), line: BOX },
			{
				name: 'Movement Create',
				parameters: {
					resource: 'stockMovement',
					operation: 'create',
					...places,
					...LINES,
				} as never,
				line: BOX,
			},
			{
				name: 'Create and Send',
				parameters: {
					resource: 'stockMovement',
					operation: 'createAndSend',
					...places,
					...LINES,
				} as never,
				line: BOX,
			},
			{ name: 'Add Items', parameters: on('addItems', movement), line: BOX },
			{
				name: 'Update Items',
				parameters: on('updateItems', movement),
				line: { id: lineId, quantity: 2 },
				namesProducts: false,
			},
			{ name: 'Send', parameters: on('send', movement), line: BOX },
			{
				name: 'Movement Receive',
				parameters: on('receive', shipment),
				line: BOX,
				zero: 'none came',
			},
			{
				name: 'Putaway',
				parameters: { resource: 'putaway', operation: 'create', ...LINES } as never,
				line: { ...BOX, bin: 'A-01' },
			},
		];
	});
	afterAll(async () => {
		const names = cases.map(({ name }) => name);
		const width = Math.max(...Object.keys(table).map((rule) => rule.length));
		const rows = Object.entries(table).map(
			([rule, told]) =>
				`${rule.padEnd(width)}  ${names.map((name) => (told[name] ?? '-').padEnd(name.length)).join('  ')}`,
		);
		process.stdout.write(`\n${''.padEnd(width)}  ${names.join('  ')}\n${rows.join('\n')}\n`);
		await scene.close();
	});

	it.each(Array.from({ length: 15 }, (_, index) => index))(
		'in operation %i of 15',
		async (index) => {
			const { name, parameters, line, zero, namesProducts = true } = cases[index];
			const rules = [
				...RULES,
				...FIELD_RULES,
				...(namesProducts ? NAME_RULES : []),
				...(zero ? [] : [['0', withKey('quantity', 0), /must be a whole number from 1/] as Rule]),
			];
			const before = fingerprint();
			if (zero) table['0'] = { ...table['0'], [name]: zero };
			const items = rules.map(([, lines], item) => ({
				ref: `X-${index}-${item}`,
				lines: lines(line),
			}));
			const { output } = await scene.run(parameters, {
				items: items as IDataObject[],
				continueOnFail: true,
			});
			const told = rules.map(([rule, , words], item) => {
				const errors = output.filter(({ pairedItem }) =>
					JSON.stringify(pairedItem).includes(`"item":${item}}`),
				);
				const text = String(errors[0]?.json.error ?? JSON.stringify(errors[0]?.json));
				const isShort = text.length < 700;
				table[rule] = { ...table[rule], [name]: words.test(text) && isShort ? 'ok' : 'NO' };
				return words.test(text) && isShort ? 'ok' : `${rule}: ${text.slice(0, 300)}`;
			});
			expect(told.filter((one) => one !== 'ok')).toEqual([]);
			expect(fingerprint()).toBe(before);
		},
	);

	function fingerprint(): string {
		const { transactions, stock } = scene.sandbox.state();
		const counts = ['order', 'requisition', 'shipment', 'receipt'].map(
			(kind) => scene.sandbox.world.store.table(kind as never).all().length,
		);
		return JSON.stringify([transactions.length, stock, counts]);
	}
});
