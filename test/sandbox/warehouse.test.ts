import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';
import type { Kind } from './versions';

const CLOCK = '2026-11-22T07:30:00Z';
const BIN_TYPE = 'cab2b4f35ba2d867015ba2e17e390001';

/** Lists, counts, lots and places of the warehouse (docs/openboxes/warehouse.md). */
describe('the warehouse of the sandbox', () => {
	let sandbox: Sandbox;
	let manager: SandboxClient;

	async function open(kind: Kind = '0.9.8'): Promise<void> {
		sandbox = await startSandbox({ kind, clock: CLOCK, frozen: true });
		manager = await SandboxClient.logIn(sandbox, 'manager');
	}

	beforeEach(async () => await open());
	afterEach(async () => await sandbox.close());

	const rowsOf = async (path: string): Promise<Array<Record<string, unknown>>> =>
		(await manager.get(path)).data.data as [];

	const stock = (product: string): number =>
		sandbox
			.state()
			.stock.filter((line) => line.product === product && line.location === HOSPITAL.pharmacy)
			.reduce((sum, line) => sum + line.quantity, 0);

	describe('reasonCodes', () => {
		const first = async (query: string) => (await rowsOf(`/api/reasonCodes${query}`))[0].id;

		it.each(['', '?activityCode=MODIFY_PICKLIST_ITEM', '?activityCode=SEND_STOCK'])(
			'answers the default list to "%s"',
			async (query) => {
				expect(await rowsOf(`/api/reasonCodes${query}`)).toHaveLength(11);
				expect(await first(query)).toBe('STOCKOUT');
			},
		);

		it('has lists of its own for counting, adjusting, substituting and changing', async () => {
			expect(await rowsOf('/api/reasonCodes?activityCode=CYCLE_COUNT')).toHaveLength(24);
			expect(await rowsOf('/api/reasonCodes?activityCode=ADJUST_INVENTORY')).toHaveLength(13);
			expect(await first('?activityCode=SUBSTITUTE_REQUISITION_ITEM')).toBe('SUBSTITUTION');
			expect(await first('?activityCode=MODIFY_REQUISITION_ITEM')).toBe('PACKAGE_SIZE');
			expect((await manager.get('/api/reasonCodes?activityCode=NOPE')).status).toBe(500);
		});
	});

	it('persons lists inactive people, and filters by status only when asked', async () => {
		const { store } = sandbox.world;
		const [person] = store.table('person').all();
		store.update('person', person, { active: false });
		const ids = async (query = '') => (await rowsOf(`/api/persons${query}`)).map((row) => row.id);
		expect(await ids()).toContain(person.id);
		expect(await ids('?status=true')).not.toContain(person.id);
		expect(await ids('?status=false')).toContain(person.id);
	});

	it('persons needs every word of a name', async () => {
		expect(await rowsOf('/api/persons?name=Till%20One')).toHaveLength(1);
		expect(await rowsOf('/api/persons?name=Till%20Viewer')).toHaveLength(0);
	});

	it('inventory-transactions-summary takes facility.id for the facility', async () => {
		const path =
			'/api/reports/inventory-transactions-summary?startDate=01/01/2026&endDate=12/31/2026';
		const plain = await manager.get(`${path}&facility=${HOSPITAL.pharmacy}`);
		const nested = await manager.get(`${path}&facility.id=${HOSPITAL.pharmacy}`);
		expect(nested.data.totalCount).toBe(plain.data.totalCount);
		expect(nested.data.totalCount).toBeGreaterThan(0);
	});

	describe('POST locations', () => {
		const messages = async (body: object): Promise<unknown> =>
			(await manager.post('/api/locations', body)).data.errorMessages;

		it.each([
			[{}, 'Property [Name] of class [Location] cannot be null'],
			[{ name: '' }, 'Property [Name] of class [Location] cannot be blank'],
			[{ name: 'New' }, 'Property [Location type] of class [Location] cannot be null'],
			[
				{ name: 'New', locationType: { id: '2' } },
				'Organization is required for location types [DEPOT, SUPPLIER]',
			],
			[
				{ name: 'Ward A', locationType: { id: '5' } },
				'Location with this name already exists under this parent location',
			],
			[
				{ name: 'New', locationType: { id: '5' }, locationNumber: '464QZP' },
				'Property [Location number] of class [Location] with value [464QZP] must be unique',
			],
			[
				{ name: 'New', locationType: { id: '5' }, supportedActivities: ['NONE', 'SEND_STOCK'] },
				'You cannot set supported activity NONE in combination with other supported activities',
			],
		])('refuses %j with the words of the server', async (body, message) => {
			expect(await messages(body)).toContain(message);
		});
	});

	describe('record stock', () => {
		const record = async (rows: object[], changes: object = {}) =>
			await manager.post(`/api/facilities/${HOSPITAL.pharmacy}/inventory/record-stock/save`, {
				product: { id: HOSPITAL.paracetamol },
				inventory: { id: HOSPITAL.pharmacyInventory },
				transactionDate: '11/22/2026 07:00:00 +00:00',
				recordInventoryRows: rows,
				...changes,
			});

		const row = (newQuantity: unknown, changes: object = {}) => ({
			lotNumber: 'PCM-1',
			expirationDate: '03/31/2029',
			binLocation: { id: HOSPITAL.shelf1 },
			oldQuantity: 390,
			newQuantity,
			...changes,
		});

		it('adds up rows given twice, and answers the first of them with the sum', async () => {
			const again = row(7, { oldQuantity: 0, comment: 'second' });
			const answer = await record([row(5, { comment: 'first' }), again]);
			expect(answer.data.data.recordInventoryRows).toMatchObject([
				{ newQuantity: 12, oldQuantity: 390, comment: 'first' },
				{ newQuantity: 7, oldQuantity: 0, comment: 'second' },
			]);
			expect(stock(HOSPITAL.paracetamol)).toBe(12);
		});

		it('takes rows of one lot in other letters for two, each against the whole stock', async () => {
			await record([row(400), row(395, { lotNumber: 'pcm-1' })]);
			expect(stock(HOSPITAL.paracetamol)).toBe(405);
		});

		it('leaves the expiry of a lot that is known', async () => {
			await record([row(390, { expirationDate: '01/31/2031' })]);
			const lot = await manager.get(`/api/generic/inventoryItem/${HOSPITAL.paracetamolLot}`);
			expect(lot.data.data.expirationDate).toBe('03/31/2029');
		});

		it.each([
			[
				row(4294967297),
				'Property [newQuantity] of lot number #PCM-1 with value [4294967297] is invalid.',
			],
			[row('many'), 'Property [newQuantity] of lot number #PCM-1 with value [many] is invalid.'],
		])('refuses a quantity that is no 32-bit number', async (one, message) => {
			expect((await record([one])).data.errorMessages).toContain(message);
			expect(stock(HOSPITAL.paracetamol)).toBe(390);
		});

		it('counts a product without stock as zero of its lot without a number', async () => {
			const product = { product: { id: '00000000a202135001a20213d413002b' } };
			expect((await record([], product)).status).toBe(200);
			const baseline = sandbox.state().transactions.find((one) => one.transactionType === '12');
			expect(baseline?.entries).toMatchObject([{ quantity: 0, binLocation: null }]);
		});
	});

	it('a stock that leaves 32 bit wraps', async () => {
		const credit = async (number: string, quantity: number) =>
			await manager.post('/api/generic/transaction', {
				inventory: { id: HOSPITAL.pharmacyInventory },
				transactionType: { id: '3' },
				transactionDate: Date.parse('2026-11-21T10:00:00Z'),
				transactionNumber: number,
				transactionEntries: [
					{
						inventoryItem: { id: HOSPITAL.paracetamolLot },
						binLocation: { id: HOSPITAL.shelf1 },
						quantity,
					},
				],
			});
		expect((await credit('TOO-BIG', 4294967297)).status).toBe(500);
		expect((await credit('BIG', 2147483647)).status).toBe(201);
		expect(stock(HOSPITAL.paracetamol)).toBe(390 - 2147483649);
	});

	it('a lot renamed shows its new name in the stock table at once', async () => {
		const path = `/api/generic/inventoryItem/${HOSPITAL.paracetamolLot}`;
		expect((await manager.send('PUT', path, { lotNumber: 'PCM-2' })).status).toBe(200);
		const [row] = await rowsOf(`/api/products/${HOSPITAL.paracetamol}/availableItems`);
		expect(row).toMatchObject({ lotNumber: 'PCM-2', quantityOnHand: 390 });
		const stored = sandbox.world.store
			.table('productAvailability')
			.by('inventoryItem', HOSPITAL.paracetamolLot);
		expect(new Set(stored.map((one) => one.lotNumber))).toEqual(new Set(['PCM-2']));
	});

	describe('rules of a bin', () => {
		async function rule(minQuantity: number, reorderQuantity: number, maxQuantity: number) {
			await manager.post('/api/generic/inventoryLevel', {
				inventory: { id: HOSPITAL.pharmacyInventory },
				product: { id: '00000000a202135001a20213d3500025' },
				internalLocation: { id: HOSPITAL.shelf1 },
				...{ minQuantity, reorderQuantity, maxQuantity },
			});
		}

		const asked = async (status = '') =>
			await rowsOf(
				`/api/requirements?location.id=${HOSPITAL.pharmacy}&inventoryLevelStatus=${status}`,
			);

		it('ask for refill below the minimum unless another status is named', async () => {
			await rule(30, 40, 50);
			expect(await asked()).toHaveLength(0);
			expect(await asked('BELOW_REORDER')).toMatchObject([
				{ quantityInBin: 30, quantityNeeded: 20 },
			]);
			expect(await asked('BELOW_MAXIMUM')).toHaveLength(1);
		});

		it('never need more than lies elsewhere', async () => {
			await rule(100, 120, 5000);
			expect(await asked()).toMatchObject([{ quantityAvailable: 200, quantityNeeded: 200 }]);
		});
	});

	describe('the dashboard', () => {
		const number = async (name: string): Promise<number> =>
			(await manager.get(`/api/dashboard/${name}?locationId=${HOSPITAL.pharmacy}`)).data
				.number as number;

		it('keeps a figure as it was first asked for', async () => {
			const before = await number('inventoryValue');
			await manager.debit('SALE', Date.parse('2026-11-22T07:00:00Z'), 1000);
			sandbox.advance(7000);
			expect(await number('inventoryValue')).toBe(before);
		});

		it('counts lots in bins, products without a bin, and what was counted this month', async () => {
			expect(await number('inventoryByLotAndBin')).toBe(15);
			expect(await number('defaultBin')).toBe(3);
			expect(await number('itemsInventoried')).toBe(0);
		});
	});

	it.each([
		['/api/stocklists', { data: [], totalCount: 0 }],
		['/api/attributes', { data: [] }],
		['/api/productSuppliers', { data: [], totalCount: 0 }],
		['/api/localizations', { messages: {} }],
	])('answers %s, which every server does', async (path, body) => {
		expect((await manager.get(path)).data).toMatchObject(body);
	});

	it('a bin renamed shows its new name in the stock table', async () => {
		const path = `/api/locations/${HOSPITAL.shelf1}`;
		await manager.send('PUT', path, { name: 'Shelf 9', locationType: { id: BIN_TYPE } });
		const names = sandbox.world.store
			.table('productAvailability')
			.by('binLocation', HOSPITAL.shelf1)
			.map((row) => row.binLocationName);
		expect(new Set(names)).toEqual(new Set(['Shelf 9']));
	});
});
