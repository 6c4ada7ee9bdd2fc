import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { json, locator, op } from '../hospital/movements';
import { id, Scene } from '../hospital/scene';

/**
 * What the hosted vendor's page "Building custom integrations" lists: its endpoints with their methods, and its use
 * cases. Each has a test of its name here.
 */
type Row = [row: string, run: (scene: Scene) => Promise<unknown>, sentAs?: string];

const on = (resource: string, operation: string, more: object = {}): INodeParameters => ({
	resource,
	operation,
	...more,
});

const one = async (scene: Scene, parameters: INodeParameters): Promise<IDataObject> =>
	(await scene.output(parameters))[0];

const goods = json([{ productCode: '10001', quantity: 5 }]);
const gloves = json([{ productCode: '30001', quantity: 5 }]);
const supplies = locator(id.categories.Supplies);
const product = locator('20003', 'code');
const newMovement = op('create', {
	origin: locator(id.locations.central),
	destination: locator(id.locations.ward),
	...goods,
});
const newOrder = on('purchaseOrder', 'create', {
	name: 'Monthly',
	supplier: locator(id.locations.medsupply),
	orderNumber: 'ERP-1',
	...goods,
});

const ENDPOINTS: Row[] = [
	['GET /api/products', async (scene) => await one(scene, on('product', 'getAll'))],
	[
		'POST /api/products',
		async (scene) =>
			await one(scene, on('product', 'create', { name: 'Zinc 20mg tablet', category: supplies })),
	],
	[
		'PUT /api/products',
		async (scene) =>
			await one(scene, on('product', 'update', { product, fields: { pricePerUnit: 2 } })),
	],
	['GET /api/locations', async (scene) => await one(scene, on('location', 'getAll'))],
	[
		'POST /api/locations',
		async (scene) =>
			await one(
				scene,
				on('location', 'create', { name: 'Ward 7', locationType: locator('Ward', 'name') }),
			),
	],
	[
		'PUT /api/locations',
		async (scene) =>
			await one(
				scene,
				on('location', 'update', {
					location: locator(id.locations.ward),
					fields: { name: 'Ward One' },
				}),
			),
	],
	[
		'GET /api/stockMovements',
		async (scene) => {
			await one(scene, newMovement);
			return await one(scene, op('getAll', { direction: 'OUTBOUND' }));
		},
	],
	['POST /api/stockMovements', async (scene) => await one(scene, newMovement)],
	[
		'PUT /api/stockMovements',
		async (scene) => {
			const { id: made } = await one(scene, newMovement);
			const stockMovement = locator(String(made));
			return await one(scene, op('addItems', { stockMovement, ...gloves }));
		},
		// The vendor's page about movements changes one by POST.
		'POST /api/stockMovements/:id',
	],
	['GET /api/purchaseOrders', async (scene) => await one(scene, on('purchaseOrder', 'getAll'))],
	['POST /api/purchaseOrders', async (scene) => await one(scene, newOrder)],
	[
		'PUT /api/purchaseOrders',
		async (scene) => {
			const { id: made } = await one(scene, newOrder);
			const purchaseOrder = locator(String(made));
			return await one(
				scene,
				on('purchaseOrder', 'update', {
					purchaseOrder,
					...json([{ productCode: '10001', quantity: 9 }]),
				}),
			);
		},
	],
	['GET /api/inventoryItems', async (scene) => await one(scene, on('stock', 'getAvailability'))],
	['GET /api/users', async (scene) => await one(scene, on('user', 'getAll'))],
	[
		'POST /api/users',
		async (scene) =>
			await one(
				scene,
				on('user', 'create', {
					username: 'nina',
					firstName: 'Nina',
					lastName: 'Nurse',
					email: 'nina@example.org',
				}),
			),
	],
];

describe('each endpoint of "Building custom integrations" on the documented kind', () => {
	it.each(ENDPOINTS)('%s', async (row, run, sentAs = row) => {
		const scene = await Scene.open({ kind: 'documented', at: 'central' });
		try {
			expect(await run(scene)).toBeDefined();
			const routes = Object.keys(scene.sandbox.requests.routes);
			expect(routes).toContainEqual(expect.stringMatching(`^${sentAs}(/|$)`));
		} finally {
			await scene.close();
		}
	});

	it.each(['GET', 'POST', 'PUT'])(
		'%s /api/putAways: the page names it and describes no field, so the node refuses by name',
		async (method) => {
			const scene = await Scene.open({ kind: 'documented', at: 'central' });
			try {
				const operation = { GET: 'getCandidates', POST: 'create', PUT: 'complete' }[method] ?? '';
				const putaway = locator('P-1', 'number');
				expect(await scene.failure(on('putaway', operation, { putaway }))).toMatch(
					/This server does not offer putaways/,
				);
			} finally {
				await scene.close();
			}
		},
	);
});

const USE_CASES: Array<[name: string, run: (scene: Scene) => Promise<void>]> = [
	[
		'Reorder alerts to email',
		async (scene) => {
			const location = locator(id.locations.pharmacy);
			const rows = await scene.output(on('stock', 'getBelowReorder', { location }));
			expect(rows.length).toBeGreaterThan(0);
		},
	],
	[
		'ERP financial sync',
		async (scene) => {
			const order = await one(
				scene,
				on('purchaseOrder', 'get', { purchaseOrder: locator('PO-1', 'number') }),
			);
			expect(order).toMatchObject({ orderNumber: 'PO-1', lines: expect.any(Array) });
		},
	],
	[
		'BI dashboard',
		async (scene) => {
			const rows = await scene.output(on('stock', 'getAvailability', { returnAll: true }));
			expect(rows.every(({ quantityOnHand }) => typeof quantityOnHand === 'number')).toBe(true);
			expect(rows.length).toBeGreaterThan(3);
		},
	],
	[
		'Mobile barcode scanning',
		async (scene) => {
			const scanned = json([{ barcode: '0012345678905', quantity: 2 }]);
			const made = await one(
				scene,
				op('create', { destination: locator(id.locations.ward), ...scanned }),
			);
			expect(made).toMatchObject({ status: 'draft' });
		},
	],
	[
		'Supplier portal',
		async (scene) => {
			const origin = locator(id.locations.medsupply);
			const destination = locator(id.locations.central);
			const notice = op('create', {
				origin,
				destination,
				...goods,
				options: { reference: 'ASN-7' },
			});
			const [first, again] = [await one(scene, notice), await one(scene, notice)];
			expect(again.id).toBe(first.id);
		},
	],
];

describe.each(['0.9.8', 'documented'] as const)(
	'each use case of "Building custom integrations" on %s',
	(kind) => {
		it.each(USE_CASES)('%s', async (_, run) => {
			const scene = await Scene.open({ kind, at: 'central' });
			try {
				await run(scene);
			} finally {
				await scene.close();
			}
		});
	},
);
