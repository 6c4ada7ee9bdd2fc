import type { INodeParameters } from 'n8n-workflow';
import { json, locator } from '../../../../hospital/movements';
import { changes, id, Scene } from '../../../../hospital/scene';

const MOVED = { '10001 IBU-B Shelf 1': -100, '10001 IBU-B Shelf 2': 100 };

async function draft(scene: Scene): Promise<INodeParameters> {
	const [made] = await scene.output({
		resource: 'stockTransfer',
		operation: 'create',
		reference: 'SLIP-1',
		...json([
			{ productCode: '10001', lot: 'IBU-B', fromBin: 'Shelf 1', bin: 'Shelf 2', quantity: 100 },
		]),
	});
	const stockTransfer = locator(String(made.transferNumber), 'number');
	return { resource: 'stockTransfer', operation: 'complete', stockTransfer };
}

describe.each(['0.9.0', '0.9.8'] as const)('a pending stock transfer on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	it('moves its goods once, however often it is completed', async () => {
		const before = scene.stock();
		const complete = await draft(scene);
		expect(await scene.output(complete)).toMatchObject([
			{ status: 'completed', reference: 'SLIP-1', changed: true, warnings: [] },
		]);
		expect(await scene.output(complete)).toMatchObject([{ changed: false }]);
		expect(changes(before, scene.stock())).toEqual(MOVED);
	});

	it('moves its goods once when a proxy sends the call twice or loses the answer', async () => {
		const before = scene.stock();
		const complete = await draft(scene);
		scene.sandbox.faults.next({ kind: 'cut after commit', method: 'PUT', path: 'stockTransfers' });
		expect(await scene.output(complete)).toMatchObject([{ status: 'completed' }]);
		expect(changes(before, scene.stock())).toEqual(MOVED);
	});

	it('moves its goods once when two n8n complete it at the same moment', async () => {
		const before = scene.stock();
		const complete = await draft(scene);
		const other = await Scene.apart(scene, 'pharmacy');
		scene.sandbox.overlap.set({ ms: 30, jitter: 0.3, seed: 7 });
		await Promise.all([scene.run(complete), other.run(complete)]);
		scene.sandbox.overlap.set();
		expect(await scene.output(complete)).toMatchObject([{ status: 'completed' }]);
		expect(changes(before, scene.stock())).toEqual(MOVED);
	});

	it('must be one of this location, and a transfer', async () => {
		const complete = await draft(scene);
		const elsewhere = await Scene.beside(scene, 'central');
		expect(await elsewhere.failure(complete)).toMatch(
			/was not completed: it belongs to Hospital Pharmacy.* Use a credential of that location/,
		);
		for (const wrong of [locator(id.orders['PO-1']), locator('nope'), locator('nope', 'number')])
			expect(await scene.failure({ ...complete, stockTransfer: wrong })).toMatch(
				/OpenBoxes has no stock transfer/,
			);
	});
});
