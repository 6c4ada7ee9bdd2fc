import type { IDataObject } from 'n8n-workflow';
import { at, locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'stock', operation: 'getBelowReorder', returnAll: true };
const inventory = id.inventories[id.locations.pharmacy];

function addRule({ sandbox: { world } }: Scene, code: string, values: IDataObject): void {
	const rule = { id: `rule ${code}`, inventory, product: id.products[code], status: 'SUPPORTED' };
	world.store.insert('inventoryLevel', { ...rule, ...values });
}

/** Code, left, reorder point, to order. The last one never had stock. */
const LOW = [
	['10001', 600, 600, 300],
	['10002', 390, 400, 610],
	['10003', 12, 20, 48],
	['20002', 35, 40, 165],
	['30002', 90, 300, 1110],
	['40001', 8, 25, 92],
	['40002', 0, 25, 100],
];
const figures = (row: IDataObject): unknown[] => [
	row.productCode,
	row.quantityAvailable,
	row.reorderPoint,
	row.quantityToOrder,
];

/** A pharmacy where every way to be low, or not, is there. */
async function open(kind: (typeof KINDS)[number] | '0.9.4'): Promise<Scene> {
	const scene = await Scene.open({ kind });
	// Enough with what has expired (70), too little without.
	const { store } = scene.sandbox.world;
	const [ibuprofen] = store.table('inventoryLevel').by('product', id.products['10001']);
	store.update('inventoryLevel', ibuprofen, { reorderQuantity: 600, maxQuantity: 900 });
	// Of a bin only; without a reorder point; taken out of use.
	addRule(scene, '30003', { reorderQuantity: 9000, internalLocation: id.bins['S-1'] });
	addRule(scene, '30004', { minQuantity: 5000, maxQuantity: 9000 });
	addRule(scene, '90001', { reorderQuantity: 9000 });
	const inactive = store.get('product', id.products['90001']);
	if (inactive) store.update('product', inactive, { active: false });
	return scene;
}

describe.each([...KINDS, '0.9.4'] as const)('below the reorder point on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await open(kind);
	});
	afterAll(async () => await scene.close());

	it('is everything that is low now, with what to order, as on every other version', async () => {
		const rows = await scene.output(operation);
		expect(rows.map(figures)).toEqual(LOW);
		expect(rows[0]).toEqual({
			...{ productId: id.products['10001'], productCode: '10001' },
			...{ productName: 'Ibuprofen 200mg tablet', locationName: 'Hospital Pharmacy' },
			...{ quantityAvailable: 600, minimumQuantity: 100, reorderPoint: 600 },
			...{ maximumQuantity: 900, quantityToOrder: 300 },
		});
		for (const row of rows) expect(Object.keys(row).length).toBeLessThanOrEqual(10);
	});

	it('is one item per location when asked so', async () => {
		const asked = { ...operation, allLocations: true, return: 'location' };
		const [pharmacy, ...others] = await scene.output(asked);
		expect(others).toEqual([]);
		expect(pharmacy).toMatchObject({ locationName: 'Hospital Pharmacy', count: LOW.length });
		expect((pharmacy.products as IDataObject[]).map(figures)).toEqual(LOW);
	});

	it('is nothing where no reorder points are, and of no other product than the chosen one', async () => {
		expect(await scene.output({ ...operation, location: at('central') })).toEqual([]);
		expect(await scene.output({ ...operation, product: locator('40002', 'code') })).toMatchObject([
			{ productCode: '40002' },
		]);
		expect(await scene.output({ ...operation, returnAll: false, limit: 1 })).toHaveLength(1);
	});
});
