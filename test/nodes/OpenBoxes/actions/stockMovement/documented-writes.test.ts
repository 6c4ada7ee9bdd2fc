import { at, draft, gloves, json, on, op } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

it('on documented, what the documents do not name is told before anything is written', async () => {
	const scene = await Scene.open({ kind: 'documented', at: 'north' });
	try {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		const count = (): number => scene.sandbox.world.store.table('requisition').all().length;
		const before = count();
		for (const one of [
			op('createAndSend', {
				destination: at('pharmacy'),
				...json([{ productId: gloves, quantity: 1 }]),
			}),
			on(movement, 'update', { fields: { description: 'X' } }),
		])
			expect(await scene.failure(one)).toMatch(/This server does not offer a call that/);
		expect(count()).toBe(before);
	} finally {
		await scene.close();
	}
});
