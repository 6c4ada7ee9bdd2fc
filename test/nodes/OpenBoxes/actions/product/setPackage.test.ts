import { locator } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

const gloves = locator('30001', 'code');
const box = (more: object = {}) => ({
	...{ resource: 'product', operation: 'setPackage', product: gloves },
	...{ productSource: locator('PC-GLV', 'code'), unit: locator('Case', 'code') },
	...{ quantityPerPackage: 50, options: { packagePrice: 60.5, minOrderQuantity: 2 } },
	...more,
});

describe.each(['0.9.1', '0.9.8'] as const)('a package of a product on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
		await scene.output({
			...{ resource: 'product', operation: 'createSupplier', product: gloves },
			...{ organization: locator('3'), supplierCode: 'PC-GLV' },
		});
	});
	afterEach(async () => await scene.close());

	const rows = (domain: string) => scene.sandbox.world.store.table(domain).all();

	it('is made once with its price, and shown by Get Suppliers', async () => {
		const [made] = await scene.output(box());
		expect(made).toMatchObject({
			...{ sourceCode: '30001-PHC', supplierName: 'PharmaCo', unit: 'CS', quantityPerPackage: 50 },
			...{ packagePrice: 60.5, minOrderQuantity: 2, existed: false },
		});
		expect(Object.keys(made)).toHaveLength(10);
		expect(await scene.output(box())).toMatchObject([{ id: made.id, existed: true }]);
		expect(rows('productPackage')).toHaveLength(1);
		expect(await scene.output({ ...box(), operation: 'getSuppliers' })).toMatchObject([
			{ unit: 'CS', quantityPerPackage: 50, packagePrice: 60.5 },
		]);
	});

	it('gets another price, and what is not given stays', async () => {
		await scene.output(box());
		expect(await scene.output(box({ options: { packagePrice: 70 } }))).toMatchObject([
			{ packagePrice: 70, minOrderQuantity: 2, existed: true },
		]);
		expect(await scene.output(box({ options: {} }))).toMatchObject([
			{ packagePrice: 70, minOrderQuantity: 2 },
		]);
		expect(await scene.output(box({ options: { minOrderQuantity: 4 } }))).toMatchObject([
			{ packagePrice: 70, minOrderQuantity: 4 },
		]);
		expect(rows('productPackage')).toHaveLength(1);
	});

	it('keeps the price of the contract, which OpenBoxes would delete', async () => {
		const { store } = scene.sandbox.world;
		const [{ productSourceId }] = await scene.output(box());
		const price = store.insert('productPrice', {
			...{ id: 'c1', type: 'DEFAULT_PRICE', price: 1.15 },
			toDate: Date.parse('2027-06-30T00:00:00Z'),
		});
		const source = store.get('productSupplier', String(productSourceId));
		if (!source) throw new Error('The source is gone');
		store.update('productSupplier', source, { contractPrice: price.id, tieredPricing: true });
		await scene.output(box({ options: { packagePrice: 70 } }));
		await scene.output(box({ quantityPerPackage: 100 }));
		expect(store.get('productSupplier', source.id)).toMatchObject({
			...{ contractPrice: 'c1', tieredPricing: true, minOrderQuantity: 2 },
		});
		expect(store.get('productPrice', 'c1')).toMatchObject({
			...{ price: 1.15, toDate: Date.parse('2027-06-30T00:00:00Z') },
		});
	});

	it.each([
		[{ quantityPerPackage: 0 }, /whole number, 1 or more/],
		[{ quantityPerPackage: 2.5 }, /whole number, 1 or more/],
		[{ options: { packagePrice: -1 } }, /"Package Price" must be a number, 0 or more/],
		[{ options: { minOrderQuantity: 'many' } }, /"Minimum Order" must be a number/],
		[{ unit: locator('Barrel', 'code') }, /no unit "Barrel"/],
		[{ unit: locator('EUR', 'code') }, /no unit "EUR"/],
		[{ unit: locator('={{ "" }}') }, /No unit is given/],
		[{ productSource: locator('XX', 'code') }, /30001 Examination gloves, medium has no product/],
		[{ productSource: locator('={{ "" }}') }, /No product source is given/],
	])('is not written with %j', async (wrong, reason) => {
		expect(await scene.failure(box(wrong))).toMatch(reason);
		expect(rows('productPackage')).toEqual([]);
	});
});

it.each([
	['0.9.0', /It needs OpenBoxes 0.9.1 or later/],
	['documented', /open-source OpenBoxes of version 0.9.1 or later/],
] as const)('a package of a product is not offered by %s, which it says', async (kind, reason) => {
	const scene = await Scene.open({ kind });
	try {
		expect(await scene.failure(box())).toMatch(reason);
	} finally {
		await scene.close();
	}
});
