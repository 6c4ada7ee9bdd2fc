import { at } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'bin', operation: 'getAll', returnAll: true };

describe.each(KINDS)('bins on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const names = async (more: object = {}): Promise<unknown[]> =>
		(await scene.output({ ...operation, ...more })).map(({ name }) => name);

	it('are those of our location, or of another one', async () => {
		expect((await names()).sort()).toEqual(['Shelf 1', 'Shelf 2']);
		expect(await names({ location: at('central') })).toEqual(
			expect.arrayContaining(['A-01', 'A-02', 'HOLD-1']),
		);
		const limited = { location: at('central'), returnAll: false, limit: 2 };
		expect(await names(limited)).toHaveLength(2);
	});

	it('are found by a part of the name', async () => {
		expect(await names({ location: at('central'), text: 'a-0' })).toEqual(['A-01', 'A-02']);
	});

	it('tell where they are', async () => {
		const [row] = await scene.output(operation);
		expect(row).toMatchObject({
			location: { name: 'Hospital Pharmacy' },
			zone: null,
			locationTypeCode: 'BIN_LOCATION',
		});
		expect(Object.keys(row).length).toBeLessThanOrEqual(10);
	});

	it('are whole when asked so', async () => {
		const [row] = await scene.output({ ...operation, simplify: false });
		expect(row).toHaveProperty('parentLocation.locationType');
	});
});
