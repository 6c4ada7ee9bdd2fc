import { json } from '../../../../hospital/movements';
import { changes, Scene } from '../../../../hospital/scene';
import { booked, counting, recorded, started, submitted } from './counting';

describe.each(['0.9.4', '0.9.8'] as const)('a count that is submitted on %s', (kind) => {
	const baseline = kind === '0.9.4' ? '11' : '12';
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	const changed = (): Record<string, number> => changes(before, scene.stock());

	it('is closed when it agrees, once', async () => {
		const count = await started(scene);
		await scene.output(recorded(count, [{ quantity: 390 }]));
		const [done] = await scene.output(submitted(count));
		expect(done).toMatchObject({ status: 'COMPLETED', needsRecount: false, warnings: [] });
		expect(await scene.output(submitted(count))).toMatchObject([{ alreadySubmitted: true }]);
		expect(booked(scene)).toEqual([baseline]);
		expect(changed()).toEqual({});
	});

	it('waits for a recount when it differs, and books what was counted then', async () => {
		const count = await started(scene);
		await scene.output(recorded(count, [{ quantity: 300 }]));
		expect(await scene.output(submitted(count))).toMatchObject([{ needsRecount: true }]);
		expect(changed()).toEqual({});
		const [second] = await scene.output(
			counting('start', { requestId: String(count.requestId), recount: true }),
		);
		expect(second).toMatchObject({ isRecount: true, items: [{ quantityCounted: null }] });
		expect(await scene.failure(submitted(count))).toContain('1 of its lots and bins were not');
		await scene.output(recorded(count, [{ quantity: 388 }]));
		expect(await scene.output(submitted(count))).toMatchObject([{ status: 'COMPLETED' }]);
		expect(booked(scene)).toEqual([baseline, '3']);
		expect(changed()).toEqual({ '10002 PCM-1 Shelf 1': -2 });
	});

	it('books a difference at once when asked to, also when two n8n submit it at the same moment', async () => {
		const other = await Scene.apart(scene);
		const count = await started(scene);
		await scene.output(recorded(count, [{ quantity: 388 }]));
		scene.sandbox.overlap.set({ ms: 30, jitter: 0, seed: 1 });
		const atOnce = submitted(count, { recountDifferences: false });
		await Promise.all([scene.run(atOnce), other.run(atOnce)]);
		scene.sandbox.overlap.set();
		expect(await scene.output(atOnce)).toMatchObject([{ status: 'COMPLETED' }]);
		expect(changed()).toEqual({ '10002 PCM-1 Shelf 1': -2 });
	});

	it('is refused while something is not counted, and until a person enabled it', async () => {
		const count = await started(scene, '10001');
		await scene.output(recorded(count, [{ lot: 'IBU-A', quantity: 40 }]));
		expect(await scene.failure(submitted(count))).toContain('3 of its lots and bins were not');
		expect(await scene.failure(submitted(count, { enable: false }))).toContain('"Enable"');
		expect(booked(scene)).toEqual([]);
	});

	it('is refused when stock moved since the start', async () => {
		const count = await started(scene);
		await scene.output(recorded(count, [{ quantity: 390 }]));
		const lines = json([{ productCode: '10002', quantity: 5 }]);
		await scene.output({ resource: 'transaction', operation: 'debit', reference: 'R-1', ...lines });
		scene.sandbox.advance(10_000);
		expect(await scene.failure(submitted(count))).toContain('no longer up to date');
		expect(changed()).toEqual({ '10002 PCM-1 Shelf 1': -5 });
	});
});

it.each(['0.9.0', 'documented'] as const)(
	'nothing is submitted on %s, and it says so',
	async (kind) => {
		const scene = await Scene.open({ kind });
		try {
			const count = { cycleCountId: 'ff808081a21aeab101a21b2ae2fc3be1' };
			expect(await scene.failure(submitted(count))).toContain('does not offer cycle counts');
		} finally {
			await scene.close();
		}
	},
);
