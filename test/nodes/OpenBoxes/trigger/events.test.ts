import { id } from '../../../hospital/scene';
import type { Kind } from '../../../sandbox';
import { WatchedHospital, type Item, type WatchOptions } from './watched-hospital';

let hospital: WatchedHospital;

afterEach(async () => await hospital.close());

async function watch(
	kind: Kind,
	events: string[],
	options: Omit<WatchOptions, 'kind'> = {},
): Promise<WatchedHospital> {
	hospital = await WatchedHospital.open(events, { kind, ...options });
	expect(await hospital.activate()).toEqual([]);
	expect(await hospital.poll()).toEqual([]);
	return hospital;
}

const eventsOf = (items: Item[]): string[] => items.map(({ event }) => event);

describe.each(['0.9.0', '0.9.6', '0.9.8'] as const)('an OpenBoxes %s', (kind) => {
	it('tells that a movement was made, sent and received, each once', async () => {
		const { day } = await watch(kind, [
			'stockMovement.created',
			'stockMovement.shipped',
			'stockMovement.received',
		]);
		const { movement, shipment } = await day.ship(30);
		day.pass(60);
		const sent = await hospital.poll();
		expect(eventsOf(sent).sort()).toEqual(['stockMovement.created', 'stockMovement.shipped']);
		const shipped = sent.find(({ event }) => event === 'stockMovement.shipped');
		expect(shipped).toMatchObject({
			occurredAtExact: true,
			location: { id: id.locations.central },
			data: {
				stockMovementId: movement,
				shipmentId: shipment,
				origin: { id: id.locations.central },
				destination: { id: id.locations.pharmacy },
				totalQuantity: 30,
			},
		});
		expect((shipped?.data.lines as unknown[])[0]).toMatchObject({
			productCode: '10001',
			quantity: 30,
		});
		await day.receive(shipment, 30);
		day.pass(60);
		const received = await hospital.poll();
		expect(eventsOf(received)).toEqual(['stockMovement.received']);
		expect(received[0]).toMatchObject({
			location: { id: id.locations.pharmacy },
			data: { stockMovementId: movement, totalQuantity: 30 },
		});
		expect(await hospital.poll()).toEqual([]);
	});

	it('tells that a supplier sent goods, and which order they are for', async () => {
		const { day } = await watch(kind, [
			'stockMovement.created',
			'stockMovement.shipped',
			'stockMovement.received',
			'purchaseOrder.received',
		]);
		const delivery = await day.announceDelivery('PO-1', 500);
		day.pass(60);
		expect(eventsOf(await hospital.poll())).toEqual(['stockMovement.created']);
		await day.sendDelivery(delivery);
		day.pass(60);
		const sent = await hospital.poll();
		expect(sent).toEqual([
			expect.objectContaining({
				id: `stockMovement.shipped:${delivery}`,
				occurredAtExact: false,
				location: expect.objectContaining({ id: id.locations.central }),
			}),
		]);
		await day.receiveDelivery(delivery, 200);
		day.pass(60);
		const part = await hospital.poll();
		expect(eventsOf(part)).toEqual(['stockMovement.received', 'purchaseOrder.received']);
		expect(part[1].data).toMatchObject({ orderId: id.orders['PO-1'], totalQuantity: 200 });
		await day.receiveDelivery(delivery, 300);
		day.pass(60);
		const rest = await hospital.poll();
		expect(eventsOf(rest)).toEqual(['stockMovement.received', 'purchaseOrder.received']);
		expect(rest[1].id).not.toBe(part[1].id);
	});

	it('tells that an order was made and approved, and again when it was taken back', async () => {
		const { day } = await watch(kind, ['purchaseOrder.created', 'purchaseOrder.approved']);
		const order = await day.createOrder('PO-NEW');
		day.pass(60);
		const created = await hospital.poll();
		expect(created).toEqual([
			expect.objectContaining({ id: `purchaseOrder.created:${order}`, occurredAtExact: false }),
		]);
		expect(created[0].data).toMatchObject({
			orderNumber: 'PO-NEW',
			supplier: { id: id.locations.medsupply },
			lines: [{ productCode: '10001', quantity: 5 }],
		});
		await day.setOrderStatus(order, 'PLACED');
		day.pass(60);
		expect((await hospital.poll()).map((item) => item.id)).toEqual([
			`purchaseOrder.approved:${order}`,
		]);
		await day.touchOrder(order);
		await day.touchOrder(id.orders['PO-2']);
		day.pass(60);
		expect(await hospital.poll()).toEqual([]);
		await day.setOrderStatus(order, 'PENDING');
		await hospital.poll();
		await day.setOrderStatus(order, 'PLACED');
		day.pass(60);
		expect((await hospital.poll()).map((item) => item.id)).toEqual([
			`purchaseOrder.approved:${order}:2`,
		]);
	});

	it('tells the approval of an order that was made long before', async () => {
		const { day } = await watch(kind, ['purchaseOrder.created', 'purchaseOrder.approved']);
		await day.setOrderStatus(id.orders['PO-3'], 'APPROVED');
		day.pass(60);
		expect(eventsOf(await hospital.poll())).toEqual(['purchaseOrder.approved']);
		await day.setOrderStatus(id.orders['PO-3'], 'PLACED');
		day.pass(60);
		expect(await hospital.poll()).toEqual([]);
	});

	it('tells adjustments and transactions with product, lot and bin', async () => {
		const { day } = await watch(kind, ['transaction.created', 'inventory.adjusted']);
		const sale = await day.book('2', 4, { transactionNumber: 'SALE-1' });
		day.pass(2);
		const adjustment = await day.book('3', -3);
		day.pass(120);
		const items = await hospital.poll();
		expect(items.map((item) => item.id)).toEqual([
			`transaction.created:${sale}`,
			`transaction.created:${adjustment}`,
			`inventory.adjusted:${adjustment}`,
		]);
		expect(items[0].data).toMatchObject({
			transactionNumber: 'SALE-1',
			transactionType: { id: '2', name: 'Consumption' },
			totalQuantity: 4,
			lines: [{ productCode: '30001', binLocation: { id: id.bins['S-2'] }, quantity: 4 }],
		});
		expect(items[2]).toMatchObject({
			location: { id: id.locations.pharmacy },
			data: { kind: 'adjustment', lines: [{ quantity: -3 }] },
		});
	});

	it('tells new and changed products once, though the job that assigns codes touches them', async () => {
		const { day } = await watch(kind, ['product.created', 'product.updated']);
		const product = await day.createProduct('Zinc 20mg tablet');
		day.pass(5);
		expect(eventsOf(await hospital.poll())).toEqual(['product.created']);
		day.pass(120);
		expect(await hospital.poll()).toEqual([]);
		await day.changeProduct(product, { pricePerUnit: 2.5 });
		day.pass(60);
		const changed = await hospital.poll();
		expect(changed).toEqual([
			expect.objectContaining({
				event: 'product.updated',
				data: expect.objectContaining({ productId: product, pricePerUnit: 2.5 }),
			}),
		]);
		await day.createProduct('Iron 60mg tablet');
		day.pass(180);
		expect(eventsOf(await hospital.poll())).toEqual(['product.created']);
	});

	it('tells goods that move inside a store as one movement, and as no shipment', async () => {
		const { day } = await watch(kind, [
			'transaction.created',
			'inventory.adjusted',
			'stockMovement.shipped',
			'stockMovement.received',
		]);
		await day.moveBetweenBins(10);
		day.pass(60);
		expect(eventsOf(await hospital.poll())).toEqual(['transaction.created']);
	});

	it('tells a product that falls to its reorder point once per crossing', async () => {
		const { day } = await watch(kind, ['inventory.belowReorderPoint'], { at: 'pharmacy' });
		await day.book('2', 4300);
		day.pass(600);
		const items = await hospital.pollLater();
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({
			location: { id: id.locations.pharmacy },
			data: { count: 1, products: [{ productCode: '30001', reorderPoint: 1000 }] },
		});
		expect(await hospital.pollLater()).toEqual([]);
		await day.book('3', 4000);
		day.pass(600);
		expect(await hospital.pollLater()).toEqual([]);
		await day.book('2', 4100);
		day.pass(600);
		const again = await hospital.pollLater();
		expect(again).toHaveLength(1);
		expect(again[0].id).not.toBe(items[0].id);
	});

	it('tells a lot that comes into the days before its expiry once', async () => {
		const { day } = await watch(kind, ['inventory.expiring'], {
			at: 'pharmacy',
			parameters: { withinDays: 90 },
		});
		expect(await hospital.pollLater()).toEqual([]);
		await day.addLot('10001', 'IBU-SOON', '12/20/2026', 40);
		day.pass(600);
		const items = await hospital.pollLater();
		expect(items.map(({ data }) => data)).toEqual([
			expect.objectContaining({
				productCode: '10001',
				lotNumber: 'IBU-SOON',
				expirationDate: '2026-12-20',
				quantity: 40,
			}),
		]);
		expect(await hospital.pollLater()).toEqual([]);
	});

	it('tells a lot that expires soon although a pending transfer holds it', async () => {
		const { day } = await watch(kind, ['inventory.expiring'], {
			at: 'pharmacy',
			parameters: { withinDays: 90 },
		});
		await day.addLot('10001', 'IBU-HELD', '12/20/2026', 40);
		day.pass(600);
		await day.planTransfer('IBU-HELD', 40);
		day.pass(600);
		const items = await hospital.pollLater();
		expect(items.map(({ data }) => data)).toEqual([
			expect.objectContaining({ lotNumber: 'IBU-HELD', quantity: 40 }),
		]);
	});
});

describe.each(['0.9.6', '0.9.8'] as const)('a count on OpenBoxes %s', (kind) => {
	it('is one adjustment, although the server writes the count and its difference', async () => {
		const { day } = await watch(kind, ['transaction.created', 'inventory.adjusted']);
		await day.recordStock(390, 380);
		day.pass(60);
		const items = await hospital.poll();
		expect(eventsOf(items)).toEqual(['transaction.created', 'inventory.adjusted']);
		expect(items[1].data).toMatchObject({ lines: [{ quantity: -10 }] });
	});

	it('is told as a count when nothing was missing', async () => {
		const { day } = await watch(kind, ['inventory.adjusted']);
		await day.recordStock(390, 390);
		day.pass(60);
		expect((await hospital.poll()).map(({ data }) => data.kind)).toEqual(['count']);
	});
});

describe('a movement that was sent without goods', () => {
	it('is told as no shipment, because nothing left', async () => {
		const { day } = await watch('0.9.8', ['stockMovement.shipped', 'transaction.created']);
		await day.shipNothing();
		day.pass(60);
		expect(await hospital.poll()).toEqual([]);
	});
});

describe('postings of this package', () => {
	const sale = (number: string): Record<string, unknown> => ({
		transactionNumber: number,
		comment: 'n8n:0123456789ab:abcdefghij sale',
	});

	it('that were saved twice at once are told once', async () => {
		const { day } = await watch('0.9.8', ['transaction.created']);
		const ids = await day.bookTwins('TILL/1', sale('TILL/1'));
		expect(new Set(ids).size).toBe(2);
		day.pass(5);
		const items = await hospital.poll();
		expect(items.map(({ id: told }) => told)).toEqual(['transaction.created:TILL/1:0123456789ab']);
		await day.deleteTransaction(ids.sort()[1]);
		day.pass(60);
		expect(await hospital.poll()).toEqual([]);
	});
});
