import { resolve } from '../platform';
import { runWorkflow } from '../engine/run';
import { Scene } from '../hospital/scene';

const workflow = resolve(module.path, '../../examples/reorder-alert-every-morning.json');

describe.each(['0.9.0', '0.9.4', '0.9.6', '0.9.8', 'documented'] as const)(
	'the reorder alert of the morning on %s',
	(kind) => {
		let scene: Scene;
		beforeEach(async () => {
			scene = await Scene.open({ kind });
		});
		afterEach(async () => await scene.close());

		it('is one message with all that is at or below its reorder point', async () => {
			const run = await runWorkflow(scene.engine, workflow);
			expect(run.error).toBeUndefined();
			expect(scene.engine.recorded.map(({ parameters }) => parameters.text)).toEqual([
				[
					'6 products at Hospital Pharmacy are at or below their reorder point:',
					'• 10002 Paracetamol 500mg tablet: 390 left, reorder at 400, order 610',
					'• 10003 Morphine 10mg/ml ampoule: 12 left, reorder at 20, order 48',
					'• 20002 Ceftriaxone 1g vial: 35 left, reorder at 40, order 165',
					'• 30002 Syringe 5 ml: 90 left, reorder at 300, order 1110',
					'• 40001 BCG vaccine 10 dose: 8 left, reorder at 25, order 92',
					'• 40002 Measles vaccine 10 dose: 0 left, reorder at 25, order 100',
				].join('\n'),
			]);
		});

		it('is no message on a morning without any', async () => {
			const { store } = scene.sandbox.world;
			for (const rule of store.table('inventoryLevel').all()) store.remove('inventoryLevel', rule);
			const run = await runWorkflow(scene.engine, workflow);
			expect(run.error).toBeUndefined();
			expect(scene.engine.recorded).toEqual([]);
		});
	},
);
