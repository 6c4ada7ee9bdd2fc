import { listSearch } from '../../../engine/list-search';
import { draft, gloves } from '../../../hospital/movements';
import { KINDS, Scene } from '../../../hospital/scene';

describe.each(KINDS)('pickers of movements on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterAll(async () => await scene.close());

	const pick = async (method: string, filter: string) =>
		(await listSearch(scene.engine, { type: 'openBoxes', method, filter })).results;

	it('show ways to travel', async () => {
		expect(await pick('searchShipmentTypes', 'lan')).toEqual([{ name: 'Land', value: '3' }]);
	});

	it('show people', async () => {
		expect(await pick('searchPeople', 'mona')).toMatchObject([{ name: 'Mona Manager' }]);
	});
});

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)(
	'the picker for stock movements on %s',
	(kind) => {
		let scene: Scene;
		beforeEach(async () => {
			scene = await Scene.open({ kind, at: 'north' });
		});
		afterEach(async () => await scene.close());

		it('shows number, status, description and places', async () => {
			await draft(scene, [{ productId: gloves, quantity: 5 }], { description: 'Monthly' });
			const { results } = await listSearch(scene.engine, {
				type: 'openBoxes',
				method: 'searchStockMovements',
				filter: 'Monthly',
			});
			expect(results).toMatchObject([
				{ name: expect.stringMatching(/\(draft\): Monthly, North Depot → Central Depot/) },
			]);
		});
	},
);
