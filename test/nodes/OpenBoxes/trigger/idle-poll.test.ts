import { EVENTS } from '../../../../nodes/OpenBoxes/trigger/events';
import { MOST_STATE, roomPerFeed } from '../../../../nodes/OpenBoxes/trigger/state';
import { id } from '../../../hospital/scene';
import { WatchedHospital } from './watched-hospital';

let hospital: WatchedHospital;

afterEach(async () => await hospital.close());

const ALL = Object.keys(EVENTS);

/** Requests of an idle poll when every event is watched and nothing is due but the frequent lists. */
const FREQUENT = {
	'GET /api/generic/transaction': 1,
	'GET /api/generic/outboundStockMovement': 1,
	'GET /api/generic/inboundStockMovementListItem': 1,
	'GET /api/purchaseOrders': 1,
	'GET /api/products': 1,
};

/** Lists that hold all stock of a location; their size is that of the stock, so they are read less often. */
const WHOLE_LOCATION = ['inventory.belowReorderPoint', 'inventory.expiring'];

async function requestsOfIdlePoll(
	events: string[],
	size: { products: number; transactions: number },
): Promise<Record<string, number>> {
	hospital = await WatchedHospital.open(events, { at: 'pharmacy', sandbox: { size } });
	expect(await hospital.activate()).toEqual([]);
	await hospital.poll();
	return await hospital.requestsOf(async () => expect(await hospital.poll()).toEqual([]));
}

describe('an idle poll of all events', () => {
	it.each([
		{ products: 100, transactions: 1000 },
		{ products: 100, transactions: 1_000_000 },
		{ products: 100_000, transactions: 1_000_000 },
	])(
		'costs one request per list with $products products and $transactions transactions',
		async (size) => {
			const events = ALL.filter((event) => !WHOLE_LOCATION.includes(event));
			expect(await requestsOfIdlePoll(events, size)).toEqual(FREQUENT);
		},
		120_000,
	);

	it.each([
		{ products: 100, transactions: 1000 },
		{ products: 5000, transactions: 10_000 },
	])(
		'costs three requests more for lists of a whole location when they are due ($products products)',
		async (size) => {
			expect(await requestsOfIdlePoll(ALL, size)).toEqual(FREQUENT);
			const due = await hospital.requestsOf(async () =>
				expect(await hospital.pollLater()).toEqual([]),
			);
			expect(due).toEqual({
				...FREQUENT,
				'POST /api/generic/requirement/search': 1,
				'POST /api/generic/productAvailability/search': 1,
				'GET /api/stockTransfers/candidates': 1,
			});
		},
		120_000,
	);

	it('costs one request for several events of one list', async () => {
		hospital = await WatchedHospital.open([
			'transaction.created',
			'inventory.adjusted',
			'stockMovement.received',
			'purchaseOrder.received',
		]);
		await hospital.activate();
		await hospital.poll();
		const requests = await hospital.requestsOf(async () => await hospital.poll());
		expect(requests).toEqual({ 'GET /api/generic/transaction': 1 });
	});

	it('costs one request per list on a server as the documents describe it', async () => {
		hospital = await WatchedHospital.open(ALL, { kind: 'documented' });
		await hospital.activate();
		await hospital.poll();
		const requests = await hospital.requestsOf(async () => await hospital.poll());
		expect(requests).toEqual({
			'GET /api/generic/transaction': 1,
			'GET /api/stockMovements': 1,
			'GET /api/purchaseOrders': 1,
			'GET /api/products': 1,
		});
	});
});

describe('what the trigger keeps', () => {
	it.each([1, 2, 5, 7])('leaves each of %i lists its part of 42 kB', (lists) => {
		expect(roomPerFeed(lists) * lists).toBeLessThanOrEqual(MOST_STATE);
		expect(roomPerFeed(lists)).toBeGreaterThan(5900);
	});

	it('stays below 50 kB when every event is watched and much happens', async () => {
		hospital = await WatchedHospital.open(ALL, {
			at: 'pharmacy',
			parameters: { expand: false, withinDays: 3650 },
			sandbox: { size: { products: 3000, transactions: 20_000 } },
		});
		await hospital.activate();
		const { store } = hospital.sandbox.world;
		let sequence = 0;
		let told = 0;
		for (let minute = 0; minute < 15; minute++) {
			// 10,000 transactions an hour.
			for (let row = 0; row < 167; row++) {
				const time = hospital.day.now - row * 350;
				const second = Math.floor(time / 1000) * 1000;
				const transaction = `busy-${sequence++}`;
				store.insert('transaction', {
					id: transaction,
					transactionNumber: transaction,
					transactionType: '2',
					inventory: id.inventories[id.locations.pharmacy],
					transactionDate: second,
					dateCreated: second,
					lastUpdated: second,
				});
				store.insert('transactionEntry', {
					id: `entry-${transaction}`,
					transaction,
					inventoryItem: id.lots['30001/'],
					binLocation: id.bins['S-2'],
					quantity: 1,
				});
			}
			told += (await hospital.poll()).length;
			hospital.day.pass(60);
		}
		expect(told).toBe(15 * 167);
		const saved = JSON.stringify(hospital.trigger.saved);
		expect(saved.length).toBeLessThan(50_000);
	}, 120_000);
});
