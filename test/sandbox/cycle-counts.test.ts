import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';
import type { Kind } from './versions';

const CLOCK = '2026-11-22T07:30:00Z';
const BASE = `/api/facilities/${HOSPITAL.pharmacy}/cycle-counts`;

interface Item {
	id: string;
	countIndex: number;
	quantityOnHand: number;
	status: { name: string };
}

/** Requests, counts and recounts of products (docs/openboxes/warehouse.md). */
describe('cycle counts of the sandbox', () => {
	let sandbox: Sandbox;
	let manager: SandboxClient;

	async function open(kind: Kind = '0.9.8'): Promise<void> {
		sandbox = await startSandbox({ kind, clock: CLOCK, frozen: true });
		manager = await SandboxClient.logIn(sandbox, 'manager');
	}

	afterEach(async () => await sandbox.close());

	const stock = (product: string): number =>
		sandbox
			.state()
			.stock.filter((line) => line.product === product && line.location === HOSPITAL.pharmacy)
			.reduce((sum, line) => sum + line.quantity, 0);

	const booked = (): string[] =>
		sandbox.world.store
			.table('transaction')
			.all()
			.filter((row) => row.cycleCount)
			.map((row) => String(row.transactionType));

	async function request(product: string = HOSPITAL.paracetamol): Promise<string> {
		const requests = [{ product, blindCount: false }];
		const made = await manager.post(`${BASE}/requests/batch`, { requests });
		expect(made.status).toBe(200);
		return made.data.data[0].id as string;
	}

	async function start(product?: string): Promise<{ id: string; request: string; item: Item }> {
		const id = await request(product);
		const requests = [{ cycleCountRequest: id }];
		const made = await manager.post(`${BASE}/start/batch`, { requests });
		const [count] = made.data.data as Array<{ id: string; cycleCountItems: Item[] }>;
		return { id: count.id, request: id, item: count.cycleCountItems[0] };
	}

	const count = async (item: Item, body: object) =>
		await manager.send('PATCH', `${BASE}/items/${item.id}`, { id: item.id, ...body });

	const submit = async (id: string, body: object = {}, what = 'count') =>
		await manager.post(`${BASE}/${id}/${what}`, body);

	it('book a count that agrees as a baseline and no difference', async () => {
		await open();
		const { id, item } = await start();
		await count(item, { quantityCounted: 390 });
		expect((await submit(id)).data.data.status).toBe('COMPLETED');
		expect(booked()).toEqual(['12']);
		expect(stock(HOSPITAL.paracetamol)).toBe(390);
	});

	it('book a difference at once, unless a recount is asked for', async () => {
		await open();
		const { id, item } = await start();
		await count(item, { quantityCounted: 388 });
		const counted = await submit(id, { requireRecountOnDiscrepancy: true });
		expect(counted.data.data.status).toBe('COUNTED');
		expect(booked()).toEqual([]);
		await count(item, { quantityCounted: 388 });
		expect((await submit(id)).data.data.status).toBe('COMPLETED');
		expect(booked()).toEqual(['12', '3']);
		expect(stock(HOSPITAL.paracetamol)).toBe(388);
	});

	it('book again when an item of a completed count is counted anew', async () => {
		await open();
		const { id, item } = await start();
		await count(item, { quantityCounted: 388 });
		await submit(id);
		expect((await submit(id)).status).toBe(400);
		sandbox.advance(10_000);
		await count(item, { quantityCounted: 380 });
		expect((await submit(id)).status).toBe(200);
		expect(booked()).toEqual(['12', '3', '12', '3']);
		expect(stock(HOSPITAL.paracetamol)).toBe(380);
	});

	it('recount once, with a cause from the list of counting', async () => {
		await open();
		const { id, request: ccr, item } = await start();
		await count(item, { quantityCounted: 1 });
		await submit(id, { requireRecountOnDiscrepancy: true });
		const requests = [{ cycleCountRequest: ccr, countIndex: 1 }];
		const begun = await manager.post(`${BASE}/recount/start/batch`, { requests });
		const again = (begun.data.data[0].cycleCountItems as Item[]).find(
			(one) => one.countIndex === 1,
		);
		expect(again?.status.name).toBe('INVESTIGATING');
		const wrong = { quantityCounted: 389, recount: true, discrepancyReasonCode: 'STOCKOUT' };
		expect((await count(again as Item, wrong)).data.errorMessages).toEqual(['Invalid root cause']);
		await count(again as Item, { ...wrong, discrepancyReasonCode: 'MISPLACED' });
		expect((await submit(id, {}, 'recount')).status).toBe(200);
		expect(stock(HOSPITAL.paracetamol)).toBe(389);
	});

	it('complete a recount without quantities, and adjust nothing', async () => {
		await open();
		const { id, request: ccr, item } = await start();
		await count(item, { quantityCounted: 1 });
		await submit(id, { requireRecountOnDiscrepancy: true });
		const requests = [{ cycleCountRequest: ccr, countIndex: 1 }];
		await manager.post(`${BASE}/recount/start/batch`, { requests });
		expect((await submit(id, {}, 'recount')).data.data.status).toBe('COMPLETED');
		expect(stock(HOSPITAL.paracetamol)).toBe(390);
	});

	it('refuse stock that moved meanwhile only when asked to', async () => {
		await open();
		const { id, item } = await start(HOSPITAL.gloves);
		await count(item, { quantityCounted: item.quantityOnHand });
		await manager.debit('MOVED', Date.parse('2026-11-22T07:00:00Z'), 5);
		sandbox.advance(6000);
		const asked = { refreshQuantityOnHand: true, failOnOutdatedQuantity: true };
		const refused = await submit(id, asked);
		expect(refused.data.errorMessage).toBe(
			'Quantity on hand for a cycle count item is no longer up to date',
		);
		expect(booked()).toEqual([]);
		expect((await submit(id)).status).toBe(200);
		expect(booked()).toContain('12');
	});

	it('add an item for a lot that was not in stock, and delete only such', async () => {
		await open();
		const { id, item } = await start();
		const added = await manager.post(`${BASE}/${id}/items`, {
			inventoryItem: { product: HOSPITAL.paracetamol, lotNumber: 'FOUND-1' },
			binLocation: { id: HOSPITAL.shelf2 },
			quantityCounted: 3,
		});
		expect(added.data.data).toMatchObject({ custom: true, quantityOnHand: 0 });
		const remove = async (one: string) => await manager.send('DELETE', `${BASE}/items/${one}`);
		expect((await remove(item.id)).status).toBe(500);
		await count(item, { quantityCounted: 390 });
		expect((await submit(id)).data.data.status).toBe('COMPLETED');
		expect(stock(HOSPITAL.paracetamol)).toBe(393);
	});

	it('clear what a counter does not send again', async () => {
		await open();
		const { item } = await start();
		await count(item, { quantityCounted: 5, comment: 'half' });
		const again = await count(item, { quantityCounted: 6 });
		expect(again.data.data).toMatchObject({ quantityCounted: 6, comment: null });
	});

	it('let nobody request a product twice, or one that is promised to a movement', async () => {
		await open();
		await request();
		const requests = [{ product: HOSPITAL.paracetamol, blindCount: false }];
		const again = await manager.post(`${BASE}/requests/batch`, { requests });
		expect(again.data.errorMessages[1]).toBe(
			'Cycle count request already exists for this product (10002)',
		);
		const { store } = sandbox.world;
		for (const row of store.table('productAvailability').by('product', HOSPITAL.gloves))
			store.update('productAvailability', row, { quantityAllocated: 1 });
		const promised = await manager.post(`${BASE}/requests/batch`, {
			requests: [{ product: HOSPITAL.gloves, blindCount: false }],
		});
		expect(promised.data.errorMessages[1]).toContain('is in a pending stock movement'.slice(3));
	});

	it('let a reader submit a count, but not request one', async () => {
		await open();
		const { id, item } = await start();
		await count(item, { quantityCounted: 390 });
		manager = await SandboxClient.logIn(sandbox, 'viewer');
		expect((await submit(id)).status).toBe(200);
		const requests = [{ product: HOSPITAL.gloves, blindCount: false }];
		expect((await manager.post(`${BASE}/requests/batch`, { requests })).status).toBe(302);
	});

	it('are unknown before 0.9.4', async () => {
		await open('0.9.3');
		expect((await manager.get(`${BASE}/candidates`)).status).toBe(404);
	});
});
