import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';

const CLOCK = '2026-11-22T07:30:00Z';
const SUPPLIER = '00000000a202135001a20213d0210008';

describe('purchase orders of the sandbox', () => {
	let sandbox: Sandbox;
	let manager: SandboxClient;

	async function open(kind: '0.9.0' | '0.9.8' | 'documented'): Promise<void> {
		sandbox = await startSandbox({ kind, clock: CLOCK, frozen: true });
		manager = await SandboxClient.logIn(sandbox, 'manager', HOSPITAL.central);
	}

	const trueStock = (product: string): number =>
		sandbox
			.state()
			.stock.filter((line) => line.product === product && line.location === HOSPITAL.central)
			.reduce((sum, line) => sum + line.quantity, 0);

	afterEach(async () => await sandbox.close());

	const firstOrder = async (status: string): Promise<string> => {
		const { data } = await manager.get('/api/purchaseOrders?max=50');
		const rows = (data as { data: Array<{ id: string; status: string }> }).data;
		return rows.find((row) => row.status === status)?.id ?? '';
	};

	describe.each(['0.9.0', '0.9.8'] as const)('of %s', (kind) => {
		interface ShippedLine {
			shipmentItemId: string;
			receiptItemId: string | null;
			quantityShipped: number;
			quantityReceived: number;
		}

		async function shippedOrder(): Promise<{ shipment: string; product: string; pieces: number }> {
			const order = await firstOrder('PLACED');
			const read = await manager.get(`/api/purchaseOrders/${order}`);
			const line = read.data.data.orderItems[0];
			const created = await manager.post('/api/stockMovements/createCombinedShipments', {
				description: 'Delivery 1',
				origin: { id: SUPPLIER },
				destination: { id: HOSPITAL.central },
			});
			const shipment: string = created.data.data.id;
			await manager.post(`/api/stockMovements/${shipment}/updateItems`, {
				id: shipment,
				lineItems: [
					{
						id: null,
						product: { id: line.product.id },
						orderItemId: line.id,
						quantityRequested: 10,
						lotNumber: 'DELIVERY-1',
						expirationDate: '06/30/2030',
						sortOrder: 100,
					},
				],
			});
			await manager.post(`/api/stockMovements/${shipment}/status`, { status: 'ISSUED' });
			return { shipment, product: line.product.id, pieces: 10 };
		}

		const lineOf = async (shipment: string, step = 1): Promise<ShippedLine> => {
			const { data } = await manager.get(`/api/partialReceiving/${shipment}?stepNumber=${step}`);
			return data.data.containers[0].shipmentItems[0] as ShippedLine;
		};

		const draft = async (shipment: string, shipmentItemId: string, quantityReceiving: number) =>
			await manager.post(`/api/partialReceiving/${shipment}?stepNumber=1`, {
				receiptStatus: 'PENDING',
				dateDelivered: '11/22/2026 07:00 +00:00',
				containers: [
					{ shipmentItems: [{ shipmentItemId, receiptItemId: null, quantityReceiving }] },
				],
			});

		const complete = async (shipment: string) =>
			await manager.post(`/api/partialReceiving/${shipment}?stepNumber=2`, {
				receiptStatus: 'COMPLETED',
			});

		it('books a received delivery once, and a completion sent twice books nothing more', async () => {
			await open(kind);
			const { shipment, product, pieces } = await shippedOrder();
			const before = trueStock(product);
			const line = await lineOf(shipment);
			await draft(shipment, line.shipmentItemId, pieces);
			expect(trueStock(product)).toBe(before);
			await complete(shipment);
			expect(trueStock(product)).toBe(before + pieces);
			await complete(shipment);
			expect(trueStock(product)).toBe(before + pieces);
			expect((await lineOf(shipment)).quantityReceived).toBe(pieces);
		});

		it('books twice what was drafted and completed twice', async () => {
			await open(kind);
			const { shipment, product, pieces } = await shippedOrder();
			const before = trueStock(product);
			for (let turn = 0; turn < 2; turn++) {
				const line = await lineOf(shipment);
				await draft(shipment, line.shipmentItemId, pieces);
				await complete(shipment);
			}
			expect(trueStock(product)).toBe(before + 2 * pieces);
		});

		it('leaves no row of a receipt that was refused', async () => {
			await open(kind);
			const { shipment, product } = await shippedOrder();
			const before = trueStock(product);
			const { shipmentItemId } = await lineOf(shipment);
			const refused = await manager.post(`/api/partialReceiving/${shipment}?stepNumber=1`, {
				receiptStatus: 'COMPLETED',
				dateDelivered: '11/22/2026 07:00 +00:00',
				containers: [
					{
						shipmentItems: [
							{ shipmentItemId, receiptItemId: null, quantityReceiving: 1 },
							// Too long a comment: this line is dropped, but not before the answer.
							{ ...{ shipmentItemId, receiptItemId: null }, comment: 'x'.repeat(300) },
						],
					},
				],
			});
			expect(refused.status).toBe(500);
			for (const domain of ['receipt', 'receiptItem']) {
				expect(sandbox.world.store.table(domain).size).toBe(0);
			}
			expect(trueStock(product)).toBe(before);
		});

		it('takes a receipt back through the page that the web interface uses', async () => {
			await open(kind);
			const { shipment, product, pieces } = await shippedOrder();
			const before = trueStock(product);
			const line = await lineOf(shipment);
			await draft(shipment, line.shipmentItemId, pieces);
			await complete(shipment);
			const answer = await manager.get(`/partialReceiving/rollbackLastReceipt/${shipment}`);
			expect(answer.status).toBe(302);
			expect(trueStock(product)).toBe(before);
			expect((await lineOf(shipment)).quantityReceived).toBe(0);
		});

		it('ships all that is open on an order through its page, and nothing a second time', async () => {
			await open(kind);
			const order = await firstOrder('PLACED');
			const first = await manager.get(`/order/createCombinedShipment?orderId=${order}`);
			expect(first.headers.location).toContain('/stockMovement/createCombinedShipments/');
			const second = await manager.get(`/order/createCombinedShipment?orderId=${order}`);
			expect(second.headers.location).toContain(`/order/show/${order}`);
		});
	});

	describe('as documented', () => {
		interface DocumentedItem {
			id: string;
			product: { id: string };
			quantity: number;
			quantityReceived: number;
		}

		const itemsOf = async (order: string): Promise<DocumentedItem[]> => {
			const { data } = await manager.get(`/api/purchaseOrders/${order}`);
			return data.data.orderItems as DocumentedItem[];
		};

		const receive = async (order: string, item: object) =>
			await manager.post(`/api/purchaseOrders/${order}/receive`, { items: [item] });

		it('receives part of an order into stock and shows how much', async () => {
			await open('documented');
			const order = await firstOrder('PLACED');
			const [item] = await itemsOf(order);
			const before = trueStock(item.product.id);
			const answer = await receive(order, {
				orderItemId: item.id,
				quantityReceived: 1,
				lotNumber: 'DELIVERY-1',
				expirationDate: '2030-06-30T00:00:00Z',
			});
			expect(answer.status).toBe(200);
			const after = (await itemsOf(order)).find(({ id }) => id === item.id);
			expect(after?.quantityReceived).toBe(item.quantityReceived + 1);
			expect(trueStock(item.product.id)).toBe(before + 1);
			expect(await firstOrder('PARTIALLY_RECEIVED')).not.toBe('');
		});

		it('refuses more than is open and books nothing', async () => {
			await open('documented');
			const order = await firstOrder('PLACED');
			const [item] = await itemsOf(order);
			const before = trueStock(item.product.id);
			const answer = await receive(order, {
				orderItemId: item.id,
				quantityReceived: item.quantity + 1,
			});
			expect(answer.status).toBe(400);
			expect(trueStock(item.product.id)).toBe(before);
		});

		it('refuses to receive an order that was not placed', async () => {
			await open('documented');
			const created = await manager.post('/api/purchaseOrders', {
				name: 'Winter stock',
				origin: { id: SUPPLIER },
				destination: { id: HOSPITAL.central },
				orderedBy: { id: '1' },
				dateOrdered: '2026-11-20T00:00:00Z',
				orderItems: [{ product: { id: HOSPITAL.ibuprofen }, quantity: 100, unitPrice: 0.12 }],
			});
			expect(created.status).toBe(201);
			const { id, orderItems } = created.data.data;
			const answer = await receive(id, { orderItemId: orderItems[0].id, quantityReceived: 1 });
			expect(answer.status).toBe(400);
		});

		it('offers none of the endpoints of the open source server for orders', async () => {
			await open('documented');
			expect((await manager.get('/api/partialReceiving/any')).status).toBe(404);
		});
	});
});
