import { at } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';
import { counting, requested } from './counting';

const candidates = counting('getCandidates', { returnAll: true });

describe.each(['0.9.4', '0.9.8'] as const)('what can be counted on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('is every product in stock with its last count, or what is asked for already', async () => {
		const { requestId } = await requested(scene);
		const rows = await scene.output(candidates);
		expect(rows.find(({ productCode }) => productCode === '10001')).toMatchObject({
			...{ productName: 'Ibuprofen 200mg tablet', quantityOnHand: 670 },
			...{ status: null, requestId: null, binLocations: 'Shelf 1,Shelf 2' },
		});
		expect(Object.keys(rows[0]).length).toBeLessThanOrEqual(10);
		expect(await scene.output({ ...candidates, which: 'open' })).toMatchObject([
			{ productCode: '10002', requestId, status: 'CREATED' },
		]);
	});

	it('is searched, limited, and shown as the server has it', async () => {
		const found = await scene.output(counting('getCandidates', { searchText: 'Ibup' }));
		expect(found).toMatchObject([{ productCode: '10001' }]);
		const [row] = await scene.output(counting('getCandidates', { limit: 1, simplify: false }));
		expect(row).toHaveProperty('inventoryItemCount');
		const elsewhere = await scene.output({ ...candidates, location: at('central') });
		expect(elsewhere.length).toBeGreaterThan(0);
	});
});

it.each(['0.9.0', 'documented'] as const)(
	'nothing is counted step by step on %s, and it says so',
	async (kind) => {
		const scene = await Scene.open({ kind });
		try {
			expect(await scene.failure(candidates)).toContain('does not offer cycle counts');
		} finally {
			await scene.close();
		}
	},
);
