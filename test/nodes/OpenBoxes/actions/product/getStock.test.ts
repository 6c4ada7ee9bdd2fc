import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'product', operation: 'getStock' };
const ibuprofen = {
	...operation,
	product: { __rl: true, mode: 'id', value: id.products['10001'] },
};

describe.each(KINDS)('stock of a product on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('adds up lots and bins, with the expired one apart', async () => {
		const [stock] = await scene.output(ibuprofen);
		expect(stock).toMatchObject({
			productCode: '10001',
			locationName: 'Hospital Pharmacy',
			quantityOnHand: 670,
			quantityAvailable: 600,
			quantityExpired: 70,
			quantityHeld: 0,
			nextExpirationDate: '2027-12-31',
		});
		expect(stock.lots).toMatchObject([
			{ lotNumber: 'IBU-X', expired: true, quantityOnHand: 70, quantityAvailable: 0 },
			{ lotNumber: 'IBU-A', expired: false, binLocation: 'Shelf 1', quantityAvailable: 40 },
			{ lotNumber: 'IBU-B', binLocation: 'Shelf 2', quantityAvailable: 60 },
			{ lotNumber: 'IBU-B', binLocation: 'Shelf 1', quantityAvailable: 500 },
		]);
	});

	it('marks what lies in a hold bin at another location as held', async () => {
		const location = { __rl: true, mode: 'id', value: id.locations.central };
		const [stock] = await scene.output({ ...ibuprofen, location });
		expect(stock).toMatchObject({
			locationName: 'Central Depot',
			quantityOnHand: 2350,
			quantityHeld: 50,
			quantityAvailable: 2300,
		});
	});

	it('reads an inactive or unknown product as an error that names it, not as the whole store', async () => {
		const of = (value: string) => ({ ...operation, product: { __rl: true, mode: 'code', value } });
		expect(await scene.failure(of('90001'))).toContain(
			'The product code "90001" is the product "Withdrawn syrup", which is inactive in OpenBoxes',
		);
		expect(await scene.failure(of('nope'))).toContain('The product code "nope" is unknown');
	});

	it('knows a product that was never in stock', async () => {
		const [stock] = await scene.output({
			...operation,
			product: { __rl: true, mode: 'code', value: '20003' },
		});
		expect(stock).toMatchObject({ productCode: '20003', quantityOnHand: 0, lots: [] });
	});
});

describe('stock of many products', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open();
	});
	afterAll(async () => await scene.close());

	it('is read in few requests, one item per lot and bin', async () => {
		const codes = Object.keys(id.products).filter((code) => code !== '90001');
		const before = scene.sandbox.requests.total;
		const rows = await scene.output(
			{
				...operation,
				product: { __rl: true, mode: 'code', value: '={{ $json.code }}' },
				return: 'lot',
			},
			codes.map((code) => ({ code })),
		);
		// Login and its checks, the list of all products, and the lots of all of them.
		expect(scene.sandbox.requests.total - before).toBeLessThanOrEqual(5);
		expect(rows).toHaveLength(Object.keys(scene.stock()).length);
	});

	it('keeps each URL below 8 kB for 500 products', async () => {
		for (let index = 0; index < 500; index++) {
			scene.sandbox.world.store.insert('product', {
				...scene.sandbox.world.store.get('product', id.products['10001']),
				id: `many${String(index).padStart(28, '0')}`,
				productCode: `M${index}`,
				upc: null,
				ndc: null,
			});
		}
		const before = scene.sandbox.requests.total;
		const rows = await scene.output({
			...operation,
			itemNames: 'products',
			products: Array.from({ length: 500 }, (_, index) => `M${index}`).join(','),
		});
		expect(rows).toHaveLength(500);
		expect(scene.sandbox.requests.total - before).toBeLessThanOrEqual(6);
	});

	it('returns only what may be given out when asked for', async () => {
		const [stock] = await scene.output({ ...ibuprofen, onlyUsable: true });
		expect(stock.quantityExpired).toBe(70);
		expect(stock.lots).toHaveLength(3);
	});

	it('asks for products when the list of them is empty', async () => {
		expect(await scene.failure({ ...operation, itemNames: 'products', products: ' , ' })).toContain(
			'No product is named',
		);
	});
});
