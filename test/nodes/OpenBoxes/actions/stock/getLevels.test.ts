import { at, locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'stock', operation: 'getLevels', returnAll: true };

describe.each(KINDS)('reorder levels on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
		scene.sandbox.world.store.insert('inventoryLevel', {
			...{ id: 'of a bin', status: 'SUPPORTED', product: id.products['10001'] },
			inventory: id.inventories[id.locations.pharmacy],
			internalLocation: id.bins['S-1'],
			maxQuantity: 50,
		});
	});
	afterAll(async () => await scene.close());

	it('are those of the location by product code, with those of its bins', async () => {
		const rows = await scene.output(operation);
		expect(rows.slice(0, 3)).toEqual([
			{
				...{ levelId: expect.any(String), productId: id.products['10001'], productCode: '10001' },
				...{ productName: 'Ibuprofen 200mg tablet', locationName: 'Hospital Pharmacy' },
				...{ binLocation: null, minimumQuantity: 100, reorderPoint: 200, maximumQuantity: 800 },
				status: 'SUPPORTED',
			},
			expect.objectContaining({ productCode: '10001', binLocation: 'Shelf 1', reorderPoint: 0 }),
			expect.objectContaining({ productCode: '10002', minimumQuantity: 200 }),
		]);
		const codes = rows.map(({ productCode }) => String(productCode));
		expect(codes).toEqual([...codes].sort());
		expect(Object.keys(rows[0]).length).toBeLessThanOrEqual(10);
	});

	it('are as the server keeps them when not simplified', async () => {
		const [row] = await scene.output({ ...operation, returnAll: false, limit: 1, simplify: false });
		expect(row).toMatchObject({ inventory: { id: id.inventories[id.locations.pharmacy] } });
	});

	it('are none of another product or place', async () => {
		const ofOne = { ...operation, product: locator('10002', 'code') };
		expect(await scene.output(ofOne)).toMatchObject([{ productCode: '10002' }]);
		expect(await scene.output({ ...ofOne, location: at('central') })).toEqual([]);
	});
});
