import { at, locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'location', operation: 'update', location: at('ward') };

describe.each(KINDS)('a location that changes on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const writes = (): number => scene.sandbox.requests.routes['PUT /api/locations/:id'] ?? 0;

	it('is read back, and a change that is there already is not sent again', async () => {
		const fields = { name: 'Ward One', activities: ['SUBMIT_REQUEST'], description: 'new' };
		expect(await scene.output({ ...operation, fields })).toMatchObject([
			{ name: 'Ward One', supportedActivities: ['SUBMIT_REQUEST'], changed: true },
		]);
		expect(await scene.output({ ...operation, fields })).toMatchObject([{ changed: false }]);
		expect(writes()).toBe(1);
	});

	it('can be closed and opened again', async () => {
		for (const active of [false, true])
			expect(await scene.output({ ...operation, fields: { active } })).toMatchObject([
				{ active, changed: true },
			]);
	});

	it('is not closed while n8n itself works there', async () => {
		const own = { ...operation, location: at('pharmacy'), fields: { active: false } };
		expect(await scene.failure(own)).toMatch(/location of the credential cannot be closed/);
		expect(writes()).toBe(0);
	});

	it('cannot take the name of another one, and says why', async () => {
		expect(await scene.failure({ ...operation, fields: { name: 'Central Depot' } })).toMatch(
			/The location "Ward A" was not changed as asked: .*name/i,
		);
	});

	it('needs a location and a change', async () => {
		expect(await scene.failure({ ...operation, fields: {} })).toMatch(/Nothing to change is given/);
		expect(await scene.failure({ ...operation, fields: { active: 'perhaps' } })).toMatch(
			/"Active" must be true or false/,
		);
		expect(
			await scene.failure({ ...operation, location: '={{ "" }}', fields: { name: 'X' } }),
		).toMatch(/No location is given|"Location" is required/);
		expect(
			await scene.failure({ ...operation, location: locator('nope'), fields: { name: 'X' } }),
		).toMatch(/no location "nope"/);
	});
});
