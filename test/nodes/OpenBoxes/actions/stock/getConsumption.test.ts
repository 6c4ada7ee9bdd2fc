import type { IDataObject } from 'n8n-workflow';
import { at, json, locator, sent } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'stock', operation: 'getConsumption', returnAll: true };

describe.each(KINDS)('consumption on %s', (kind) => {
	const isOpenSource = kind !== 'documented';
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
		const post = async (name: string, quantity: number, more: object): Promise<unknown> =>
			await scene.output({
				...{ resource: 'transaction', operation: name },
				...json([{ productCode: '10001', lot: 'IBU-B', bin: 'Shelf 2', quantity }]),
				...more,
			});
		await post('debit', 60, { reference: 'R-1' });
		await post('credit', 15, { original: 'R-1', reference: 'B-1', what: 'lines' });
		await post('debit', 5, { reference: 'R-2' });
		await scene.output({ resource: 'transaction', operation: 'reverse', original: 'R-2' });
		await post('adjust', 7, { reference: 'S-1', direction: 'down', reason: 'MISSING' });
		scene.sandbox.advance(30_000);
		if (isOpenSource)
			await sent(scene, [{ productCode: '10002', quantity: 30 }], { from: 'pharmacy', to: 'ward' });
	});
	afterAll(async () => await scene.close());

	const figures = (row: IDataObject): unknown[] => [
		row.productCode,
		row.quantityConsumed,
		row.quantityTransferredOut,
		row.averageMonthly,
	];

	it('is what was sold less what came back, and what was sent away', async () => {
		const rows = await scene.output(operation);
		const sold = ['10001', 45, 0, 15];
		expect(rows.map(figures)).toEqual(isOpenSource ? [sold, ['10002', 0, 30, 10]] : [sold]);
		expect(rows[0]).toMatchObject({
			productName: 'Ibuprofen 200mg tablet',
			quantityAvailable: 600 - 45 - 7,
			monthsOfStock: 36.5,
		});
		expect(Object.keys(rows[0]).length).toBeLessThanOrEqual(10);
	});

	it('leaves transfers out, and looks at a shorter time, when asked so', async () => {
		const rows = await scene.output({ ...operation, days: 30, includeTransfers: false });
		expect(rows.map(figures)).toEqual([['10001', 45, 0, 45]]);
	});

	it('is 0 of a product that nobody used, and nothing of a place that used nothing', async () => {
		expect(await scene.output({ ...operation, product: locator('30001', 'code') })).toMatchObject([
			{ productCode: '30001', averageMonthly: 0, monthsOfStock: null },
		]);
		expect(await scene.output({ ...operation, location: at('north') })).toEqual([]);
		expect(await scene.failure({ ...operation, days: 0 })).toContain('"Days"');
	});
});
