import { at, draft, gloves, on } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('updating a stock movement on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('changes its header, and says what OpenBoxes did not take over', async () => {
		const fields = { description: 'Quarterly', destination: at('pharmacy') };
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		const [out] = await scene.output(on(movement, 'update', { fields }));
		expect(out).toMatchObject({
			description: 'Quarterly',
			destination: { name: 'Hospital Pharmacy' },
		});
		const wrong = { destination: { __rl: true, mode: 'id', value: 'nope' } };
		expect(await scene.failure(on(movement, 'update', { fields: wrong }))).toMatch(
			/has no location "nope"/,
		);
		expect(await scene.failure(on(movement, 'update', { fields: {} }))).toMatch(
			/Nothing to change/,
		);
	});

	it('changes its shipment', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		const fields = { trackingNumber: 'T-9', driverName: 'Dora' };
		const [out] = await scene.output(on(movement, 'update', { fields }));
		expect(out).toMatchObject({ trackingNumber: 'T-9', driverName: 'Dora' });
	});

	it('refuses another origin once picking began, since its stock is reserved', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		await scene.output(on(movement, 'setStatus', { status: 'picking' }));
		const fields = { origin: at('pharmacy') };
		expect(await scene.failure(on(movement, 'update', { fields }))).toMatch(/until picking starts/);
		const [out] = await scene.output(on(movement, 'update', { fields: { description: 'later' } }));
		expect(out).toMatchObject({ description: 'later', origin: { name: 'North Depot' } });
	});
});
