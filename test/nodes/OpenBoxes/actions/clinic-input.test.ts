import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CuttingProxy } from '../../../hospital/cutting-proxy';
import { at } from '../../../hospital/movements';
import { changes, Scene } from '../../../hospital/scene';

/** Marks every field of a transaction that says something of a patient, or may. */
const PERSONAL = {
	customer: 'MARK-customer',
	customerType: 'MARK-customerType',
	billTo: 'MARK-billTo',
	shipTo: 'MARK-shipTo',
	reason: 'MARK-reason',
	invoice: 'MARK-invoice',
	fulfilledBy: 'MARK-fulfilledBy',
	createdBy: 'MARK-createdBy',
	metadata: { patient: 'MARK-metadata' },
	fulfilledItems: [{ note: 'MARK-fulfilledItems' }],
};
const PERSONAL_LINE = {
	note: 'MARK-note',
	variantName: 'MARK-variantName',
	metadata: { patient: 'MARK-lineMetadata' },
};

const line = (sku: string, quantity: number, more: IDataObject = {}): IDataObject => ({
	sku,
	quantity,
	...PERSONAL_LINE,
	...more,
});

function transaction(id: string, type: string, more: IDataObject): IDataObject {
	return {
		id,
		type,
		warehouse: 'facility-ph',
		createdAt: Date.now() - 60_000,
		...PERSONAL,
		...more,
	};
}

const WAREHOUSES = {
	warehouse: [
		{ id: 'facility-ph', location: at('pharmacy') },
		{ id: 'facility-central', location: { __rl: true, mode: 'number', value: '636FCQ' } },
	],
};

function clinic(resource: string, operation: string, more: IDataObject = {}): INodeParameters {
	const input = resource === 'transaction' ? 'itemIs' : 'linesFrom';
	return {
		resource,
		operation,
		[input]: 'inventoryTransaction',
		warehouses: WAREHOUSES,
		...more,
	} as INodeParameters;
}

describe('an inventory transaction of a clinic as input', () => {
	let scene: Scene;
	let before: Record<string, number>;
	const open = async (where = 'pharmacy'): Promise<void> => {
		scene = await Scene.open({ at: where });
		before = scene.stock();
	};
	afterEach(async () => await scene.close());

	const sale = (id: string, ...items: IDataObject[]): IDataObject =>
		transaction(id, 'sales', { items });

	it('is debited under its id, from the lot of its control number, once', async () => {
		await open();
		const items = [
			sale('trx1', line('10001', 2, { control: 'IBU-B', expiresAt: Date.UTC(2030, 0, 1) })),
			sale('trx2', line('0012345678905', 1)),
		];
		const done = await scene.output(clinic('transaction', 'debit'), items);
		expect(done).toMatchObject([
			{ status: 'posted', transactionNumber: expect.stringMatching(/\/trx1$/) },
			{ status: 'posted', transactionNumber: expect.stringMatching(/\/trx2$/) },
		]);
		expect(changes(before, scene.stock())).toEqual({
			'10001 IBU-A Shelf 1': -1,
			'10001 IBU-B Shelf 2': -2,
		});
		const again = await scene.output(clinic('transaction', 'debit'), items);
		expect(again.map(({ alreadyPosted }) => alreadyPosted)).toEqual([true, true]);
	});

	it('is credited to the sale that it belongs to, never more than was sold', async () => {
		await open();
		await scene.output(clinic('transaction', 'debit'), [sale('trx1', line('10001', 5))]);
		const back = (id: string, quantity: number): IDataObject =>
			transaction(id, 'return', { transaction: 'trx1', items: [line('10001', quantity)] });
		const [done] = await scene.output(clinic('transaction', 'credit'), [back('trx2', 3)]);
		expect(done).toMatchObject({
			status: 'posted',
			transactionNumber: expect.stringMatching(/\/trx1~C~trx2$/),
		});
		expect(await scene.failure(clinic('transaction', 'credit'), [back('trx3', 3)])).toMatch(
			/more than|only 2/,
		);
		const orphan = transaction('trx4', 'return', { items: [line('10001', 1)] });
		expect(await scene.failure(clinic('transaction', 'credit'), [orphan])).toMatch(
			/does not say which transaction it belongs to/,
		);
		const sum = Object.values(changes(before, scene.stock())).reduce((a, b) => a + b, 0);
		expect(sum).toBe(-2);
	});

	it('is adjusted up and down at once, each under its own number', async () => {
		await open();
		const adjusted = transaction('trx5', 'adjustment', {
			items: [
				line('10001', 0, { adjustment: -7, control: 'IBU-A' }),
				line('10003', 0, { adjustment: 5 }),
			],
		});
		const done = await scene.output(clinic('transaction', 'adjust', { reason: 'RECOUNTED' }), [
			adjusted,
		]);
		expect(done.map(({ transactionNumber }) => transactionNumber)).toEqual([
			expect.stringMatching(/\/trx5$/),
			expect.stringMatching(/\/trx5\+$/),
		]);
		const moved = changes(before, scene.stock());
		expect(moved).toEqual({ '10001 IBU-A Shelf 1': -7, '10003 MOR-1 Shelf 1': 5 });
		await scene.output(clinic('transaction', 'adjust', { reason: 'RECOUNTED' }), [adjusted]);
		expect(changes(before, scene.stock())).toEqual(moved);
	});

	it('is refused when it changes nothing, rather than left without an answer', async () => {
		await open();
		const nothing = transaction('trx9', 'adjustment', { items: [line('10001', 0)] });
		expect(await scene.failure(clinic('transaction', 'adjust'), [nothing])).toMatch(
			/"trx9"|there is no line/,
		);
	});

	it('is received on a purchase order with its lot and expiry date, once', async () => {
		await open('central');
		const arrived = transaction('trx6', 'receiving', {
			warehouse: 'facility-central',
			items: [line('20001', 50, { control: 'AMX-N', expiresAt: Date.UTC(2029, 0, 31) })],
		});
		const parameters = clinic('purchaseOrder', 'receive', {
			purchaseOrder: { __rl: true, mode: 'number', value: 'PO-1' },
			options: { bin: 'A-01' },
		});
		const [done] = await scene.output(parameters, [arrived]);
		expect(done).toMatchObject({ alreadyReceived: false });
		expect(changes(before, scene.stock())).toEqual({ '20001 AMX-N A-01': 50 });
		await scene.output(parameters, [arrived]);
		expect(changes(before, scene.stock())).toEqual({ '20001 AMX-N A-01': 50 });
		const lots = scene.sandbox.world.store.table('inventoryItem').all();
		expect(lots.find(({ lotNumber }) => lotNumber === 'AMX-N')).toMatchObject({
			expirationDate: Date.UTC(2029, 0, 31),
		});
	});

	it('becomes a stock movement between the locations of its warehouses, once', async () => {
		await open();
		const transfer = transaction('trx7', 'transfer', {
			source: 'facility-central',
			destination: 'facility-ph',
			items: [line('10001', 20)],
		});
		const parameters = clinic('stockMovement', 'create');
		const [done] = await scene.output(parameters, [transfer]);
		expect(done).toMatchObject({
			alreadyExisted: false,
			origin: { name: 'Central Depot' },
			destination: { name: 'Hospital Pharmacy' },
			lineItems: [{ productCode: '10001', quantityRequested: 20 }],
		});
		expect(await scene.output(parameters, [transfer])).toMatchObject([{ alreadyExisted: true }]);
	});

	it.each<[string, IDataObject, RegExp]>([
		[
			'of another warehouse',
			{ warehouse: 'facility-x' },
			/does not say which location the warehouse "facility-x"/,
		],
		['of no warehouse', { warehouse: '' }, /does not say at which warehouse/],
		[
			'of a warehouse elsewhere',
			{ warehouse: 'facility-central' },
			/another location than "Hospital Pharmacy"/,
		],
		['of another kind', { type: 'purchas' }, /"trx1" is purchase, not sales/],
		[
			'with no whole number',
			{ items: [line('10001', 1.5)] },
			/quantity "1.5" must be a whole number/,
		],
		['of an unknown product', { items: [line('nope', 1)] }, /nope/],
	])('is refused, with the reason: %s', async (_, more, words) => {
		await open();
		const parameters = clinic('transaction', 'debit');
		const run = await scene.run(parameters, {
			items: [{ ...sale('trx1', line('10001', 1)), ...more }],
		});
		expect(run.error?.message).toMatch(words);
		expect(`${run.error?.message}${run.error?.description}`).not.toMatch(/MARK/);
		expect(changes(before, scene.stock())).toEqual({});
	});

	it('keeps everything about the patient in the item: not in a request, an output or a store', async () => {
		await open();
		const proxy = await CuttingProxy.start(scene.sandbox.url);
		const [row] = scene.engine.store.all();
		scene.engine.store.save({ ...row, data: { ...row.data, url: proxy.url } });
		const items = [sale('trx1', line('10001', 1)), sale('trx2', line('nope', 1))];
		const run = await scene.run(clinic('transaction', 'debit'), { items, continueOnFail: true });
		await proxy.close();
		expect(proxy.calls.some((call) => call.startsWith('POST'))).toBe(true);
		expect([...proxy.calls, ...proxy.bodies].join()).not.toMatch(/MARK/);
		expect(run.output.map(({ json }) => json.error ?? json.status)).toEqual([
			'posted',
			expect.stringMatching(/nope/),
		]);
		expect(JSON.stringify(run.output)).not.toMatch(/MARK/);
	});
});
