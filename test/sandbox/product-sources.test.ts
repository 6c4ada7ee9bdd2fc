import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';

const SUPPLIER = '2';

/** Product suppliers, their packages, and the search that finds products by them (docs/openboxes/warehouse.md). */
describe('product sources of the sandbox', () => {
	let sandbox: Sandbox;
	let manager: SandboxClient;

	beforeEach(async () => {
		sandbox = await startSandbox({ clock: '2026-11-22T07:30:00Z', frozen: true });
		manager = await SandboxClient.logIn(sandbox, 'manager', HOSPITAL.pharmacy);
	});

	afterEach(async () => await sandbox.close());

	const create = async (body: object = {}) =>
		await manager.post('/api/productSuppliers', {
			product: { id: HOSPITAL.gloves },
			supplier: SUPPLIER,
			name: 'Gloves, MedSupply',
			supplierCode: 'MS-GLV',
			...body,
		});

	it('get a code from product and supplier, with digits when it is taken', async () => {
		expect((await create()).data.data.code).toBe('30001-SO');
		expect((await create()).data.data.code).toMatch(/^30001-SO-\d{4}$/);
	});

	it('are replaced by a change: what is left out is cleared, an inactive one is active again', async () => {
		const { id } = (await create({ brandName: 'Soft', active: false })).data.data;
		const change = { product: HOSPITAL.gloves, supplier: SUPPLIER, name: 'Gloves' };
		const changed = await manager.send('PUT', `/api/productSuppliers/${id}`, change);
		expect(changed.data.data).toMatchObject({ brandName: null, supplierCode: null, active: true });
	});

	it('keep one package per unit and quantity, the first as default', async () => {
		const { id } = (await create()).data.data;
		const pack = { productSupplier: id, uom: 'CS', productPackageQuantity: 50 };
		await manager.post('/api/productPackages', { ...pack, productPackagePrice: 60 });
		const again = await manager.post('/api/productPackages', { ...pack, productPackagePrice: 80 });
		expect(again.data.data).toMatchObject({
			packageSize: 'CS/50',
			packagePrice: 80,
			unitPrice: 1.6,
		});
		expect(sandbox.world.store.table('productPackage').size).toBe(1);
	});

	it('go with their packages; one that is gone is a 500', async () => {
		const { id } = (await create()).data.data;
		await manager.post('/api/productPackages', {
			...{ productSupplier: id, uom: 'CS', productPackageQuantity: 50 },
		});
		expect((await manager.send('DELETE', `/api/productSuppliers/${id}`)).status).toBe(204);
		expect(sandbox.world.store.table('productPackage').size).toBe(0);
		expect((await manager.send('DELETE', `/api/productSuppliers/${id}`)).status).toBe(500);
	});

	describe('products/search', () => {
		const codes = async (query: string): Promise<string[]> => {
			const answer = await manager.get(`/api/products/search?${query}`);
			return (answer.data.data as Array<{ productCode: string }>).map((row) => row.productCode);
		};

		it('finds a product by the code of its supplier', async () => {
			await create();
			expect(await codes('name=MS-GLV')).toEqual(['30001']);
		});

		it('needs one of several words', async () => {
			expect(await codes('name=Ibuprofen%20gloves')).toEqual(['10001', '30001']);
		});

		it('needs every word with availableItems=true, on one and the same lot', async () => {
			const stocked = 'availableItems=true&name=';
			expect(await codes(`${stocked}Ibuprofen%20gloves`)).toEqual([]);
			expect(await codes(`${stocked}Ibuprofen%20IBU-A`)).toEqual(['10001']);
			expect(await codes(`${stocked}IBU-A%20IBU-B`)).toEqual([]);
		});
	});

	describe('placing an order', () => {
		const order = async (line: object): Promise<string> => {
			const made = await manager.post('/api/generic/order', {
				name: 'Gloves',
				orderType: { id: 'PURCHASE_ORDER' },
				origin: { id: '00000000a202135001a20213d0210008' },
				destination: { id: HOSPITAL.central },
				orderedBy: { id: '935a6370e9883e8966e128267b5626cb' },
				orderItems: [
					{ product: { id: HOSPITAL.gloves }, quantity: 2, quantityPerUom: 50, ...line },
				],
			});
			expect(made.status).toBe(201);
			return made.data.data.id as string;
		};

		it('with a line without a price is a 500, and the order stays pending', async () => {
			const id = await order({});
			const placed = await manager.get(`/order/placeOrder/${id}`);
			expect(placed.status).toBe(500);
			const read = await manager.get(`/api/purchaseOrders/${id}`);
			expect(JSON.stringify(read.data.data.status)).toContain('PENDING');
		});

		it('keeps what was paid for a pack as the price of that package', async () => {
			const id = await order({ unitPrice: 4, quantityUom: { id: 'CS' } });
			expect((await manager.get(`/order/placeOrder/${id}`)).status).toBe(302);
			const packages = await manager.get('/api/generic/productPackage');
			expect(packages.data.data).toMatchObject([{ name: 'CS/50', productPrice: { price: 4 } }]);
		});
	});
});
