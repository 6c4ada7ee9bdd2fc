import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runWorkflow } from '../../../../engine/run';
import { join, readFileSync } from '../../../../platform';
import { id, Scene } from '../../../../hospital/scene';

const DEBIT: INodeParameters = {
	resource: 'transaction',
	operation: 'debit',
	reference: '={{ $json.receipt }}',
	linesFrom: 'json',
	linesJson: '={{ $json.lines }}',
	options: { source: 'TILL1' },
};

/** One line of a sale per item, as a spreadsheet has it. */
const BY_LINE: INodeParameters = {
	resource: 'transaction',
	operation: 'debit',
	reference: '={{ $json.receipt }}',
	itemIs: 'line',
	product: { mode: 'code', value: '={{ $json.code }}', __rl: true },
	quantity: '={{ $json.quantity }}',
	unitFactor: '={{ $json.factor ?? 1 }}',
	lot: { mode: 'number', value: '={{ $json.lot ?? "" }}', __rl: true },
	options: { source: 'TILL1' },
};

const row = (receipt: string | number, code: string, quantity: unknown): IDataObject =>
	({ receipt, code, quantity }) as IDataObject;

describe('what a till, a spreadsheet or an AI agent sends', () => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open();
	});
	afterEach(async () => await scene.close());

	const run = async (
		parameters: INodeParameters,
		items: IDataObject[],
	): Promise<Array<{ json: IDataObject; pairedItem?: unknown }>> =>
		(await scene.run(parameters, { items, continueOnFail: true })).output;

	it('finds receipts with letters of Turkish again: one, and several of a run', async () => {
		const lines = [{ productCode: '10001', quantity: 1 }];
		const day = ['FİŞ-1', 'FİŞ-2', 'FİŞ-3', 'ıspanak', 'fiş-4'].map((receipt) => ({
			receipt,
			lines,
		}));
		for (const items of [day.slice(0, 1), day, [{ receipt: 'FIŞ-2', lines }]]) {
			const told = (await run(DEBIT, items)).map(({ json }) => json.error ?? json.status);
			const first = items.length === 1 && items[0] === day[0] ? 'posted' : 'alreadyPosted';
			expect(told).toEqual(items.map((_, at) => (at === 0 ? first : 'posted')));
		}
		expect(
			scene.sandbox
				.state()
				.transactions.filter(({ transactionNumber }) => /^TILL1/.test(transactionNumber ?? '')),
		).toHaveLength(5);
	});

	describe('one line per item', () => {
		it('joins lines of a receipt that stand far apart, whatever the case of its number', async () => {
			const done = await run(BY_LINE, [
				row('A-1', '10001', 2),
				row(4712, '10002', '3'),
				row('a-1 ', '10002', 1),
				row('A-1', '10001', 1),
			]);
			expect(done.map(({ pairedItem }) => pairedItem)).toEqual([
				[{ item: 0 }, { item: 2 }, { item: 3 }],
				[{ item: 1 }],
			]);
			expect(done[0].json).toMatchObject({
				transactionNumber: 'TILL1/A-1',
				lines: [{ posted: 2 }, { posted: 1 }, { posted: 1 }],
			});
			expect(done[1].json).toMatchObject({ transactionNumber: 'TILL1/4712', status: 'posted' });
		});

		it('keeps a receipt back as a whole when one line of it is wrong, and no other receipt', async () => {
			const done = await run(BY_LINE, [
				row('A-1', '10001', 2),
				row('B-1', '10001', 1),
				row('a-1', '10002', -3),
				row('A-1', '10002', 4),
			]);
			const told = done.map(({ json, pairedItem }) => [json.error ?? json.status, pairedItem]);
			expect(told).toEqual([
				[expect.stringMatching(/"A-1" was not posted: another line of it/), [{ item: 0 }]],
				['posted', [{ item: 1 }]],
				[expect.stringMatching(/quantity "-3" must be a whole number/), [{ item: 2 }]],
				[expect.stringMatching(/"A-1" was not posted: another line of it/), [{ item: 3 }]],
			]);
			expect(scene.sandbox.state().transactions.at(-1)).toMatchObject({
				transactionNumber: 'TILL1/B-1',
			});
		});

		it('lets a node behind it read the row a receipt came in, as the recipe says', async () => {
			const recipe = readFileSync(join(module.path, '../../../../../docs/recipes.md'), 'utf8');
			const expression = /`(\{\{ \$\('Rows'\)[^`]*)`/.exec(recipe.replace(/\s+/g, ' '))?.[1];
			const product = { mode: 'code', value: `=${expression}`, __rl: true };
			const get = { resource: 'product', operation: 'get', product };
			const { engine } = scene;
			const nodes = [
				engine.node('Rows', 'n8n-nodes-base.manualTrigger', {}),
				engine.node('Sell', 'openBoxes', BY_LINE),
				engine.node('Read', 'openBoxes', get),
			];
			const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
			const run = await runWorkflow(
				engine,
				{ nodes, connections: { Rows: to('Sell'), Sell: to('Read') } },
				{ input: [row('A-1', '10001', 2), row('B-1', '10002', 1), row('A-1', '10001', 1)] },
			);
			expect(run.error).toBeUndefined();
			expect(run.items.Read[0].map(({ json }) => json.productCode)).toEqual(['10001', '10002']);
		});

		it('does not mix up tills that use the same receipt number', async () => {
			const done = await run({ ...BY_LINE, options: { source: '={{ $json.till }}' } }, [
				{ ...row('1', '10001', 1), till: 'T1' },
				{ ...row('1', '10001', -1), till: 'T2' },
				{ ...row('1', '10001', 2), till: 'T1' },
			]);
			expect(done.map(({ json }) => json.transactionNumber ?? json.error)).toEqual([
				'T1/1',
				expect.stringMatching(/"-1" must be a whole number/),
			]);
		});
	});

	it.each<[string, IDataObject, RegExp | string]>([
		['a missing field', { receipt: 'M-1' }, /"Lines \(JSON\)" is empty/],
		['lines that are null', { receipt: 'M-2', lines: null }, /"Lines \(JSON\)" is empty/],
		['an empty list', { receipt: 'M-3', lines: [] }, /no line/],
		['lines that are a word', { receipt: 'M-4', lines: 'aspirin' }, /no JSON/],
		['lines that are a number', { receipt: 'M-5', lines: 7 }, /JSON list/],
		['a list of words', { receipt: 'M-6', lines: ['10001'] }, /line 1/],
		[
			'a product that is an object',
			{ receipt: 'M-7', lines: [{ productCode: { a: 1 }, quantity: 1 }] },
			/line 1.*text/,
		],
		[
			'a quantity of nothing',
			{ receipt: 'M-8', lines: [{ productCode: '10001', quantity: null }] },
			/quantity is missing/,
		],
		[
			'boxes beyond what can be stored',
			{ receipt: 'M-9', lines: [{ productCode: '10001', quantity: 2e6, unitFactor: 2000 }] },
			/2000000 units of 2000 are more than/,
		],
		[
			'an emoji in the reference',
			{ receipt: 'M-😀', lines: [{ productCode: '10001', quantity: 1 }] },
			/characters that OpenBoxes cannot store/,
		],
	])('is refused in words a pharmacist understands: %s', async (_, item, words) => {
		const [{ json }] = await run(DEBIT, [item]);
		expect(json.error).toMatch(words);
		expect(json.error).not.toMatch(/Expected|Invalid input|Required|undefined|NaN/);
	});

	it.each<[string, unknown]>([
		['a JSON text', '[{"productCode": "10001", "quantity": 2}]'],
		['a JSON text of one line', '{"productCode": "10001", "quantity": 2}'],
		['one line that is in no list', { productCode: '10001', quantity: 2 }],
		['numbers as text', [{ productCode: 10001, quantity: ' 2 ' }]],
		['a box with its factor as text', [{ product: '10001', quantity: 1, unitFactor: '2' }]],
		['a scanned GTIN', [{ barcode: '00012345678905', quantity: 2 }]],
		['any code', [{ product: '012345678905', quantity: 2 }]],
		[
			'the same lot in two lines',
			['1', '2'].map(() => ({ product: '10001', lot: 'ibu-b', quantity: 1 })),
		],
	])('is understood: %s', async (_, lines) => {
		const [{ json }] = await run(DEBIT, [{ receipt: 'OK-1', lines } as IDataObject]);
		expect(json.error).toBeUndefined();
		const posted = (json.lines as Array<{ posted: number }>).map((line) => line.posted);
		expect(posted.reduce((sum, units) => sum + units, 0)).toBe(2);
	});

	it.each<[string, INodeParameters[string]]>([
		['from the list', { __rl: true, mode: 'list', value: id.products['10001'] }],
		['by code', { __rl: true, mode: 'code', value: '10001' }],
		['by barcode', { __rl: true, mode: 'barcode', value: '0012345678905' }],
		['by ID', { __rl: true, mode: 'id', value: id.products['10001'] }],
		['as plain text', '10001'],
	])('may choose the product %s', async (_, product) => {
		const [{ json }] = await run({ ...BY_LINE, product }, [{ receipt: 'P-1', quantity: 1 }]);
		expect(json).toMatchObject({ status: 'posted', lines: [{ productCode: '10001' }] });
	});

	it('says so when an expression found no product', async () => {
		const [{ json }] = await run(BY_LINE, [{ receipt: 'P-2', quantity: 1 }]);
		expect(json.error).toMatch(/product is missing: give a product ID/);
	});

	it('writes letters of every language into the comment', async () => {
		const options = { source: 'Kasse Süd', comment: 'Für Frau Ñandú – 薬' };
		const [{ json }] = await run({ ...DEBIT, options }, [
			{ receipt: 'Ü-1', lines: [{ productCode: '10001', quantity: 1 }] },
		]);
		expect(json).toMatchObject({ status: 'posted', transactionNumber: 'Kasse Süd/Ü-1' });
	});

	it('takes nothing and says so when nothing at all is there', async () => {
		const options = { source: 'TILL1', shortage: 'takeAvailable' };
		const [{ json }] = await run({ ...DEBIT, options }, [
			{ receipt: 'N-1', lines: [{ productCode: '20003', quantity: 4 }] },
		]);
		expect(json).toMatchObject({
			status: 'nothingToPost',
			transactionId: null,
			lines: [{ posted: 0, missing: 4 }],
			warnings: [
				expect.stringMatching(/only 0 of 4 were in stock/),
				expect.stringMatching(/no transaction/i),
			],
		});
	});

	it.each([
		['now, as n8n writes it', '={{ $now }}'],
		['now as text', '={{ $now.toISO() }}'],
		['a time a day ago', '={{ $now.minus({ days: 1 }) }}'],
		['milliseconds', '={{ Date.now() - 60000 }}'],
		['a JavaScript date', '={{ new Date(Date.now() - 60000) }}'],
	])('accepts as time: %s', async (_, time) => {
		const [{ json }] = await run({ ...DEBIT, options: { source: 'TILL1', time } }, [
			{ receipt: 'T-1', lines: [{ productCode: '10001', quantity: 1 }] },
		]);
		expect(json.error).toBeUndefined();
		expect(json.status).toBe('posted');
	});

	it('keeps the time of an earlier sale although n8n gives its options as text', async () => {
		const [{ json }] = await run(
			{ ...DEBIT, options: { source: 'TILL1', time: '2026-03-29 02:30:00' } },
			[{ receipt: 'DST', lines: [{ productCode: '10001', quantity: 1 }] }],
		);
		expect(json.error ?? json.status).not.toMatch(/is not a time/);
	});
});

describe('a day of receipts that the till sent one by one, sent again as a whole', () => {
	it('is reported with the lots of each, in few requests', async () => {
		const scene = await Scene.open();
		try {
			const receipts = Array.from({ length: 25 }, (_, index) => ({
				receipt: `DAY-${index}`,
				lines: [{ productCode: '10002', quantity: 1 }],
			}));
			for (const one of receipts.slice(0, 14)) await scene.output(DEBIT, [one]);
			await scene.output(DEBIT, receipts.slice(14));
			const before = scene.sandbox.requests.total;
			const again = await scene.output(DEBIT, receipts);
			expect(again.map(({ alreadyPosted }) => alreadyPosted)).toEqual(receipts.map(() => true));
			for (const { lines, warnings } of again) {
				expect(lines).toMatchObject([{ posted: 1, lots: [{ quantity: 1 }] }]);
				expect(warnings).toEqual([]);
			}
			expect(scene.sandbox.requests.total - before).toBeLessThan(12);
		} finally {
			await scene.close();
		}
	}, 120_000);
});
