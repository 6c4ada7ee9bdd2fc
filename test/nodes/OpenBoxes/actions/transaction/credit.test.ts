import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { locator } from '../../../../hospital/movements';
import { changes, KINDS, Scene } from '../../../../hospital/scene';

const debit: INodeParameters = {
	resource: 'transaction',
	operation: 'debit',
	linesFrom: 'json',
	reference: '={{ $json.receipt }}',
};
const credit = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'transaction',
	operation: 'credit',
	linesFrom: 'json',
	original: '={{ $json.receipt }}',
	reference: '={{ $json.slip }}',
	...more,
});
const sale = (receipt: string, ...lines: IDataObject[]): IDataObject => ({ receipt, lines });
const back = (receipt: string, slip: string, ...lines: IDataObject[]): IDataObject => ({
	receipt,
	slip,
	lines,
});
const ibuprofen = (quantity: number, more: IDataObject = {}): IDataObject => ({
	productCode: '10001',
	quantity,
	...more,
});

describe.each(KINDS)('a return on %s', (kind) => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
		before = scene.stock();
		await scene.output(debit, [sale('R-1', ibuprofen(50))]);
	});
	afterEach(async () => await scene.close());

	it('goes back into the lots and bins of the sale, what expires last first, once', async () => {
		const items = [back('R-1', 'S-1', ibuprofen(15))];
		const [done] = await scene.output(credit(), items);
		expect(done).toMatchObject({
			status: 'posted',
			transactionNumber: 'n8n-c7e9f0b5/R-1~C~S-1',
			lines: [
				{
					lots: [
						{ lotNumber: 'IBU-B', binLocation: 'Shelf 2', quantity: 10 },
						{ lotNumber: 'IBU-A', binLocation: 'Shelf 1', quantity: 5 },
					],
				},
			],
		});
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -35 });
		const [again] = await scene.output(credit(), items);
		expect(again).toMatchObject({ alreadyPosted: true, transactionId: done.transactionId });
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -35 });
	});

	it('never brings back more than was sold, in one return or in several', async () => {
		const sold = changes(before, scene.stock());
		expect(await scene.failure(credit(), [back('R-1', 'S-1', ibuprofen(51))])).toContain(
			'51 are to come back, but only 50 of "n8n-c7e9f0b5/R-1" are still out',
		);
		expect(
			await scene.failure(credit(), [back('R-1', 'S-1', ibuprofen(11, { lot: 'IBU-B' }))]),
		).toContain('11 of lot IBU-B are to come back, but only 10');
		expect(changes(before, scene.stock())).toEqual(sold);
		await scene.output(credit(), [back('R-1', 'S-1', ibuprofen(30))]);
		expect(await scene.failure(credit(), [back('R-1', 'S-2', ibuprofen(21))])).toContain('only 20');
		const two = [back('R-1', 'S-3', ibuprofen(15)), back('R-1', 'S-4', ibuprofen(15))];
		const { output } = await scene.run(credit(), { items: two, continueOnFail: true });
		expect(output[0].json).toMatchObject({ status: 'posted' });
		expect(String(output[1].json.error)).toContain('only 5');
	});

	it('of everything brings back what is still out', async () => {
		await scene.output(credit(), [back('R-1', 'S-1', ibuprofen(7))]);
		const all = credit({ what: 'everything' });
		const [done] = await scene.output(all, [back('R-1', 'S-2')]);
		expect(done).toMatchObject({ lines: [{ productCode: '10001', quantity: 43 }] });
		expect(changes(before, scene.stock())).toEqual({});
		const [again] = await scene.output(all, [back('R-1', 'S-2')]);
		expect(again).toMatchObject({ alreadyPosted: true });
		expect(await scene.failure(all, [back('R-1', 'S-3')])).toContain(
			'everything came back already',
		);
	});

	it('can be put into another bin, and find its sale by number or ID', async () => {
		const [{ id }] = scene.sandbox
			.state()
			.transactions.filter(({ transactionNumber }) => transactionNumber === 'n8n-c7e9f0b5/R-1');
		const line = ibuprofen(10, { lot: 'IBU-B', bin: 'Shelf 1' });
		await scene.output(credit({ original: locator(id, 'id') }), [back('', 'S-1', line)]);
		expect(changes(before, scene.stock())).toEqual({
			'10001 IBU-A Shelf 1': -40,
			'10001 IBU-B Shelf 1': 10,
			'10001 IBU-B Shelf 2': -10,
		});
		const byNumber = credit({ original: locator('n8n-c7e9f0b5/R-1', 'number') });
		await scene.output(byNumber, [back('', 'S-2', ibuprofen(1, { lot: 'IBU-A' }))]);
	});
});

describe('a wrong return', () => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeAll(async () => {
		scene = await Scene.open();
		await scene.output(debit, [sale('R-1', ibuprofen(50))]);
		before = scene.stock();
	});
	afterAll(async () => await scene.close());

	it.each([
		['a sale that is unknown', back('R-9', 'S-1', ibuprofen(1)), 'no transaction with the number'],
		[
			'a product that was not sold',
			back('R-1', 'S-1', { productCode: '10002', quantity: 1 }),
			'only 0',
		],
		['a lot that was not sold', back('R-1', 'S-1', ibuprofen(1, { lot: 'IBU-X' })), 'only 0'],
		['no return reference', back('R-1', '', ibuprofen(1)), 'give the number of the return slip'],
		['no sale', back('', 'S-1', ibuprofen(1)), 'not said which transaction'],
		['a negative quantity', back('R-1', 'S-1', ibuprofen(-1)), 'must be a whole number'],
		[
			'a mark in the reference',
			back('R-1', 'S~R', ibuprofen(1)),
			'marks returns, reversals and lines',
		],
		['no lines', back('R-1', 'S-1'), 'there is no line'],
	])('is refused with nothing written: %s', async (_, item, reason) => {
		expect(await scene.failure(credit(), [item])).toContain(reason);
		expect(changes(before, scene.stock())).toEqual({});
	});
});

describe('returns', () => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open();
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	it('of one sale from several processes at the same moment bring back no more than was sold', async () => {
		await scene.close();
		scene = await Scene.open({ saveWindow: 300, lateCommits: 200 });
		await scene.output(debit, [sale('R-1', ibuprofen(10))]);
		const processes = await Promise.all([scene.process(), scene.process()]);
		const runs = await Promise.all(
			processes.map(
				async (process, index) =>
					await process.runNode({
						type: 'openBoxes',
						parameters: credit(),
						items: [back('R-1', `S-${index}`, ibuprofen(6))],
						continueOnFail: true,
					}),
			),
		);
		await Promise.all(processes.map(async (process) => await process.close()));
		const outputs = runs.map(({ items }) => items.Node[0][0].json);
		const posted = outputs.filter(({ status }) => status === 'posted');
		const refused = outputs.filter(({ error }) => error !== undefined);
		expect([posted.length, refused.length]).toEqual([1, 1]);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -4 });
	}, 60_000);

	it('of many sales are posted in few requests', async () => {
		const receipts = Array.from({ length: 20 }, (_, index) => `B-${index}`);
		await scene.output(
			debit,
			receipts.map((receipt) => sale(receipt, { productCode: '10002', quantity: 3 })),
		);
		const { total } = scene.sandbox.requests;
		await scene.output(
			credit(),
			receipts.map((receipt) =>
				back(receipt, `S-${receipt}`, { productCode: '10002', quantity: 2 }),
			),
		);
		expect(scene.sandbox.requests.total - total).toBeLessThan(16);
		expect(changes(before, scene.stock())).toEqual({ '10002 PCM-1 Shelf 1': -20 });
	});

	it('in a dry run are only shown', async () => {
		await scene.output(debit, [sale('R-1', ibuprofen(10))]);
		const [shown] = await scene.output(credit({ dryRun: true }), [
			back('R-1', 'S-1', ibuprofen(4)),
		]);
		expect(shown).toMatchObject({ status: 'dryRun', lines: [{ lots: [{ quantity: 4 }] }] });
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -10 });
	});

	it('survive a lost answer without coming back twice', async () => {
		await scene.output(debit, [sale('R-1', ibuprofen(10))]);
		scene.sandbox.faults.next({
			kind: 'cut after commit',
			method: 'POST',
			path: 'generic/transaction$',
		});
		const [done] = await scene.output(credit(), [back('R-1', 'S-1', ibuprofen(4))]);
		expect(done).toMatchObject({ status: 'posted' });
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -6 });
	});

	it('cannot be made at another location than the sale', async () => {
		await scene.output(debit, [sale('R-1', ibuprofen(10))]);
		const central = await Scene.beside(scene, 'central');
		const item = back('', 'S-1', ibuprofen(4));
		expect(
			await central.failure(credit({ original: locator('n8n-c7e9f0b5/R-1', 'number') }), [item]),
		).toContain('was made at another location');
	});
});
