import { resolve } from '../platform';
import { runWorkflow } from '../engine/run';
import { Scene } from '../hospital/scene';

const workflow = resolve(module.path, '../../examples/supplier-asn-form.json');

describe('a delivery that a supplier announces', () => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ at: 'central' });
	});
	afterEach(async () => await scene.close());

	const submit = async (goods: string): Promise<Record<string, unknown>> => {
		const input = [{ 'Delivery Note': 'DN-88', Goods: goods }];
		const run = await runWorkflow(scene.engine, workflow, { input });
		expect(run.error).toBeUndefined();
		const sent = scene.engine.recorded.splice(0);
		expect(sent).toHaveLength(1);
		return sent[0].parameters;
	};

	const movements = (): number => scene.sandbox.world.store.table('shipment').all().length;

	it('waits as a movement from the supplier, once', async () => {
		const goods = '10001; 300; IBU-N; 2029-06-30\n\n20001; 100; AMX-9; 2029-01-31';
		const mail = await submit(goods);
		expect(mail.subject).toBe('Delivery DN-88 is on its way');
		expect(mail.text).toMatch(/^Stock movement \S+ with 2 lines$/);
		const before = movements();
		await submit(goods);
		expect(movements()).toBe(before);
	});

	it('that names an unknown product is asked about', async () => {
		const mail = await submit('99999; 1');
		expect(mail.subject).toBe('Delivery DN-88 could not be announced');
		expect(mail.text).toMatch(/99999/);
	});
});
