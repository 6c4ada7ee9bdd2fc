import { id } from '../../../hospital/scene';
import {
	createMovement,
	createOrder,
	markOrder,
	markShipment,
	receiveOrder,
} from './documented-day';
import { WatchedHospital, type Item, type WatchOptions } from './watched-hospital';

let hospital: WatchedHospital;

afterEach(async () => await hospital.close());

async function watch(events: string[], options: WatchOptions = {}): Promise<WatchedHospital> {
	hospital = await WatchedHospital.open(events, { ...options, kind: 'documented' });
	expect(await hospital.activate()).toEqual([]);
	expect(await hospital.poll()).toEqual([]);
	return hospital;
}

const eventsOf = (items: Item[]): string[] => items.map(({ event }) => event);

describe('a server as the documents describe it', () => {
	it('tells that a movement was made, sent and received by its status', async () => {
		const { day } = await watch([
			'stockMovement.created',
			'stockMovement.shipped',
			'stockMovement.received',
		]);
		const movement = await createMovement(day);
		day.pass(60);
		const created = await hospital.poll();
		expect(created).toEqual([
			expect.objectContaining({
				id: `stockMovement.created:${movement}`,
				occurredAtExact: false,
				location: expect.objectContaining({ id: id.locations.central }),
			}),
		]);
		markShipment(day, movement, 'SHIPPED');
		expect(eventsOf(await hospital.poll())).toEqual(['stockMovement.shipped']);
		markShipment(day, movement, 'RECEIVED');
		expect(eventsOf(await hospital.poll())).toEqual(['stockMovement.received']);
		expect(await hospital.poll()).toEqual([]);
	});

	it('tells that an order was made, approved and received by its status', async () => {
		const { day } = await watch([
			'purchaseOrder.created',
			'purchaseOrder.approved',
			'purchaseOrder.received',
		]);
		const { order, line } = await createOrder(day);
		day.pass(60);
		const created = await hospital.poll();
		expect(created).toEqual([expect.objectContaining({ id: `purchaseOrder.created:${order}` })]);
		expect(created[0].data).toMatchObject({ lines: [{ productCode: '10001', quantity: 50 }] });
		markOrder(day, order, 'PLACED');
		expect(eventsOf(await hospital.poll())).toEqual(['purchaseOrder.approved']);
		await receiveOrder(day, order, line, 20);
		expect(eventsOf(await hospital.poll())).toEqual(['purchaseOrder.received']);
		await receiveOrder(day, order, line, 30);
		const rest = await hospital.poll();
		expect(rest.map(({ id: told }) => told)).toEqual([`purchaseOrder.received:${order}:RECEIVED`]);
		expect(await hospital.poll()).toEqual([]);
	});

	it('tells transactions and adjustments', async () => {
		const { day } = await watch(['transaction.created', 'inventory.adjusted']);
		const adjustment = await day.book('3', -3);
		day.pass(60);
		expect((await hospital.poll()).map((item) => item.id)).toEqual([
			`transaction.created:${adjustment}`,
			`inventory.adjusted:${adjustment}`,
		]);
	});

	it('tells new and changed products', async () => {
		const { day } = await watch(['product.created', 'product.updated']);
		const product = await day.createProduct('Zinc 20mg tablet');
		day.pass(120);
		expect(eventsOf(await hospital.poll())).toEqual(['product.created']);
		await day.changeProduct(product, { pricePerUnit: 2.5 });
		day.pass(60);
		expect(eventsOf(await hospital.poll())).toEqual(['product.updated']);
	});

	it('tells products below their reorder point and lots about to expire', async () => {
		const { day } = await watch(['inventory.belowReorderPoint', 'inventory.expiring'], {
			at: 'pharmacy',
		});
		await day.book('2', 4300);
		await day.addLot('10001', 'IBU-SOON', '12/20/2026', 40);
		day.pass(600);
		const items = await hospital.pollLater();
		expect(eventsOf(items).sort()).toEqual(['inventory.belowReorderPoint', 'inventory.expiring']);
		expect(await hospital.pollLater()).toEqual([]);
	});
});
