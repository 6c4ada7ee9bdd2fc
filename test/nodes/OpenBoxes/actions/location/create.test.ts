import { locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'location', operation: 'create' };
const ward = { ...operation, name: 'Ward B', locationType: locator('Ward', 'name') };

describe.each(KINDS)('a new location on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const named = (name: string): number =>
		scene.sandbox.world.store
			.table('location')
			.all()
			.filter((row) => row.name === name).length;

	it('has a number, an inventory and what it can do, and is made once', async () => {
		const asked = { ...ward, options: { activities: ['RECEIVE_STOCK'], description: 'upstairs' } };
		const [made] = await scene.output(asked);
		expect(made).toMatchObject({
			locationNumber: expect.stringMatching(/./),
			locationTypeCode: 'WARD',
			description: 'upstairs',
			supportedActivities: ['RECEIVE_STOCK'],
			existed: false,
		});
		const row = scene.sandbox.world.store.get('location', String(made.id));
		expect(row?.inventory).toEqual(expect.any(String));
		expect(await scene.output({ ...asked, name: 'ward b' })).toMatchObject([
			{ id: made.id, existed: true },
		]);
		expect(named('Ward B')).toBe(1);
	});

	it('that has the name of another one is refused with what that is', async () => {
		await scene.output(ward);
		expect(await scene.failure({ ...ward, locationType: locator('6') })).toMatch(
			/a location with the name "Ward B" already, with other content: its type is "Ward"/,
		);
	});

	it('gets the organization of our own place when it is a depot', async () => {
		expect(await scene.output({ ...ward, locationType: locator('DEPOT') })).toMatchObject([
			{ locationTypeCode: 'DEPOT', organization: { id: expect.any(String) } },
		]);
	});

	it.each([
		[{ locationType: locator('Supplier') }, /a supplier needs an organization.*Options/],
		[{ locationType: locator('Bin Location') }, /is a type of bins.*resource Bin/],
		[{ locationType: locator('Castle') }, /no location type "Castle".*There are: .*Ward/],
		[{ options: { activities: 'FLY' } }, /"FLY" is no activity of a location/],
	])('is refused before anything is written: %j', async (wrong, message) => {
		expect(await scene.failure({ ...ward, ...wrong })).toMatch(message);
		expect(named('Ward B')).toBe(0);
	});
});
