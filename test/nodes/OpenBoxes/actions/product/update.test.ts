import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'product', operation: 'update', product: locator('20003', 'code') };

describe.each(KINDS)('a product that changes on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const writes = (): number => scene.sandbox.requests.routes['PUT /api/products/:id'] ?? 0;

	it('is read back, and a change that is there already is not sent again', async () => {
		const fields = { name: 'Cipro 500mg', pricePerUnit: 0.2, upc: '4000000000024' };
		expect(await scene.output({ ...operation, fields })).toMatchObject([
			{ name: 'Cipro 500mg', pricePerUnit: 0.2, productCode: '20003', changed: true },
		]);
		expect(await scene.output({ ...operation, fields })).toMatchObject([{ changed: false }]);
		expect(writes()).toBe(1);
	});

	it('goes into another category, and leaves the lists', async () => {
		const category = locator('Analgesics', 'id');
		const fields = { category, active: false };
		expect(await scene.output({ ...operation, fields })).toMatchObject([
			{ category: 'Analgesics', active: false, changed: true },
		]);
	});

	it('cannot take the code of another one, and says why', async () => {
		expect(await scene.failure({ ...operation, fields: { productCode: '10001' } })).toMatch(
			/unique/i,
		);
		expect(scene.sandbox.world.store.get('product', id.products['20003'])?.productCode).toBe(
			'20003',
		);
	});

	it('needs a product and a change', async () => {
		expect(await scene.failure({ ...operation, fields: {} })).toMatch(/Nothing to change is given/);
		const fields = { name: 'X' };
		expect(
			await scene.failure({ ...operation, product: locator('77777', 'code'), fields }),
		).toMatch(/"77777" is unknown to OpenBoxes/);
	});

	it('is told as changed only when it is, also when the connection is cut', async () => {
		scene.sandbox.faults.next({ kind: 'cut before commit', method: 'PUT' });
		expect(await scene.failure({ ...operation, fields: { pricePerUnit: 3 } })).toMatch(
			/is not as asked for: .*its price is/,
		);
		scene.sandbox.faults.next({ kind: 'cut after commit', method: 'PUT' });
		expect(await scene.output({ ...operation, fields: { pricePerUnit: 3 } })).toMatchObject([
			{ pricePerUnit: 3, changed: true },
		]);
	});
});
