import { locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

describe.each(KINDS)('a lot that was never recalled, released on %s', (kind) => {
	it('stays as it is, and nothing is sent', async () => {
		const scene = await Scene.open({ kind });
		try {
			const release = { resource: 'lot', operation: 'release', isSafe: true };
			expect(await scene.output({ ...release, lot: locator('IBU-B', 'number') })).toMatchObject([
				{ lotNumber: 'IBU-B', recalled: false, changed: false, confirmed: true },
			]);
			expect(scene.sandbox.requests.routes['PUT /api/generic/inventoryItem/:id']).toBeUndefined();
		} finally {
			await scene.close();
		}
	});
});
