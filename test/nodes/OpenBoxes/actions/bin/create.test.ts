import { at, locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'bin', operation: 'create' };

describe.each(KINDS)('a new bin on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	it('is a plain one at our location, once', async () => {
		const asked = { ...operation, name: 'Shelf 9' };
		const [made] = await scene.output(asked);
		expect(made).toMatchObject({
			locationTypeCode: 'BIN_LOCATION',
			location: { id: at('pharmacy').value },
			active: true,
			existed: false,
		});
		expect(await scene.output(asked)).toMatchObject([{ id: made.id, existed: true }]);
		expect(await scene.output({ ...asked, location: at('north') })).toMatchObject([
			{ existed: false },
		]);
	});

	it('can be a zone, and lie in one', async () => {
		const [zone] = await scene.output({
			...operation,
			name: 'Cold room',
			options: { locationType: locator('Zone') },
		});
		const asked = { ...operation, name: 'C-01', options: { zone: locator('cold room', 'name') } };
		expect(await scene.output(asked)).toMatchObject([
			{ zone: { id: zone.id, name: 'Cold room' }, existed: false },
		]);
		expect(
			await scene.failure({
				...operation,
				name: 'C-01',
				options: {
					zone: locator('nowhere'),
				},
			}),
		).toMatch(/no zone "nowhere".*It has: Cold room/);
	});

	it('of the name of another kind is refused', async () => {
		expect(
			await scene.failure({
				...operation,
				name: 'Shelf 1',
				options: { locationType: locator('ZONE') },
			}),
		).toMatch(/a bin with the name "Shelf 1" already, with other content: its type is/);
		expect(
			await scene.failure({ ...operation, name: 'W', options: { locationType: locator('Ward') } }),
		).toMatch(/is a type of locations, not of bins/);
	});
});
