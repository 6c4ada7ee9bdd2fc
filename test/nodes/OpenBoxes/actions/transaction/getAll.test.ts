import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const list = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'transaction',
	operation: 'getAll',
	...more,
});
const debit: INodeParameters = {
	resource: 'transaction',
	operation: 'debit',
	linesFrom: 'json',
	reference: '={{ $json.ref }}',
};
const slip = (ref: string, ...lines: IDataObject[]): IDataObject => ({ ref, lines });
const numbers = (rows: IDataObject[]): unknown[] =>
	rows.map(({ transactionNumber }) => transactionNumber);
const type = (value: string) => ({ __rl: true, mode: 'id', value });

describe.each(KINDS)('transactions on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
		await scene.output(debit, [
			slip('R-1', { productCode: '10001', quantity: 50, comment: 'shelf' }),
			slip('R-2', { productCode: '10003', quantity: 1 }),
		]);
	});
	afterAll(async () => await scene.close());

	it('of the location come newest first', async () => {
		const rows = await scene.output(list());
		expect(numbers(rows).slice(0, 2).sort()).toEqual(['n8n-c7e9f0b5/R-1', 'n8n-c7e9f0b5/R-2']);
		expect(numbers(rows)[2]).toBe('SEED-PHARMACY');
		expect(rows[0]).toMatchObject({
			transactionType: 'Consumption',
			locationName: 'Hospital Pharmacy',
			comment: '',
		});
		expect(rows[0]).not.toHaveProperty('entries');
	});

	it('of all locations or another one come on request', async () => {
		expect(numbers(await scene.output(list({ allLocations: true })))).toContain('SEED-NORTH');
		const location = { __rl: true, mode: 'id', value: id.locations.north };
		const rows = await scene.output(list({ location }));
		expect(rows).toMatchObject([{ transactionNumber: 'SEED-NORTH', locationName: 'North Depot' }]);
	});

	it('are filtered by type and time', async () => {
		const adjusted = await scene.output(list({ transactionType: type('3') }));
		expect(numbers(adjusted)).toEqual(['SEED-PHARMACY']);
		expect(numbers(await scene.output(list({ from: '2026-01-06' })))).toHaveLength(2);
		expect(numbers(await scene.output(list({ to: '2026-01-05' })))).toEqual(['SEED-PHARMACY']);
		expect(await scene.output(list({ from: '2026-01-06', to: '2026-01-07' }))).toEqual([]);
	});

	it('have their lines with names on request', async () => {
		const rows = await scene.output(list({ transactionType: type('2'), includeEntries: true }));
		const sale = rows.find(({ transactionNumber }) => transactionNumber === 'n8n-c7e9f0b5/R-1');
		const entries = [...((sale?.entries ?? []) as IDataObject[])];
		expect(
			entries.sort((a, b) => String(a.lotNumber).localeCompare(String(b.lotNumber))),
		).toMatchObject([
			{
				productCode: '10001',
				lotNumber: 'IBU-A',
				expirationDate: '2027-12-31',
				binLocation: 'Shelf 1',
				quantity: 40,
				stockChange: -40,
				comment: 'shelf',
			},
			{ productCode: '10001', lotNumber: 'IBU-B', binLocation: 'Shelf 2', stockChange: -10 },
		]);
	});

	it('come as the server stores them when not simplified', async () => {
		const [row] = await scene.output(
			list({ simplify: false, includeEntries: true, transactionType: type('2') }),
		);
		expect(row).toHaveProperty('createdBy');
		expect(row.transactionEntries).toMatchObject([{ quantity: expect.any(Number) }]);
	});
});

describe('a long list of transactions', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open();
		const store = scene.sandbox.world.store;
		// Many of one second, as a till that posts in batches leaves them.
		for (let index = 0; index < 450; index++) {
			const date = Date.UTC(2026, 5, 1) + Math.floor(index / 90) * 1000;
			store.insert('transaction', {
				id: `many-${index}`,
				transactionType: index % 3 === 0 ? '5' : '2',
				transactionNumber: `MANY-${index}`,
				inventory: id.inventories[id.locations.pharmacy],
				transactionDate: date,
				dateCreated: date,
				lastUpdated: date,
				comment: null,
			});
			store.insert('transactionEntry', {
				id: `many-entry-${index}`,
				transaction: `many-${index}`,
				product: id.products['10003'],
				inventoryItem: id.lots['10003/MOR-1'],
				binLocation: id.bins['S-1'],
				quantity: 0,
			});
		}
	});
	afterAll(async () => await scene.close());

	it('loses none and repeats none over pages, although seconds are shared', async () => {
		const rows = await scene.output(list({ limit: 60, transactionType: type('5') }));
		expect(new Set(numbers(rows)).size).toBe(60);
		const dates = rows.map(({ transactionDate }) => String(transactionDate));
		expect(dates).toEqual([...dates].sort().reverse());
		expect(new Set(numbers(await scene.output(list({ returnAll: true })))).size).toBe(451);
	});

	it('ends at the date instead of reading on', async () => {
		const { total } = scene.sandbox.requests;
		expect(await scene.output(list({ returnAll: true, from: '2026-06-02' }))).toEqual([]);
		expect(scene.sandbox.requests.total - total).toBeLessThanOrEqual(3);
	});

	it('gets its lines in few requests', async () => {
		const { total } = scene.sandbox.requests;
		const rows = await scene.output(list({ limit: 200, includeEntries: true }));
		expect(rows.every(({ entries }) => Array.isArray(entries) && entries.length === 1)).toBe(true);
		expect(scene.sandbox.requests.total - total).toBeLessThan(12);
	});

	it.each([
		[{ from: 'soon' }, '"soon" is not a time'],
		[{ from: '2026-02-01', to: '2026-01-01' }, '"From" is later than "To"'],
		[{ location: { __rl: true, mode: 'id', value: 'nope' } }, 'OpenBoxes has no location "nope"'],
	])('explains wrong input: %j', async (more, reason) => {
		expect(await scene.failure(list(more))).toContain(reason);
	});
});
