import { id } from '../../../hospital/scene';
import { PollTrigger } from '../../../engine/poll-trigger';
import {
	countFailure,
	readFailures,
	type StaticData,
} from '../../../../nodes/OpenBoxes/trigger/state';
import { setClock, WatchedHospital, type WatchOptions } from './watched-hospital';

let hospital: WatchedHospital;

afterEach(async () => await hospital.close());

async function open(events: string[], options: WatchOptions = {}): Promise<WatchedHospital> {
	hospital = await WatchedHospital.open(events, options);
	return hospital;
}

const PRODUCTS = ['product.created'];
const TRANSACTIONS = ['transaction.created'];
const idsOf = (items: Array<{ id: string }>): string[] => items.map((item) => item.id);

describe.each(['inMemory', 'durable'] as const)('in the %s scheduler', (scheduler) => {
	it('the activation tells nothing, and what happens right after it is not lost', async () => {
		const { day } = await open(PRODUCTS, { scheduler });
		expect(await hospital.activate()).toEqual([]);
		const product = await day.createProduct('Zinc 20mg tablet');
		expect(idsOf(await hospital.poll())).toEqual([`product.created:${product}`]);
		expect(await hospital.poll()).toEqual([]);
	});

	it('what happens while n8n is down is told after its restart', async () => {
		const { day } = await open(TRANSACTIONS, { scheduler });
		await hospital.activate();
		const first = await day.book('2', 1);
		day.pass(5);
		const told = idsOf(await hospital.poll());
		day.pass(600);
		await hospital.poll();
		const second = await day.book('2', 1);
		day.pass(5);
		const afterRestart = (await hospital.trigger.restart()) ?? [];
		told.push(...afterRestart.map(({ json }) => String(json.id)));
		told.push(...idsOf(await hospital.poll()));
		expect(told).toEqual([`transaction.created:${first}`, `transaction.created:${second}`]);
	});

	it('a failed poll is an error with advice, and loses nothing', async () => {
		const { day } = await open(TRANSACTIONS, { scheduler, budgetMs: 2000 });
		await hospital.activate();
		await hospital.poll();
		const booked = await day.book('2', 1);
		day.pass(5);
		hospital.failOn('generic/transaction', { kind: '5xx before commit' });
		await expect(hospital.poll()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
		hospital.stopFailing();
		expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${booked}`]);
	});

	it('watching something else does not go on from the old position', async () => {
		const { day } = await open(TRANSACTIONS, { scheduler });
		await hospital.activate();
		const first = await day.book('2', 1);
		day.pass(5);
		expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${first}`]);
		await day.book('3', 1);
		day.pass(5);
		const changed = new PollTrigger(hospital.engine, {
			type: 'openBoxesTrigger',
			parameters: { events: ['inventory.adjusted'] },
			scheduler,
			saved: hospital.trigger.saved,
		});
		expect(await changed.activate()).toBeNull();
		expect(await changed.poll()).toBeNull();
	});
});

describe('a start date', () => {
	it('also tells what exists since then, once', async () => {
		const { day } = await open(TRANSACTIONS, {
			parameters: { options: { startFrom: '2026-11-22T08:00:00Z' } },
		});
		const before = await day.book('2', 1);
		day.pass(5);
		expect(idsOf(await hospital.activate())).toEqual([`transaction.created:${before}`]);
		expect(await hospital.poll()).toEqual([]);
	});

	it('that is no date is refused with the name of the field', async () => {
		await open(TRANSACTIONS, { parameters: { options: { startFrom: 'yesterday' } } });
		await expect(hospital.activate()).rejects.toThrow('"yesterday" in "Start From" is not a date');
	});
});

describe('filters', () => {
	it('keep movements from and to a location, and leave others out', async () => {
		const { day } = await open(['stockMovement.shipped'], {
			parameters: { filters: { location: { mode: 'id', value: id.locations.pharmacy } } },
		});
		await hospital.activate();
		await day.ship(30);
		day.pass(60);
		expect(await hospital.poll()).toHaveLength(1);
		const elsewhere = new PollTrigger(hospital.engine, {
			type: 'openBoxesTrigger',
			parameters: {
				events: ['stockMovement.shipped'],
				filters: { location: { mode: 'id', value: id.locations.north } },
				options: { startFrom: '2026-11-22T08:00:00Z' },
			},
		});
		expect(await elsewhere.activate()).toBeNull();
	});

	it.each([
		['a category', { category: { mode: 'id', value: id.categories.Analgesics } }],
		['a quantity', { minimumQuantity: 5 }],
		['a transaction type', { transactionTypes: '3' }],
	])('leave out transactions that do not match %s', async (_, filters) => {
		const { day } = await open(TRANSACTIONS, { parameters: { filters } });
		await hospital.activate();
		await day.book('2', 4);
		day.pass(5);
		expect(await hospital.poll()).toEqual([]);
	});

	it('keep deliveries of a supplier', async () => {
		const { day } = await open(['purchaseOrder.created', 'stockMovement.created'], {
			parameters: { filters: { supplier: { mode: 'id', value: id.locations.pharmaco } } },
		});
		await hospital.activate();
		await day.createOrder('PO-OTHER');
		await day.announceDelivery('PO-1');
		day.pass(60);
		expect(await hospital.poll()).toEqual([]);
	});
});

describe('items without details', () => {
	it('hold ids and need no request beyond the list and the place', async () => {
		const { day } = await open(TRANSACTIONS, { parameters: { expand: false } });
		await hospital.activate();
		await hospital.poll();
		const booked = await day.book('2', 4);
		day.pass(5);
		let items: Array<{ data: unknown }> = [];
		const requests = await hospital.requestsOf(async () => (items = await hospital.poll()));
		expect(items).toEqual([
			expect.objectContaining({
				data: expect.objectContaining({ transactionId: booked, transactionType: { id: '2' } }),
			}),
		]);
		expect(Object.keys(requests).filter((route) => /search/.test(route))).toEqual([]);
	});
});

describe('"Fetch Test Event"', () => {
	it('shows real examples and moves nothing', async () => {
		const { day } = await open(TRANSACTIONS);
		await hospital.activate();
		const booked = await day.book('2', 4);
		day.pass(5);
		const shown = (await hospital.trigger.runManually()) ?? [];
		expect(shown.map(({ json }) => json.id)).toContain(`transaction.created:${booked}`);
		expect(idsOf(await hospital.poll())).toEqual([`transaction.created:${booked}`]);
	});

	it.each([
		['inventory.belowReorderPoint', 'pharmacy'],
		['inventory.expiring', 'pharmacy'],
		['product.created', 'central'],
		['product.updated', 'central'],
		['purchaseOrder.created', 'central'],
		['purchaseOrder.approved', 'central'],
		['inventory.adjusted', 'central'],
	])('has an example of %s', async (event, at) => {
		const { day } = await open([event], { at, parameters: { withinDays: 300 } });
		const product = await day.createProduct('Zinc 20mg tablet');
		day.pass(200);
		await day.changeProduct(product, { pricePerUnit: 3 });
		const shown = (await hospital.trigger.runManually()) ?? [];
		expect(shown.length).toBeGreaterThan(0);
		expect(shown[0].json).toMatchObject({ event });
	});

	it('says what to do when there is no example', async () => {
		await open(['stockMovement.received']);
		await expect(hospital.trigger.runManually()).rejects.toThrow(
			'There is no example of these events in OpenBoxes yet',
		);
	});
});

describe('a node that is renamed', () => {
	it('goes on where it was, for events with times', async () => {
		const { day } = await open(TRANSACTIONS);
		await hospital.activate();
		await day.book('2', 1);
		day.pass(60);
		expect(await hospital.poll()).toHaveLength(1);
		const later = await day.book('2', 1);
		day.pass(60);
		const told = (await hospital.trigger.rename('Till')) ?? [];
		const ids = told.map(({ json }) => json.id);
		expect(ids).toContain(`transaction.created:${later}`);
		expect(await hospital.poll()).toEqual([]);
	});
});

describe('a server that fails again and again', () => {
	it('is left alone for longer and longer when n8n does not space polls out itself', () => {
		const data: StaticData = {};
		const pauses = Array.from({ length: 9 }, () => {
			countFailure(data, 1_000_000);
			return (readFailures(data, 1_000_000).until - 1_000_000) / 1000;
		});
		expect(pauses).toEqual([0, 0, 0, 30, 60, 120, 240, 480, 900]);
	});

	it('is not asked before the pause is over', async () => {
		await open(PRODUCTS);
		const pausing = new PollTrigger(hospital.engine, {
			type: 'openBoxesTrigger',
			parameters: { events: PRODUCTS },
			saved: { openBoxesTriggerFailures: { inRow: 5, until: Date.now() + 60_000 } },
		});
		const requests = await hospital.requestsOf(async () => await pausing.poll());
		expect(requests).toEqual({});
		setClock(Date.now() + 61_000);
		const later = await hospital.requestsOf(async () => await pausing.poll());
		expect(later).toMatchObject({ 'GET /api/products': 1 });
	});

	it('decides itself when it is asked again', async () => {
		const { day } = await open(PRODUCTS, { budgetMs: 1000 });
		await hospital.activate();
		hospital.failOn('api/products', { kind: '429', retryAfter: 20 });
		await expect(hospital.poll()).rejects.toMatchObject({
			failure: { cause: 'rate-limited', retryAfterMs: 20_000 },
		});
		hospital.stopFailing();
		const product = await day.createProduct('Zinc 20mg tablet');
		setClock(Date.now() + 10_000);
		expect(await hospital.requestsOf(async () => await hospital.poll())).toEqual({});
		setClock(Date.now() + 11_000);
		expect(idsOf(await hospital.poll())).toEqual([`product.created:${product}`]);
	});

	it('that does not answer in time is an error that says that nothing is lost', async () => {
		await open(PRODUCTS, { budgetMs: 1000 });
		await hospital.activate();
		hospital.failOn('api/products', { kind: 'slow', ms: 2000 });
		await expect(hospital.poll()).rejects.toThrow(
			'OpenBoxes did not answer within the time that n8n gives a poll',
		);
	});
});
