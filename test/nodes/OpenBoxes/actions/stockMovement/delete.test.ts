import { draft, gloves, ibuprofen, on, sent } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('deleting a stock movement on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('frees what was picked for it, and says when it is gone', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		await scene.output(on(movement, 'setStatus', { status: 'picking' }));
		expect((await scene.output(on(movement, 'delete')))[0]).toMatchObject({ deleted: true });
		expect(await scene.failure(on(movement, 'delete'))).toMatch(/no stock movement/);
		// The server shows it some seconds later.
		scene.sandbox.advance(6000);
		const all = await draft(scene, [{ productId: gloves, quantity: 6000 }]);
		expect((await scene.output(on(all, 'send')))[0].status).toBe('shipped');
	});

	it('refuses one that has left', async () => {
		const shipped = await sent(scene, [{ productId: ibuprofen, quantity: 5 }]);
		expect(await scene.failure(on(shipped, 'delete'))).toMatch(/it is shipped.*Roll Back first/);
	});

	it('is done once when the answer is cut off after the server did', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		scene.sandbox.faults.next({ kind: 'cut after commit', method: 'DELETE' });
		expect((await scene.output(on(movement, 'delete')))[0]).toMatchObject({ deleted: true });
	});
});
