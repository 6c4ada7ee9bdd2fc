import { locator } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

const gloves = locator('30001', 'code');
const supplier = (more: object = {}) => ({
	...{ resource: 'product', operation: 'createSupplier', product: gloves },
	...{ organization: locator('3'), supplierCode: 'PC-GLV', options: {} },
	...more,
});

describe.each(['0.9.1', '0.9.8'] as const)('a supplier of a product on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const sources = () => scene.sandbox.world.store.table('productSupplier').all();

	it('is made once, and found by its code afterwards', async () => {
		const [made] = await scene.output(supplier());
		expect(made).toMatchObject({
			name: 'Examination gloves, medium',
			supplierName: 'PharmaCo',
			supplierCode: 'PC-GLV',
			existed: false,
		});
		expect(await scene.output(supplier({ supplierCode: ' pc-glv ' }))).toMatchObject([
			{ id: made.id, existed: true },
		]);
		expect(await scene.output({ ...supplier(), operation: 'getSuppliers' })).toMatchObject([
			{ id: made.id },
		]);
		const search = { resource: 'product', operation: 'search', text: 'PC-GLV' };
		expect(await scene.output(search)).toMatchObject([{ productCode: '30001' }]);
	});

	it('has one source for each of its codes, and one without a code', async () => {
		for (const supplierCode of ['A-1', 'A-2', '', ''])
			await scene.output(supplier({ supplierCode }));
		expect(sources().map((row) => row.supplierCode)).toEqual(['A-1', 'A-2', null]);
	});

	it('is not told as the same when it is called otherwise', async () => {
		await scene.output(supplier({ options: { name: 'Gloves M', brandName: 'Soft' } }));
		expect(await scene.failure(supplier({ options: { name: 'Gloves L' } }))).toMatch(
			/with other content: its name is "Gloves M"/,
		);
	});

	it('is found when it is not used any more, which the output says', async () => {
		const [made] = await scene.output(supplier());
		const { store } = scene.sandbox.world;
		store.update('productSupplier', sources()[0], { active: false });
		expect(await scene.output(supplier())).toMatchObject([{ id: made.id, active: false }]);
	});

	it('must be an organization that OpenBoxes has', async () => {
		expect(await scene.failure(supplier({ organization: locator('nobody') }))).toMatch(
			/no organization with the ID "nobody"/,
		);
		expect(await scene.failure(supplier({ organization: locator('={{ "" }}') }))).toMatch(
			/it is not said who sells the product/,
		);
		expect(await scene.failure(supplier({ supplierCode: 'x'.repeat(256) }))).toMatch(
			/256 characters, at most 255/,
		);
		expect(sources()).toEqual([]);
	});
});

it.each([
	['0.9.0', /It needs OpenBoxes 0.9.1 or later/],
	['documented', /open-source OpenBoxes of version 0.9.1 or later/],
] as const)('a supplier of a product is not offered by %s, which it says', async (kind, reason) => {
	const scene = await Scene.open({ kind });
	try {
		expect(await scene.failure(supplier())).toMatch(reason);
	} finally {
		await scene.close();
	}
});
