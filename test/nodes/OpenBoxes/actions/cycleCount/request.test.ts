import { locator } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';
import { counting, requested } from './counting';

describe.each(['0.9.4', '0.9.8'] as const)('a count that is requested on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	it('is open once, however often it is asked for', async () => {
		const first = await requested(scene);
		expect(first).toMatchObject({ status: 'CREATED', productCode: '10002', existed: false });
		expect(await requested(scene)).toMatchObject({ requestId: first.requestId, existed: true });
		expect(scene.sandbox.world.store.table('cycleCountRequest').all()).toHaveLength(1);
	});

	it('is open once when two n8n ask at the same moment', async () => {
		const other = await Scene.apart(scene);
		scene.sandbox.overlap.set({ ms: 30, jitter: 0, seed: 1 });
		await Promise.all([requested(scene), requested(other)]);
		expect(scene.sandbox.world.store.table('cycleCountRequest').all()).toHaveLength(1);
	});

	it('is refused for an unknown product', async () => {
		const unknown = counting('request', { product: locator('nope', 'code') });
		expect(await scene.failure(unknown)).toContain('"nope" is unknown');
	});
});

it.each(['0.9.0', 'documented'] as const)(
	'a count cannot be requested on %s, and it says so',
	async (kind) => {
		const scene = await Scene.open({ kind });
		try {
			const asked = counting('request', { product: locator('10002', 'code') });
			expect(await scene.failure(asked)).toContain('does not offer cycle counts');
		} finally {
			await scene.close();
		}
	},
);
