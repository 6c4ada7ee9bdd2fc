import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from '../../../../engine/clock';
import { locator } from '../../../../hospital/movements';
import { changes, id, KINDS, Scene } from '../../../../hospital/scene';

const post = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'transaction',
	operation,
	linesFrom: 'json',
	reference: '={{ $json.ref }}',
	...more,
});
const reverse = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'transaction',
	operation: 'reverse',
	original: '={{ $json.ref }}',
	...more,
});
const slip = (ref: string, ...lines: IDataObject[]): IDataObject => ({ ref, lines });

describe.each(KINDS)('a reversal on %s', (kind) => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	it('puts a sale back exactly where it came from, once', async () => {
		await scene.output(post('debit'), [
			slip('R-1', { productCode: '10001', quantity: 50 }, { productCode: '10003', quantity: 1 }),
		]);
		const [done] = await scene.output(reverse(), [{ ref: 'R-1' }]);
		expect(done).toMatchObject({
			status: 'posted',
			reference: 'n8n-c7e9f0b5/R-1',
			transactionNumber: 'n8n-c7e9f0b5/R-1~R',
		});
		expect(changes(before, scene.stock())).toEqual({});
		const [again] = await scene.output(reverse(), [{ ref: 'n8n-c7e9f0b5/R-1' }]);
		expect(again).toMatchObject({ alreadyPosted: true, transactionId: done.transactionId });
		// The sale is not "already posted" any more, since its stock is back.
		expect(
			await scene.failure(post('debit'), [
				slip('R-1', { productCode: '10001', quantity: 50 }, { productCode: '10003', quantity: 1 }),
			]),
		).toContain('it was posted before and then reversed (n8n-c7e9f0b5/R-1~R)');
		expect(changes(before, scene.stock())).toEqual({});
	});

	it.each(['damage', 'expire', 'adjust'])('undoes %s as well', async (operation) => {
		const line = { productCode: '10001', lot: 'IBU-X', quantity: 5 };
		await scene.output(post(operation), [slip('R-2', line)]);
		await scene.output(reverse(), [{ ref: 'R-2' }]);
		expect(changes(before, scene.stock())).toEqual({});
	});

	it('takes back a return of the last ampoules, in the half minute after it', async () => {
		await scene.output(post('debit'), [slip('R-9', { productCode: '10003', quantity: 12 })]);
		const line = { productCode: '10003', quantity: 12 };
		await scene.output(post('credit', { original: 'R-9' }), [slip('S-9', line)]);
		await sleep(9000);
		scene.sandbox.advance(0);
		const [done] = await scene.output(
			reverse({ original: locator('n8n-c7e9f0b5/R-9~C~S-9', 'number') }),
		);
		expect(done).toMatchObject({ status: 'posted' });
		expect(changes(before, scene.stock())).toEqual({ '10003 MOR-1 Shelf 1': -12 });
	});

	it('is refused after a return, and the other way round', async () => {
		await scene.output(post('debit'), [slip('R-3', { productCode: '10001', quantity: 10 })]);
		const credit = post('credit', { original: 'R-3' });
		const line = { productCode: '10001', quantity: 4 };
		await scene.output(credit, [slip('S-1', line)]);
		expect(await scene.failure(reverse(), [{ ref: 'R-3' }])).toContain('reverse the returns first');
		const byNumber = { original: locator('n8n-c7e9f0b5/R-3~C~S-1', 'number') };
		await scene.output(reverse(byNumber));
		expect(await scene.failure(credit, [slip('S-1', line)])).toContain(
			'posted before and then reversed',
		);
		await scene.output(reverse(), [{ ref: 'R-3' }]);
		expect(changes(before, scene.stock())).toEqual({});
		expect(await scene.failure(credit, [slip('S-2', line)])).toContain('was reversed as a whole');
	});

	it('is refused after a later count of a product', async () => {
		await scene.output(post('debit'), [slip('R-4', { productCode: '10003', quantity: 2 })]);
		const store = scene.sandbox.world.store;
		const now = Math.floor(scene.sandbox.world.clock.now() / 1000) * 1000;
		store.insert('transaction', {
			id: 'count-1',
			transactionType: '11',
			transactionNumber: 'COUNT-1',
			inventory: id.inventories[id.locations.pharmacy],
			transactionDate: now,
			dateCreated: now,
			lastUpdated: now,
		});
		store.insert('transactionEntry', {
			id: 'count-entry-1',
			transaction: 'count-1',
			product: id.products['10003'],
			inventoryItem: id.lots['10003/MOR-1'],
			binLocation: id.bins['S-1'],
			quantity: 9,
		});
		const counted = scene.stock();
		expect(await scene.failure(reverse(), [{ ref: 'R-4' }])).toContain(
			'10003 Morphine 10mg/ml ampoule was counted on',
		);
		expect(changes(counted, scene.stock())).toEqual({});
	});
});

describe('reversals', () => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open();
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	it('take out again what an adjustment brought, but not what is gone', async () => {
		const up = post('adjust', { direction: 'up' });
		await scene.output(up, [slip('U-1', { productCode: '10003', quantity: 5 })]);
		await scene.output(reverse(), [{ ref: 'U-1' }]);
		expect(changes(before, scene.stock())).toEqual({});
		await scene.output(up, [slip('U-2', { productCode: '20002', quantity: 5 })]);
		scene.sandbox.advance(10_000);
		await scene.output(post('debit'), [slip('R-1', { productCode: '20002', quantity: 38 })]);
		expect(await scene.failure(reverse(), [{ ref: 'U-2' }])).toContain(
			'5 of lot CEF-1 would have to go out again, but only 2 are there',
		);
		await scene.output(reverse({ options: { allowNegative: true } }), [{ ref: 'U-2' }]);
		expect(changes(before, scene.stock())).toEqual({ '20002 CEF-1': -38 });
	});

	it.each([
		[
			'an unknown reference',
			{ ref: 'R-9' },
			{},
			'no transaction with the number "n8n-c7e9f0b5/R-9"',
		],
		[
			'an unknown ID',
			{},
			{ original: locator('ff80818100000000000000000000nope') },
			'no transaction with the ID "ff80818100000000000000000000nope"',
		],
		['nothing named', { ref: '' }, {}, 'not said which transaction'],
		['another location', {}, { original: locator('SEED-NORTH', 'number') }, 'another location'],
	])('are refused with nothing written: %s', async (_, item, more, reason) => {
		expect(await scene.failure(reverse(more), [item])).toContain(reason);
		expect(changes(before, scene.stock())).toEqual({});
	});

	it('are refused for a reversal, a count and what a shipment made', async () => {
		await scene.output(post('debit'), [slip('R-1', { productCode: '10001', quantity: 1 })]);
		const [done] = await scene.output(reverse(), [{ ref: 'R-1' }]);
		const number = String(done.transactionNumber);
		const byNumber = (original: string): INodeParameters =>
			reverse({ original: locator(original, 'number') });
		expect(await scene.failure(byNumber(number))).toContain('it is itself a reversal');
		const store = scene.sandbox.world.store;
		const made = (changed: object) => {
			const [seed] = store
				.table('transaction')
				.all()
				.filter(({ transactionNumber }) => transactionNumber === 'SEED-PHARMACY');
			store.update('transaction', seed, { ...changed });
		};
		made({ transactionType: '12' });
		expect(await scene.failure(byNumber('SEED-PHARMACY'))).toContain('not counts or transfers');
		made({ transactionType: '3', order: 'any-order' });
		expect(await scene.failure(byNumber('SEED-PHARMACY'))).toContain('it belongs to an order');
	});

	it('of many transactions take few requests', async () => {
		const refs = Array.from({ length: 20 }, (_, index) => `B-${index}`);
		await scene.output(
			post('debit'),
			refs.map((ref) => slip(ref, { productCode: '10002', quantity: 3 })),
		);
		const { total } = scene.sandbox.requests;
		await scene.output(
			reverse(),
			refs.map((ref) => ({ ref })),
		);
		expect(scene.sandbox.requests.total - total).toBeLessThanOrEqual(16);
		expect(changes(before, scene.stock())).toEqual({});
	});

	it('in a dry run are only shown', async () => {
		await scene.output(post('debit'), [slip('R-1', { productCode: '10001', quantity: 4 })]);
		const sold = scene.stock();
		const [shown] = await scene.output(reverse({ dryRun: true }), [{ ref: 'R-1' }]);
		expect(shown).toMatchObject({ status: 'dryRun', lines: [{ lots: [{ quantity: 4 }] }] });
		expect(changes(sold, scene.stock())).toEqual({});
	});
});
