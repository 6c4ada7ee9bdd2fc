import { at, locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'location', operation: 'get' };

describe.each(KINDS)('a location on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('is that of the credential when none is named', async () => {
		const [row] = await scene.output(operation);
		expect(row).toMatchObject({
			id: at('pharmacy').value,
			name: 'Hospital Pharmacy',
			active: true,
		});
		expect(Object.keys(row).length).toBeLessThanOrEqual(10);
	});

	it.each([
		['number', '636FCQ', 'number'],
		['name', 'Central Depot', 'id'],
		['ID', String(at('central').value), 'id'],
	])('is found by its %s', async (_, value, mode) => {
		expect(await scene.output({ ...operation, location: locator(value, mode) })).toMatchObject([
			{ name: 'Central Depot', locationTypeCode: 'DEPOT' },
		]);
	});

	it('is shown whole when asked so, also when it is closed', async () => {
		const [row] = await scene.output({ ...operation, location: at('closed'), simplify: false });
		expect(row).toMatchObject({ active: false, hasBinLocationSupport: expect.any(Boolean) });
	});

	it('that is unknown is named', async () => {
		for (const value of ['nope', '00000000a202135001a20213cec6ffff'])
			expect(await scene.failure({ ...operation, location: locator(value) })).toMatch(
				/OpenBoxes has no location.*Choose it from the list/,
			);
	});
});
