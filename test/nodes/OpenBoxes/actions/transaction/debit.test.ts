import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../../../engine/engine';
import { runNode, type Run } from '../../../../engine/run';
import { savedText } from '../../../../engine/run-error';
import { PRODUCT, tillCredential } from '../../../../hospital/hospital';
import { HOSPITAL, SandboxClient } from '../../../../sandbox/client';
import { startSandbox, type Kind, type Sandbox, type SandboxOptions } from '../../../../sandbox';

let sandbox: Sandbox;
let engine: Engine;

async function start(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox(options);
	engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
}

afterEach(async () => await sandbox.close());

interface Sale extends IDataObject {
	receipt?: string;
	lines?: IDataObject[] | string;
}

const sale = (receipt: string, ...lines: IDataObject[]): Sale => ({ receipt, lines });

async function debit(
	sales: Sale[],
	options: IDataObject = {},
	parameters: IDataObject = {},
	continueOnFail = false,
): Promise<Run & { output: Array<{ json: IDataObject; pairedItem?: unknown }> }> {
	return await runNode(engine, {
		type: 'openBoxes',
		parameters: {
			resource: 'transaction',
			operation: 'debit',
			reference: '={{ $json.receipt }}',
			linesFrom: 'json',
			linesJson: '={{ $json.lines }}',
			options: { source: 'TILL1', ...options },
			...parameters,
		},
		items: sales,
		continueOnFail,
	});
}

/** Units of a product at the pharmacy as they truly are. */
function stockOf(productCode: string, lotNumber?: string): number {
	return sandbox
		.state()
		.stock.filter((row) => row.location === tillCredential('').location)
		.filter((row) => row.productCode === productCode)
		.filter((row) => lotNumber === undefined || row.lotNumber === lotNumber)
		.reduce((sum, row) => sum + row.quantity, 0);
}

function posted(): number {
	return sandbox
		.state()
		.transactions.filter(({ transactionNumber: number }) => number?.startsWith('TILL1/')).length;
}

const EVERY_KIND: Kind[] = ['0.9.0', '0.9.6', '0.9.8', 'documented'];

describe.each(EVERY_KIND)('a sale on a %s server', (kind) => {
	it('lowers stock of the lots that expire first, once, and says what was taken', async () => {
		await start({ kind });
		const before = stockOf('10001');
		const run = await debit([
			sale(
				'R-1',
				{ barcode: '0012345678905', quantity: 50 },
				{ productCode: '10002', quantity: 2 },
			),
		]);
		expect(run.error).toBeUndefined();
		expect(stockOf('10001')).toBe(before - 50);
		expect(stockOf('10001', 'IBU-A')).toBe(0);
		const [{ json, pairedItem }] = run.output;
		expect(pairedItem).toEqual([{ item: 0 }]);
		expect(json).toMatchObject({
			transactionNumber: 'TILL1/R-1',
			status: 'posted',
			alreadyPosted: false,
			lines: [
				{
					productCode: '10001',
					lots: [
						{ lotNumber: 'IBU-A', quantity: 40, stockBefore: 40, stockAfter: 0 },
						{ lotNumber: 'IBU-B', quantity: 10 },
					],
				},
				{ productCode: '10002', posted: 2 },
			],
		});
		expect(posted()).toBe(1);
	});

	it('is not posted again when the receipt comes again, and the first id is reported', async () => {
		await start({ kind });
		const lines = [{ productCode: '10001', quantity: 3 }];
		const first = await debit([sale('R-2', ...lines)]);
		const before = stockOf('10001');
		const again = await debit([sale('r-2 ', ...lines)]);
		expect(again.error).toBeUndefined();
		expect(again.output[0].json).toMatchObject({
			alreadyPosted: true,
			transactionId: first.output[0].json.transactionId,
		});
		expect(stockOf('10001')).toBe(before);
		expect(posted()).toBe(1);
	});
});

describe('a documented server without the call for lots', () => {
	it('still gives out what expires first', async () => {
		await start({ kind: 'documented' });
		sandbox.faults.next({
			kind: '5xx before commit',
			status: 404,
			path: 'availableItems',
			count: 9,
		});
		const run = await debit([sale('R-9', { productCode: '10001', quantity: 50 })]);
		expect(run.error).toBeUndefined();
		expect(stockOf('10001', 'IBU-A')).toBe(0);
		expect(stockOf('10001', 'IBU-X')).toBe(70);
	});
});

describe('a receipt number that is already used for something else', () => {
	it('is refused with both contents untouched', async () => {
		await start();
		await debit([sale('R-3', { productCode: '10001', quantity: 3 })]);
		const before = stockOf('10001');
		const run = await debit([sale('R-3', { productCode: '10001', quantity: 4 })]);
		expect(run.error?.message).toMatch(/already used.*TILL1\/R-3.*\[item 0\]/);
		expect(stockOf('10001')).toBe(before);
	});

	it('within one run: the same content is posted once, other content is refused', async () => {
		await start();
		const run = await debit(
			[
				sale('R-4', { productCode: '10001', quantity: 3 }),
				sale('R-4', { productCode: '10001', quantity: 3 }),
				sale('R-4', { productCode: '10001', quantity: 5 }),
			],
			{},
			{},
			true,
		);
		expect(run.output.map(({ json }) => json.alreadyPosted ?? json.error)).toEqual([
			false,
			true,
			expect.stringMatching(/also stands in item 0/),
		]);
		expect(posted()).toBe(1);
	});
});

const LINE = { productCode: '10001', quantity: 1 };

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
			await start();
			const transactions = sandbox.state().transactions.length;
			const run = await debit([sale('GOOD', LINE), bad], options);
			expect(run.status).toBe('error');
			const { message = '', description = '' } = run.error ?? {};
			expect(`${message} ${description}`).toMatch(words);
			expect(message).toMatch(options.time === undefined ? /\[item 1\]/ : /\[item 0\]/);
			expect(sandbox.state().transactions).toHaveLength(transactions);
		},
	);

	it('does not stop the other sales when the user chose to continue', async () => {
		await start();
		const bad = REFUSED.filter(([, , options]) => options.time === undefined).map(([, one]) => one);
		const run = await debit([sale('G-1', LINE), ...bad, sale('G-2', LINE)], {}, {}, true);
		const errors = run.output.filter(({ json }) => 'error' in json);
		expect(errors).toHaveLength(bad.length);
		expect(posted()).toBe(2);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
			[sale('G-1'), ...bad, sale('G-2')].map((_, item) => [{ item }]),
		);
		expect(savedText(run)).not.toContain('till-pass');
	});
});

describe('a time of sale', () => {
	/** Counts a product as somebody at the shelf does (type 11 works on every version, versions.md). */
	async function count(at: number): Promise<void> {
		const till = await SandboxClient.logIn(sandbox);
		const { status } = await till.post('/api/generic/transaction', {
			inventory: HOSPITAL.pharmacyInventory,
			transactionType: '11',
			transactionDate: at,
			transactionEntries: [
				{
					product: HOSPITAL.ibuprofen,
					inventoryItem: HOSPITAL.ibuprofenLotA,
					binLocation: HOSPITAL.shelf1,
					quantity: 35,
				},
			],
		});
		expect(status).toBe(201);
	}

	const minutesAgo = (minutes: number): number =>
		Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000;

	it.each<Kind>(EVERY_KIND)(
		'before the last count of its product is refused, since OpenBoxes would ignore it (%s)',
		async (kind) => {
			await start({ kind });
			await count(minutesAgo(10));
			const transactions = sandbox.state().transactions.length;
			const run = await debit([sale('C-1', LINE)], {
				time: new Date(minutesAgo(20)).toISOString(),
			});
			expect(run.error?.message).toMatch(
				/10001.*was counted on .*after the time of the transaction.*\[item 0\]/,
			);
			expect(sandbox.state().transactions).toHaveLength(transactions);
		},
	);

	it('after the last count, or of another product, is posted', async () => {
		await start();
		await count(minutesAgo(10));
		sandbox.advance(6000);
		const run = await debit([sale('C-2', LINE)], { time: new Date(minutesAgo(5)).toISOString() });
		expect(run.output[0].json).toMatchObject({
			status: 'posted',
			lines: [{ lots: [{ lotNumber: 'IBU-A' }] }],
		});
		expect(stockOf('10001', 'IBU-A')).toBe(34);
		const other = await debit([sale('C-3', { productCode: '10002', quantity: 1 })], {
			time: new Date(minutesAgo(20)).toISOString(),
		});
		expect(other.output[0].json.status).toBe('posted');
	});
});

describe('too little stock', () => {
	it('takes what is there when told to, and reports the rest', async () => {
		await start();
		const run = await debit([sale('S-1', { productCode: '10001', quantity: 700 })], {
			shortage: 'takeAvailable',
		});
		expect(run.output[0].json).toMatchObject({
			lines: [{ quantity: 700, posted: 600, missing: 100 }],
			warnings: [expect.stringMatching(/only 600 of 700/)],
		});
		expect(stockOf('10001')).toBe(70);
	});

	it('goes below zero when told to, and warns', async () => {
		await start();
		const run = await debit([sale('S-2', { productCode: '10001', quantity: 700 })], {
			shortage: 'allowNegative',
		});
		expect(run.output[0].json).toMatchObject({ lines: [{ posted: 700, missing: 0 }] });
		expect(stockOf('10001')).toBe(-30);
	});
});

describe('a dry run', () => {
	it('shows what would be taken and writes nothing', async () => {
		await start();
		const transactions = sandbox.state().transactions.length;
		const run = await debit(
			[sale('D-1', { productCode: '10001', quantity: 50 })],
			{},
			{ dryRun: true },
		);
		expect(run.output[0].json).toMatchObject({ status: 'dryRun', lines: [{ posted: 50 }] });
		expect(sandbox.state().transactions).toHaveLength(transactions);
	});
});

describe('a big sale', () => {
	it('of 2,000 lines is posted as one transaction', async () => {
		await start();
		const lines = Array.from({ length: 2000 }, (_, index) => ({
			productCode: ['10001', '10002', '20001'][index % 3],
			quantity: 1,
		}));
		const run = await debit([sale('BIG', ...lines)], { shortage: 'allowNegative' });
		expect(run.error).toBeUndefined();
		expect(posted()).toBe(1);
		expect(run.output[0].json.lines).toHaveLength(2000);
	});
});

describe('sales that follow each other within seconds', () => {
	it('never take stock that the first one took, although the server still shows it', async () => {
		await start();
		await debit([sale('Q-1', { productId: PRODUCT.ibuprofen, quantity: 40 })]);
		const second = await debit([sale('Q-2', { productId: PRODUCT.ibuprofen, quantity: 40 })]);
		expect(second.output[0].json).toMatchObject({
			lines: [{ lots: [{ lotNumber: 'IBU-B', quantity: 40 }] }],
		});
		expect(stockOf('10001', 'IBU-A')).toBe(0);
		const third = await debit(
			[sale('Q-3', { productId: PRODUCT.ibuprofen, quantity: 540 })],
			{},
			{},
			true,
		);
		expect(third.output[0].json.error).toMatch(/540 wanted, 520 in stock/);
	});
});
