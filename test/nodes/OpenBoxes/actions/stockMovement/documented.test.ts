import { draft, gloves, ibuprofen, on, op } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

describe('on the documented kind', () => {
	it.each(['send', 'receive', 'rollBack', 'delete', 'setStatus', 'getDocuments'])(
		'%s says that the documents name no such call',
		async (operation) => {
			const scene = await Scene.open({ kind: 'documented', at: 'north' });
			const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
			expect(await scene.failure(on(movement, operation))).toMatch(
				/This server does not offer .* open-source OpenBoxes 0\.9\.x/,
			);
			await scene.close();
		},
	);
});

it('lists movements on the documented kind', async () => {
	const scene = await Scene.open({ kind: 'documented', at: 'north' });
	const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
	const rows = await scene.output(op('getAll', { direction: 'OUTBOUND', returnAll: true }));
	expect(rows).toMatchObject([{ id: movement.id, status: 'draft' }]);
	expect(await scene.output(op('getAll', { filters: { exclude: ['draft'] } }))).toEqual([]);
	await scene.close();
});
