import { locator } from '../../../../hospital/movements';
import { id, Scene } from '../../../../hospital/scene';
import { SandboxClient } from '../../../../sandbox/client';

const operation = {
	resource: 'product',
	operation: 'getSuppliers',
	product: locator('20002', 'code'),
};

describe('the suppliers of a product on 0.9.8', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind: '0.9.8' });
		const till = await SandboxClient.logIn(scene.sandbox);
		const product = { id: id.products['20002'] };
		for (const [supplier, supplierCode] of [
			['2', 'MS-CEF'],
			['3', 'PC-CEF'],
		]) {
			const source = { product, supplier, name: `Ceftriaxone ${supplierCode}`, supplierCode };
			await till.send('POST', '/api/productSuppliers', source);
		}
	});
	afterAll(async () => await scene.close());

	it('come with their codes and packages', async () => {
		const rows = await scene.output(operation);
		expect(rows.map(({ supplierCode }) => supplierCode).sort()).toEqual(['MS-CEF', 'PC-CEF']);
		expect(Object.keys(rows[0]).length).toBeLessThanOrEqual(10);
		expect(await scene.output({ ...operation, limit: 1 })).toHaveLength(1);
		const [raw] = await scene.output({ ...operation, simplify: false });
		expect(raw).toHaveProperty('product.productCode', '20002');
	});

	it('are none of a product that has none', async () => {
		expect(await scene.output({ ...operation, product: locator('10001', 'code') })).toEqual([]);
	});
});

it.each([
	['0.9.0', /It needs OpenBoxes 0.9.1 or later/],
	['documented', /open-source OpenBoxes of version 0.9.1 or later/],
] as const)('are not offered by %s, which it says', async (kind, reason) => {
	const scene = await Scene.open({ kind });
	try {
		expect(await scene.failure(operation)).toMatch(reason);
	} finally {
		await scene.close();
	}
});
