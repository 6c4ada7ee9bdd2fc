import type { IDataObject } from 'n8n-workflow';
import { PollTrigger } from '../../../engine/poll-trigger';
import { setClock, WatchedHospital, type Item, type WatchOptions } from './watched-hospital';

let hospital: WatchedHospital;
afterEach(async () => await hospital.close());

async function open(events: string[], options: WatchOptions = {}): Promise<WatchedHospital> {
	hospital = await WatchedHospital.open(events, { budgetMs: 2000, ...options });
	return hospital;
}

const TRANSACTIONS = ['transaction.created'];
const STATE = 'openBoxesTrigger';
const HOUR = 3_600_000;
const idsOf = (items: Item[]): string[] => items.map((item) => item.id);

describe.each(['inMemory', 'durable'] as const)(
	'after the activation, in the %s scheduler',
	(scheduler) => {
		it('a first poll that fails loses nothing', async () => {
			const { day } = await open(TRANSACTIONS, { scheduler });
			await hospital.activate();
			const booked = await day.book('2', 1);
			day.pass(5);
			hospital.failOn('generic/transaction', { kind: '5xx before commit' });
			await expect(hospital.poll()).rejects.toThrow();
			await expect(hospital.poll()).rejects.toThrow();
			hospital.stopFailing();
			expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${booked}`]);
			expect(await hospital.poll()).toEqual([]);
		});

		it('a first poll that comes after an hour loses nothing', async () => {
			const { day } = await open(TRANSACTIONS, { scheduler });
			await hospital.activate();
			const booked = await day.book('2', 1);
			day.pass(3600);
			setClock(Date.now() + HOUR);
			expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${booked}`]);
		});

		it('an n8n that is killed before the first poll loses nothing, nor one process that polls for another', async () => {
			const { day } = await open(TRANSACTIONS, { scheduler });
			await hospital.activate();
			const booked = await day.book('2', 1);
			day.pass(5);
			// A real restart of the durable scheduler makes no poll of its own: the job is there already.
			const told = scheduler === 'inMemory' ? ((await hospital.trigger.restart()) ?? []) : [];
			told.push(...((await hospital.trigger.poll()) ?? []));
			expect(told.map(({ json }) => json.id)).toEqual([`transaction.created:${booked}`]);
		});

		it('lists without times lose nothing either', async () => {
			const { day } = await open(['purchaseOrder.created'], { scheduler });
			await hospital.activate();
			const order = await day.createOrder('PO-FIRST');
			day.pass(60);
			hospital.failOn('purchaseOrders', { kind: '5xx before commit' });
			await expect(hospital.poll()).rejects.toThrow();
			hospital.stopFailing();
			setClock(Date.now() + HOUR);
			expect(idsOf(await hospital.poll())).toEqual([`purchaseOrder.created:${order}`]);
		});
	},
);

describe("n8n's clock", () => {
	it.each([1, 3, 30])(
		'%i days ahead while polls fail, then put right, does not silence the trigger',
		async (days) => {
			const { day } = await open(TRANSACTIONS);
			await hospital.activate();
			const rightTime = Date.now();
			setClock(rightTime + days * 24 * HOUR);
			hospital.failOn('generic/transaction', { kind: '5xx before commit' });
			for (let poll = 0; poll < 5; poll++) {
				await hospital.poll().catch(() => undefined);
				setClock(Date.now() + HOUR);
			}
			hospital.stopFailing();
			setClock(rightTime + 60_000);
			const booked = await day.book('2', 1);
			day.pass(5);
			expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${booked}`]);
		},
	);
});

describe('a stored position that is damaged', () => {
	const damage: Array<[string, (state: IDataObject) => unknown]> = [
		['is a text', () => 'damaged'],
		['is a list', () => [1, 2]],
		['is empty', () => ({})],
		['has no positions', (state) => ({ ...state, positions: null })],
		['has no readings', (state) => ({ ...state, readAt: undefined })],
		['has no server', (state) => ({ ...state, server: null })],
		['has a position that is null', (state) => ({ ...state, positions: { transactions: null } })],
		['has keys that are null', (state) => withPosition(state, { seen: null })],
		['has no keys', (state) => withPosition(state, { seen: undefined })],
		['stands in the far future', (state) => withPosition(state, { floor: 9e10, newest: 9e10 })],
		['stands in another year', (state) => withPosition(state, { floor: 1.9e9, newest: 1.9e9 })],
		['holds an absurd number', (state) => withPosition(state, { newest: 1e300 })],
		['holds a negative number', (state) => withPosition(state, { floor: -5 })],
		['holds times that are none', (state) => withPosition(state, { comparedAt: 'yesterday' })],
	];

	function withPosition(state: IDataObject, changes: Record<string, unknown>): unknown {
		const positions = state.positions as Record<string, object>;
		return { ...state, positions: { transactions: { ...positions.transactions, ...changes } } };
	}

	it.each(damage)('%s is left behind, and what comes next is told', async (_, spoil) => {
		const { day } = await open(TRANSACTIONS);
		await hospital.activate();
		const before = await day.book('2', 1);
		day.pass(60);
		expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${before}`]);
		const good = hospital.trigger.saved;
		const damaged = new PollTrigger(hospital.engine, {
			type: 'openBoxesTrigger',
			parameters: { events: TRANSACTIONS },
			scheduler: 'durable',
			saved: JSON.parse(
				JSON.stringify({ ...good, [STATE]: spoil(good[STATE] as IDataObject) }),
			) as IDataObject,
		});
		await damaged.poll();
		const after = await day.book('2', 1);
		day.pass(60);
		const told = ((await damaged.poll()) ?? []).map(({ json }) => json.id);
		expect(told).toContain(`transaction.created:${after}`);
		expect(await damaged.poll()).toBeNull();
	});

	it('is left behind without telling again what there was before the activation', async () => {
		const { day } = await open(TRANSACTIONS, { scheduler: 'inMemory' });
		await hospital.activate();
		// n8n has stored the position by now, so that the one of the activation is gone.
		await hospital.trigger.restart();
		hospital.trigger.replaceSaved({ ...hospital.trigger.saved, [STATE]: null });
		const booked = await day.book('2', 1);
		day.pass(60);
		expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${booked}`]);
	});

	it('is left behind without losing what a clock brought that was put right', async () => {
		const { day } = await open(TRANSACTIONS, { scheduler: 'durable' });
		await hospital.activate();
		await day.passDays(9);
		const ahead = await day.book('2', 1);
		day.pass(5);
		expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${ahead}`]);
		await day.passDays(-9);
		const after = await day.book('2', 1);
		day.pass(5);
		hospital.trigger.replaceSaved({ [STATE]: 'damaged' });
		expect(idsOf(await hospital.poll())).toContain(`transaction.created:${after}`);
	});

	it.each([null, 5, 'x', {}, { inRow: null, until: 'never' }, { inRow: 1e99, until: 1e99 }])(
		'failures that are %j are none',
		async (failures) => {
			const { day } = await open(TRANSACTIONS);
			await hospital.activate();
			const booked = await day.book('2', 1);
			day.pass(5);
			const trigger = new PollTrigger(hospital.engine, {
				type: 'openBoxesTrigger',
				parameters: { events: TRANSACTIONS, options: { startFrom: '2026-11-22T08:00:00Z' } },
				saved: { openBoxesTriggerFailures: failures as IDataObject },
			});
			const told = ((await trigger.poll()) ?? []).map(({ json }) => json.id);
			expect(told).toEqual([`transaction.created:${booked}`]);
		},
	);
});

describe('a transaction of many lots', () => {
	it('is told with all names by a few requests', async () => {
		const { day } = await open(TRANSACTIONS, { at: 'pharmacy' });
		await hospital.activate();
		await day.bookManyLots(300);
		day.pass(5);
		let items: Item[] = [];
		const requests = await hospital.requestsOf(async () => (items = await hospital.poll()));
		const data = items[0].data as { lines: Array<{ lotNumber: string }>; isComplete?: boolean };
		expect(data.lines).toHaveLength(300);
		expect(data.isComplete).toBeUndefined();
		expect(data.lines.every(({ lotNumber }) => /^MANY-/.test(lotNumber))).toBe(true);
		expect(Object.values(requests).reduce((sum, count) => sum + count, 0)).toBeLessThan(10);
	});

	it('that cannot be named in time is told with its IDs, says so, and holds nothing up', async () => {
		const { day } = await open(TRANSACTIONS, { at: 'pharmacy', budgetMs: 1500 });
		await hospital.activate();
		const many = await day.bookManyLots(60);
		const sale = await day.book('2', 1);
		day.pass(5);
		for (const path of ['generic/inventoryItem', 'stockTransfers'])
			hospital.failOn(path, { kind: 'slow', ms: 3000 });
		const items = await hospital.poll();
		expect(items[0]).toMatchObject({
			id: `transaction.created:${many}`,
			data: { isComplete: false, note: expect.stringContaining('no time') },
		});
		hospital.stopFailing();
		const told = [...idsOf(items), ...idsOf(await hospital.poll())];
		expect(told).toContain(`transaction.created:${sale}`);
	});
});

describe('a product that is polled in its first minute', () => {
	it('is told once, with its code', async () => {
		const { day } = await open(['product.created', 'product.updated']);
		await hospital.activate();
		const product = await day.createProduct('Zinc 20mg tablet', { code: null });
		const told = await hospital.poll();
		day.pass(60);
		told.push(...(await hospital.poll()));
		day.pass(60);
		told.push(...(await hospital.poll()));
		expect(idsOf(told)).toEqual([`product.created:${product}`]);
		expect(told[0].data.productCode).toEqual(expect.stringMatching(/./));
	});
});

describe('a start date', () => {
	it.each(['2026-11-22T08:00:00Z', '2027-11-22T08:00:00Z'])(
		'of %s, when nothing has happened for a long time, asks the server no more than any other',
		async (startFrom) => {
			const { sandbox, day } = await open(TRANSACTIONS, {
				parameters: { options: { startFrom } },
				sandbox: { clock: '2026-11-22T08:00:30Z' },
			});
			// The last row is of a month ago.
			for (const row of sandbox.world.store.table('transaction').all())
				row.dateCreated = Date.parse('2026-10-20T08:00:00Z');
			const requests = await hospital.requestsOf(async () => {
				expect(await hospital.activate()).toEqual([]);
			});
			expect(requests).toMatchObject({ 'GET /api/generic/transaction': 2 });
			const booked = await day.book('2', 1);
			day.pass(60);
			expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${booked}`]);
			expect(await hospital.poll()).toEqual([]);
		},
	);
});
