import { ibuprofen, on, sent } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)(
	'documents of a stock movement on %s',
	(kind) => {
		let scene: Scene;
		beforeEach(async () => {
			scene = await Scene.open({ kind, at: 'north' });
		});
		afterEach(async () => await scene.close());

		it('come with links', async () => {
			const shipped = await sent(scene, [{ productId: ibuprofen, quantity: 5 }]);
			const rows = await scene.output(on(shipped, 'getDocuments'));
			expect(rows).toContainEqual(
				expect.objectContaining({
					documentType: 'DELIVERY_NOTE',
					url: expect.stringContaining('http'),
				}),
			);
		});
	},
);
