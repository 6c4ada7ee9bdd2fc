import { locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'record', operation: 'getAll', returnAll: true };
const of = (type: string): object => ({ recordType: locator(type, 'name') });

describe.each(KINDS)('records of a type on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it.each(['locationType', 'LocationType'])('come in the order asked for: %s', async (type) => {
		const rows = await scene.output({ ...operation, ...of(type), sort: 'name', descending: true });
		const names = rows.map(({ name }) => String(name));
		expect(names).toEqual([...names].sort().reverse());
		expect(names).toContain('Ward');
		expect(
			await scene.output({ ...operation, ...of(type), returnAll: false, limit: 2 }),
		).toHaveLength(2);
	});

	it('are short unless the whole is asked for', async () => {
		const [short] = await scene.output({ ...operation, ...of('location') });
		expect(Object.keys(short).length).toBeLessThanOrEqual(10);
		const [whole] = await scene.output({ ...operation, ...of('location'), simplify: false });
		expect(Object.keys(whole).length).toBeGreaterThan(10);
	});

	it.each([
		['products', /no records of the type "products".*singular/],
		['no such', /"no such" is no record type/],
		['../users', /is no record type/],
	])('of a type that there is not: %s', async (type, message) => {
		expect(await scene.failure({ ...operation, ...of(type) })).toMatch(message);
	});

	it('cannot be sorted by what they have not', async () => {
		expect(await scene.failure({ ...operation, ...of('tag'), sort: 'colour' })).toMatch(
			/OpenBoxes refused.*no field "colour" to sort by/,
		);
	});
});
