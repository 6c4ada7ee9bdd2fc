import { listSearch } from '../../../engine/list-search';
import { draft, gloves } from '../../../hospital/movements';
import { id, KINDS, Scene } from '../../../hospital/scene';
import { SandboxClient } from '../../../sandbox/client';

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
			const byPlace = await listSearch(scene.engine, {
				type: 'openBoxes',
				method: 'searchStockMovements',
				filter: 'depot central',
			});
			expect(byPlace.results).toEqual(expect.arrayContaining([...results]));
		});
	},
);

describe('a request that a ward is still writing', () => {
	it('is in the picker and in the lists of the ward, and of the store that is to send', async () => {
		const store = await Scene.open({ at: 'central' });
		try {
			const ward = await SandboxClient.logIn(store.sandbox, 'till', id.locations.ward);
			await ward.post('/api/stockMovements', {
				description: 'Ward draft',
				dateRequested: '02/10/2026',
				origin: { id: id.locations.central },
				destination: { id: id.locations.ward },
				requestedBy: { id: '1' },
				requestType: 'ADHOC',
				sourceType: 'ELECTRONIC',
			});
			for (const at of ['central', 'ward']) {
				const scene = await Scene.beside(store, at);
				const { results } = await listSearch(scene.engine, {
					type: 'openBoxes',
					method: 'searchStockMovements',
					filter: '',
				});
				expect(results.filter(({ name }) => String(name).includes('Ward draft'))).toHaveLength(1);
				const direction = at === 'ward' ? 'INBOUND' : 'OUTBOUND';
				const listed = await scene.output({
					resource: 'stockMovement',
					operation: 'getAll',
					direction,
					returnAll: true,
					filters: { status: ['draft'] },
				});
				const drafts = listed.filter(({ description }) => description === 'Ward draft');
				expect(drafts).toHaveLength(1);
			}
		} finally {
			await store.close();
		}
	});
});
