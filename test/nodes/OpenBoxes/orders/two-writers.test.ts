import { wait as delay } from '../../../platform';
import type { INodeParameters } from 'n8n-workflow';
import { Scene } from '../../../hospital/scene';

const order = (orderNumber: string, unitPrice = 2, quantity = 10): INodeParameters => ({
	resource: 'purchaseOrder',
	operation: 'create',
	name: 'Monthly',
	supplier: { __rl: true, mode: 'name', value: 'MedSupply Ltd' },
	orderNumber,
	linesFrom: 'json',
	linesJson: JSON.stringify([{ productCode: '10001', quantity, unitPrice }]),
});

describe.each(['0.9.0', '0.9.6', '0.9.8'] as const)('one order number on %s', (kind) => {
	let scene: Scene;
	let other: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind, at: 'central', overlap: { ms: 40, jitter: 0.3, seed: 5 } });
		other = await Scene.apart(scene, 'central');
	});
	afterAll(async () => await scene.close());

	const numbered = (number: string) =>
		scene.sandbox.world.store
			.table('order')
			.all()
			.filter((row) => row.orderNumber === number);

	it.each([0, 20, 60, 150])(
		'makes one order when two processes make it %d ms apart',
		async (apart) => {
			const number = `ERP-${apart}`;
			const runs = await Promise.all([
				scene.run(order(number)),
				delay(apart).then(async () => await other.run(order(number))),
			]);
			expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
			expect(numbered(number)).toHaveLength(1);
			expect(new Set(runs.map(({ output }) => output[0].json.id)).size).toBe(1);
		},
	);

	it('with another price is an error that shows it', async () => {
		await scene.output(order('ERP-P', 2));
		expect(await scene.failure(order('erp-p', 3))).toMatch(
			/number "erp-p" already, with other content: it has 10 of 10001 at 2 instead of 10 of 10001 at 3/,
		);
		expect(numbered('ERP-P')).toHaveLength(1);
	});

	it('with other lines in two processes leaves one order, and tells the other run so', async () => {
		const runs = await Promise.all([
			scene.run(order('ERP-D', 2, 5)),
			other.run(order('ERP-D', 2, 6)),
		]);
		expect(numbered('ERP-D')).toHaveLength(1);
		const failed = runs.filter(({ error }) => error !== undefined);
		expect(failed).toHaveLength(1);
		// The second one is refused as not unique, or was saved in the blind and taken back.
		expect(failed[0].error?.message).toMatch(/with other content/);
	});
});
