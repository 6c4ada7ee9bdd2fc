import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';

const CLOCK = '2026-11-22T07:30:00Z';
const BIN_TYPE = 'cab2b4f35ba2d867015ba2e17e390001';
const ORDER = {
	name: 'X',
	orderType: { id: 'PURCHASE_ORDER' },
	origin: { id: '00000000a202135001a20213d0210008' },
	destination: { id: HOSPITAL.central },
	orderedBy: { id: '935a6370e9883e8966e128267b5626cb' },
};
const TILL = '935a6370e9883e8966e128267b5626cb';

/** Bodies that are JSON and still no request: the server answers most with a 500, and so does this one. */
describe('what is not an object, a list or a name where one belongs', () => {
	let sandbox: Sandbox;
	let depot: SandboxClient;
	let pharmacy: SandboxClient;

	beforeEach(async () => {
		sandbox = await startSandbox({ clock: CLOCK, frozen: true });
		depot = await SandboxClient.logIn(sandbox, 'manager', HOSPITAL.central);
		pharmacy = await SandboxClient.logIn(sandbox, 'manager', HOSPITAL.pharmacy);
	});

	afterEach(async () => await sandbox.close());

	const movement = async (): Promise<string> => {
		const created = await depot.post('/api/stockMovements', {
			description: 'Weekly order',
			origin: { id: HOSPITAL.central },
			destination: { id: HOSPITAL.pharmacy },
			requestedBy: { id: TILL },
			dateRequested: '11/22/2026',
		});
		return created.data.data.id as string;
	};

	const lines = async (id: string): Promise<Array<Record<string, unknown>>> =>
		(await depot.get(`/api/stockMovements/${id}`)).data.data.lineItems as [];

	const add = async (id: string, line: object) =>
		await depot.post(`/api/stockMovements/${id}/updateItems`, {
			lineItems: [{ product: { id: HOSPITAL.ibuprofen }, quantityRequested: 10, ...line }],
		});

	describe('lines of a movement', () => {
		it.each([
			['null', null],
			['a text', ''],
			['an object', { 0: {} }],
			['a list of lists', [[{ quantityRequested: 1 }]]],
			['a list of texts', ['x']],
			['a list with null', [null]],
		])('as %s are a 500, and nothing is saved', async (_, lineItems) => {
			const id = await movement();
			const answer = await depot.post(`/api/stockMovements/${id}/updateItems`, { lineItems });
			expect(answer.status).toBe(500);
			expect(await lines(id)).toHaveLength(0);
		});

		it.each(['recipient', 'product', 'inventoryItem'])(
			'with a text as %s are a 500, and the line is not saved',
			async (name) => {
				const id = await movement();
				expect((await add(id, { [name]: TILL })).status).toBe(500);
				expect(await lines(id)).toHaveLength(0);
			},
		);

		it('below zero are shown and lost when the line is known', async () => {
			const id = await movement();
			await add(id, {});
			const [line] = await lines(id);
			const answer = await add(id, { id: line.id, quantityRequested: -1 });
			expect(answer.status).toBe(200);
			expect(answer.data.data.lineItems[0].quantityRequested).toBe(-1);
			expect((await lines(id))[0].quantityRequested).toBe(10);
		});

		it.each([-1, null, undefined])('with %s on a new line are a 500', async (quantityRequested) => {
			const id = await movement();
			expect((await add(id, { quantityRequested })).status).toBe(500);
			expect(await lines(id)).toHaveLength(0);
		});

		it('are marked as added by hand right after adding, and no more within the same second', async () => {
			const id = await movement();
			const added = await add(id, {});
			expect(added.data.data.lineItems[0].manuallyAdded).toBe(true);
			expect((await lines(id))[0].manuallyAdded).toBe(false);
		});
	});

	it.each([[['PICKING']], [{ name: 'PICKING' }], [4]])(
		'a status given as %j is a 500, and the movement stays',
		async (status) => {
			const id = await movement();
			await add(id, {});
			expect((await depot.post(`/api/stockMovements/${id}/status`, { status })).status).toBe(500);
			expect((await depot.get(`/api/stockMovements/${id}/status`)).data.data).toBe('CREATED');
		},
	);

	describe('a transfer between bins', () => {
		const line = (quantity: number) => ({
			product: { id: HOSPITAL.paracetamol },
			lotNumber: 'PCM-1',
			expirationDate: '03/31/2029',
			originBinLocation: { id: HOSPITAL.shelf1 },
			destinationBinLocation: { id: HOSPITAL.shelf2 },
			quantity,
			status: 'PENDING',
		});

		it.each([0, -5])('drops a line of %d in silence', async (quantity) => {
			const stockTransferItems = [line(quantity), line(7)];
			const made = await pharmacy.post('/api/stockTransfers', { stockTransferItems });
			expect(made.status).toBe(200);
			const { id } = made.data.data as { id: string };
			const read = await pharmacy.get(`/api/stockTransfers/${id}`);
			expect(read.data.data.stockTransferItems).toMatchObject([{ quantity: 7 }]);
		});

		it.each([['x'], [[[line(1)]]], [[null]]])(
			'with %j for lines is a 500',
			async (stockTransferItems) => {
				const answer = await pharmacy.post('/api/stockTransfers', { stockTransferItems });
				expect(answer.status).toBe(500);
			},
		);

		it('books entries without a product when it is completed: the lot names it', async () => {
			const stockTransferItems = [line(7)];
			const made = await pharmacy.post('/api/stockTransfers', { stockTransferItems });
			const { id, stockTransferItems: saved } = made.data.data as {
				id: string;
				stockTransferItems: Array<{ id: string }>;
			};
			await pharmacy.send('PUT', `/api/stockTransfers/${id}`, {
				...{ id, status: 'COMPLETED' },
				stockTransferItems: [{ ...line(7), id: saved[0].id }],
			});
			const { store } = sandbox.world;
			const booked = store.table('transaction').by('order', id);
			expect(booked.map((row) => row.transactionType).sort()).toEqual(['8', '9']);
			for (const transaction of booked) {
				const entries = store.table('transactionEntry').by('transaction', transaction.id);
				expect(entries).toMatchObject([{ product: null, quantity: 7 }]);
			}
		});

		it('wraps a quantity beyond 32 bit, as the server does', async () => {
			const stockTransferItems = [line(4294967297)];
			const made = await pharmacy.post('/api/stockTransfers', { stockTransferItems });
			expect(made.data.data.stockTransferItems).toMatchObject([{ quantity: 1 }]);
		});
	});

	describe('a reference without an id', () => {
		const sale = (changes: object) => ({
			inventory: { id: HOSPITAL.pharmacyInventory },
			transactionType: { id: '2' },
			transactionDate: Date.parse('2026-11-21T10:00:00Z'),
			transactionNumber: 'SALE-1',
			transactionEntries: [
				{
					inventoryItem: { id: HOSPITAL.glovesLot },
					binLocation: { id: HOSPITAL.shelf2 },
					quantity: 1,
				},
			],
			...changes,
		});

		it.each([
			['a sale', 'transaction', sale({ inventory: {} })],
			['a sale', 'transaction', sale({ transactionType: { name: 'Sale' } })],
			['a lot', 'inventoryItem', { product: {}, lotNumber: 'NEW-1' }],
			['a lot', 'inventoryItem', { product: { name: 'Gloves' }, lotNumber: 'NEW-1' }],
			['an order', 'order', { ...ORDER, orderType: {} }],
			['an order', 'order', { ...ORDER, orderedBy: { name: 'Till One' } }],
			['a bin', 'location', { name: 'X-1', locationType: {} }],
			['a bin', 'location', { name: 'X-1', locationType: { id: BIN_TYPE }, zone: {} }],
		])('breaks %s (%s) and makes no row', async (_, domain, body) => {
			const before = sandbox.world.store.table(domain).size;
			const answer = await pharmacy.post(`/api/generic/${domain}`, body);
			expect(answer.status).toBe(500);
			expect(sandbox.world.store.table(domain).size).toBe(before);
		});
	});

	it('a search with a list for a body is a 500', async () => {
		expect((await pharmacy.post('/api/generic/product/search', [])).status).toBe(500);
	});

	describe('keys of a reference in the address', () => {
		it.each([
			`/api/stockMovements?direction=OUTBOUND&origin.id=${HOSPITAL.central}`,
			`/api/stockMovements?direction=INBOUND&destination.id=${HOSPITAL.central}`,
			`/api/purchaseOrders?destination.id=${HOSPITAL.central}`,
		])('are no filter: GET %s is a 500', async (path) => {
			expect((await depot.get(path)).status).toBe(500);
		});

		it.each(['origin.id', 'destination.id'])('sort both lists by %s', async (sort) => {
			const orders = await depot.get(`/api/purchaseOrders?sort=${sort}`);
			const rows = orders.data.data as Array<Record<string, { id: string }>>;
			const ids = rows.map((row) => row[sort.replace('.id', '')].id);
			expect(ids).toEqual([...ids].sort());
			const list = `/api/stockMovements?direction=OUTBOUND&origin=${HOSPITAL.central}&sort=${sort}`;
			expect((await depot.get(list)).status).toBe(200);
		});

		it('sort by a date that the newest list of incoming goods does not have as a 500', async () => {
			const path = `/api/stockMovements?direction=INBOUND&destination=${HOSPITAL.central}&sort=`;
			expect((await depot.get(`${path}expectedShippingDate`)).status).toBe(500);
			const old = await startSandbox({ kind: '0.9.0', clock: CLOCK, frozen: true });
			const keeper = await SandboxClient.logIn(old, 'manager', HOSPITAL.central);
			expect((await keeper.get(`${path}expectedShippingDate`)).status).toBe(200);
			await old.close();
		});

		it('that are empty mean the login location', async () => {
			const path = `/api/products/${HOSPITAL.paracetamol}/availableItems?location.id=`;
			const answer = await pharmacy.get(path);
			expect(answer.data.data).toMatchObject([{ quantityOnHand: 390 }]);
			expect((await pharmacy.get('/api/putaways?location.id=')).status).toBe(200);
		});
	});
});
