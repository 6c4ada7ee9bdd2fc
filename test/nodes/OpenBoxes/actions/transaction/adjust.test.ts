import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { changes, id, KINDS, Scene } from '../../../../hospital/scene';

const adjust = (direction: 'up' | 'down', more: INodeParameters = {}): INodeParameters => ({
	resource: 'transaction',
	operation: 'adjust',
	linesFrom: 'json',
	direction,
	reason: 'RECOUNTED',
	reference: '={{ $json.slip }}',
	...more,
});
const slip = (number: string, ...lines: IDataObject[]): IDataObject => ({ slip: number, lines });

describe.each(KINDS)('an adjustment on %s', (kind) => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	it('lowers one lot in one bin, with the reason on the line', async () => {
		const line = { productCode: '10001', lot: 'IBU-B', bin: 'Shelf 1', quantity: 7 };
		const [done] = await scene.output(adjust('down'), [slip('A-1', line)]);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-B Shelf 1': -7 });
		expect(done.lines).toMatchObject([{ lots: [{ stockBefore: 500, stockAfter: 493 }] }]);
		const entry = scene.sandbox.world.store
			.table('transactionEntry')
			.all()
			.find(({ quantity }) => quantity === -7);
		expect(entry).toMatchObject({ reasonCode: 'RECOUNTED' });
		expect(scene.sandbox.state().transactions.at(-1)).toMatchObject({ transactionType: '3' });
	});

	it('raises a lot where it lies, once', async () => {
		const items = [slip('A-2', { productCode: '10003', quantity: 5 })];
		const [done] = await scene.output(adjust('up'), items);
		expect(done).toMatchObject({ status: 'posted', warnings: [] });
		expect(done.lines).toMatchObject([{ lots: [{ stockBefore: 12, stockAfter: 17 }] }]);
		const [again] = await scene.output(adjust('up'), items);
		expect(again).toMatchObject({ alreadyPosted: true, transactionId: done.transactionId });
		expect(changes(before, scene.stock())).toEqual({ '10003 MOR-1 Shelf 1': 5 });
	});

	it('does not guess which of several lots or bins to raise', async () => {
		const unclear = slip('A-3', { productCode: '10001', quantity: 5 });
		expect(await scene.failure(adjust('up'), [unclear])).toContain('say which lot: ');
		const noBin = slip('A-4', { productCode: '10001', lot: 'IBU-B', quantity: 5 });
		expect(await scene.failure(adjust('up'), [noBin])).toContain('lies in several bins');
		expect(changes(before, scene.stock())).toEqual({});
	});

	it('creates a lot only when asked to, and finds it the next time', async () => {
		const line = {
			productCode: '20003',
			lot: 'CIP-1',
			expirationDate: '2029-05-31',
			bin: 'Shelf 2',
			quantity: 60,
		};
		expect(await scene.failure(adjust('up'), [slip('A-5', line)])).toContain('has no lot "CIP-1"');
		const create = adjust('up', { createLots: true });
		const [done] = await scene.output(create, [slip('A-6', line)]);
		expect(done.warnings).toEqual(['The lot "CIP-1" of 20003 is new']);
		expect(changes(before, scene.stock())).toEqual({ '20003 CIP-1 Shelf 2': 60 });
		await scene.output(create, [slip('A-7', { ...line, lot: 'cip-1', quantity: 1 })]);
		expect(changes(before, scene.stock())).toEqual({ '20003 CIP-1 Shelf 2': 61 });
		const [lot, ...others] = scene.sandbox.world.store
			.table('inventoryItem')
			.all()
			.filter(({ product }) => product === id.products['20003']);
		expect(others).toEqual([]);
		expect(lot).toMatchObject({ lotNumber: 'CIP-1', expirationDate: Date.UTC(2029, 4, 31) });
	});

	it('refuses a lot that expires on another day, or a new one without a date', async () => {
		const create = adjust('up', { createLots: true });
		const wrong = { productCode: '10003', lot: 'MOR-1', expirationDate: '2030-01-01', quantity: 1 };
		expect(await scene.failure(create, [slip('A-8', wrong)])).toContain(
			'the lot "MOR-1" expires on 2027-09-30 in OpenBoxes, not on 2030-01-01',
		);
		const undated = { productCode: '20003', lot: 'CIP-1', quantity: 1 };
		expect(await scene.failure(create, [slip('A-9', undated)])).toContain(
			'needs an expiry date, because the product is under lot and expiry control',
		);
		expect(await scene.failure(adjust('down'), [slip('A-11', wrong)])).toContain(
			'"expirationDate" says nothing in an adjustment down',
		);
		const endless = { productCode: '10003', lot: 'MOR-1', quantity: 2_147_483_647 };
		expect(await scene.failure(adjust('up'), [slip('A-12', endless)])).toContain(
			'units are more than OpenBoxes can store',
		);
		const noDate = { ...undated, expirationDate: '03/05/2029' };
		expect(await scene.failure(create, [slip('A-10', noDate)])).toContain('is not a day');
		expect(changes(before, scene.stock())).toEqual({});
	});
});

describe('adjustments', () => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open();
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	it('up and down in one run are both posted, or neither', async () => {
		const mixed = adjust('up', { direction: '={{ $json.direction }}' });
		const good = [
			{ ...slip('M-1', { productCode: '10003', quantity: 2 }), direction: 'up' },
			{ ...slip('M-2', { productCode: '10002', quantity: 3 }), direction: 'down' },
		];
		const bad = { ...slip('M-3', { productCode: '10001', quantity: 3 }), direction: 'up' };
		expect(await scene.failure(mixed, [...good, bad])).toContain('say which lot');
		expect(changes(before, scene.stock())).toEqual({});
		await scene.output(mixed, good);
		expect(changes(before, scene.stock())).toEqual({
			'10002 PCM-1 Shelf 1': -3,
			'10003 MOR-1 Shelf 1': 2,
		});
	});

	it('go below zero only when allowed', async () => {
		const items = [slip('N-1', { productCode: '10003', quantity: 20 })];
		expect(await scene.failure(adjust('down'), items)).toContain('20 wanted, 12 in stock');
		await scene.output(adjust('down', { options: { allowNegative: true } }), items);
		expect(changes(before, scene.stock())).toEqual({ '10003 MOR-1 Shelf 1': -20 });
	});

	it('show in a dry run what they would do, and create no lot', async () => {
		const line = { productCode: '20003', lot: 'CIP-1', expirationDate: '2029-05-31', quantity: 6 };
		const [shown] = await scene.output(adjust('up', { createLots: true, dryRun: true }), [
			slip('T-1', line),
		]);
		expect(shown).toMatchObject({ status: 'dryRun', dryRun: true });
		expect(changes(before, scene.stock())).toEqual({});
		expect(scene.sandbox.world.store.table('inventoryItem').all()).toHaveLength(16);
	});

	it('create one lot when the answer to its creation is lost', async () => {
		scene.sandbox.faults.next({
			kind: 'cut after commit',
			method: 'POST',
			path: 'generic/inventoryItem$',
		});
		const line = { productCode: '20003', lot: 'CIP-1', expirationDate: '2029-05-31', quantity: 6 };
		await scene.output(adjust('up', { createLots: true }), [slip('F-1', line)]);
		expect(changes(before, scene.stock())).toEqual({ '20003 CIP-1': 6 });
		expect(scene.sandbox.world.store.table('inventoryItem').all()).toHaveLength(17);
	});

	it('read lines that are filled in with pickers', async () => {
		const pick = (mode: string, value: string) => ({ __rl: true, mode, value });
		await scene.output(
			adjust('up', {
				reference: 'P-1',
				linesFrom: 'form',
				lines: {
					line: [
						{
							product: pick('id', id.products['10001']),
							lot: pick('list', id.lots['10001/IBU-B']),
							bin: pick('list', id.bins['S-2']),
							quantity: 4,
							unitFactor: 10,
						},
					],
				},
			}),
		);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-B Shelf 2': 40 });
	});
});
