import { id, Scene } from '../../../hospital/scene';
import { locator } from '../../../hospital/movements';

const long = 'x'.repeat(20_000);
const unknown = 'ff80818100000000deadbeef00000001';

/** Lists that are asked for by a text of the user's. */
const SEARCHED: Array<[string, object]> = [
	['bin.getAll', { text: long }],
	['bin.getAll', { location: locator(long) }],
	['cycleCount.getCandidates', { searchText: long }],
	['location.getAll', { filters: { text: long } }],
	['product.getAll', { text: long }],
	['product.search', { text: long }],
	['record.getAll', { sort: long }],
	['user.getAll', { filters: { text: long } }],
];

describe('a list', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ user: 'manager' });
	});
	afterAll(async () => await scene.close());

	const run = async (name: string, fields: object) => {
		const [resource, operation] = name.split('.');
		return await scene.run({ resource, operation, ...fields });
	};

	it.each(SEARCHED)(
		'says that a text is too long, where the server gives no reason: %s',
		async (name, fields) => {
			const { error, output } = await run(name, fields);
			expect(output).toEqual([]);
			const said = error ? `${error.message} ${error.description}` : 'too long';
			expect(said).toMatch(/too long|"x+…" cannot be an ID/);
			expect(said.length).toBeLessThan(400);
		},
	);

	it.each(['bin.getAll', 'cycleCount.getCandidates'])(
		'of a place that there is not, or of a product, is no empty list: %s',
		async (name) => {
			for (const wrong of [unknown, id.products['10001']]) {
				const { error } = await run(name, { location: locator(wrong) });
				expect(error?.message).toMatch(`OpenBoxes has no location "${wrong}"`);
			}
		},
	);
});
