import { id } from '../../../hospital/scene';
import type { Sandbox } from '../../../sandbox';
import { SandboxClient } from '../../../sandbox/client';
import { must } from './must';
import { StockDay } from './stock-day';

const SUPPLIER = 'medsupply';

/** What people and other systems do at the hospital, by the server's own interface. */
export class HospitalDay extends StockDay {
	private constructor(
		sandbox: Sandbox,
		public central: SandboxClient,
		pharmacy: SandboxClient,
	) {
		super(sandbox, pharmacy);
	}

	static async start(sandbox: Sandbox): Promise<HospitalDay> {
		return new HospitalDay(
			sandbox,
			await SandboxClient.logIn(sandbox, 'manager', id.locations.central),
			await SandboxClient.logIn(sandbox, 'manager', id.locations.pharmacy),
		);
	}

	/** Days pass, or the server's clock is put back by days; people log in anew. */
	async passDays(days: number): Promise<void> {
		this.pass(days * 86_400);
		this.central = await SandboxClient.logIn(this.sandbox, 'manager', id.locations.central);
		this.pharmacy = await SandboxClient.logIn(this.sandbox, 'manager', id.locations.pharmacy);
	}

	async ship(quantity = 30): Promise<{ movement: string; shipment: string }> {
		const movement = await this.createMovement(quantity);
		for (const status of ['PICKING', 'PICKED', 'DISPATCHED']) {
			await must(
				this.central.post(`/api/stockMovements/${movement}/status`, {
					status,
					createPicklist: status === 'PICKING',
				}),
			);
		}
		const read = await must(this.central.get(`/api/stockMovements/${movement}`));
		const { associations } = read.data as unknown as { associations: { shipment: { id: string } } };
		return { movement, shipment: associations.shipment.id };
	}

	/** Sent without the step PICKED: the server then ships nothing. */
	async shipNothing(): Promise<void> {
		const movement = await this.createMovement();
		const path = `/api/stockMovements/${movement}/status`;
		await must(this.central.post(path, { status: 'PICKING', createPicklist: true }));
		await must(this.central.post(path, { status: 'DISPATCHED' }));
	}

	async createMovement(quantity = 30): Promise<string> {
		const created = await must(
			this.central.post('/api/stockMovements', {
				description: 'demo',
				dateRequested: '02/10/2026',
				origin: { id: id.locations.central },
				destination: { id: id.locations.pharmacy },
				requestedBy: { id: this.userId },
				requestType: 'DEFAULT',
				lineItems: [
					{ product: { id: id.products['10001'] }, quantityRequested: quantity, sortOrder: 100 },
				],
			}),
		);
		return created.data.id;
	}

	async receive(shipment: string, quantity: number, at = this.pharmacy): Promise<void> {
		const view = await must(at.get(`/api/partialReceiving/${shipment}?stepNumber=1`));
		const { containers } = view.data as unknown as {
			containers: Array<{ shipmentItems: Array<{ shipmentItemId: string }> }>;
		};
		const [item] = containers[0].shipmentItems;
		const draft = {
			receiptStatus: 'PENDING',
			containers: [
				{
					shipmentItems: [
						{
							shipmentItemId: item.shipmentItemId,
							receiptItemId: null,
							quantityReceiving: quantity,
						},
					],
				},
			],
		};
		await must(at.post(`/api/partialReceiving/${shipment}?stepNumber=1`, draft));
		const complete = { receiptStatus: 'COMPLETED' };
		await must(at.post(`/api/partialReceiving/${shipment}?stepNumber=2`, complete));
	}

	/** A delivery of a purchase order, not sent yet. */
	async announceDelivery(order = 'PO-1', quantity = 500): Promise<string> {
		const orderId = id.orders[order];
		const line = await this.firstLine(orderId);
		const created = await must(
			this.central.post('/api/stockMovements/createCombinedShipments', {
				description: 'delivery',
				origin: { id: id.locations[SUPPLIER] },
				destination: { id: id.locations.central },
			}),
		);
		const shipment = created.data.id;
		await must(
			this.central.post(`/api/stockMovements/${shipment}/updateItems`, {
				id: shipment,
				lineItems: [
					{
						id: null,
						product: { id: line.product.id },
						orderItemId: line.id,
						quantityRequested: quantity,
						lotNumber: `LOT-${orderId.slice(-4)}`,
						expirationDate: '06/30/2029',
						sortOrder: 100,
					},
				],
			}),
		);
		return shipment;
	}

	async sendDelivery(shipment: string): Promise<void> {
		await must(this.central.post(`/api/stockMovements/${shipment}/status`, { status: 'ISSUED' }));
	}

	async receiveDelivery(shipment: string, quantity: number): Promise<void> {
		await this.receive(shipment, quantity, this.central);
	}

	async createOrder(number: string): Promise<string> {
		const answer = await must(
			this.central.post('/api/generic/order', {
				orderType: { id: 'PURCHASE_ORDER' },
				orderNumber: number,
				name: `Order ${number}`,
				origin: { id: id.locations[SUPPLIER] },
				destination: { id: id.locations.central },
				orderedBy: { id: this.userId },
				dateOrdered: '03/01/2026',
				currencyCode: 'USD',
				exchangeRate: 1,
				orderItems: [
					{
						product: { id: id.products['10001'] },
						quantity: 5,
						unitPrice: 4.5,
						quantityPerUom: 1,
						quantityUom: { id: 'EA' },
					},
				],
			}),
		);
		return answer.data.id;
	}

	async setOrderStatus(order: string, status: string): Promise<void> {
		await must(this.central.send('PUT', `/api/generic/order/${order}`, { status }));
	}

	async touchOrder(order: string): Promise<void> {
		await must(
			this.central.send('PUT', `/api/generic/order/${order}`, {
				description: `touched ${this.now}`,
			}),
		);
	}

	/** With a code of its own, unless the server is to number it. */
	async createProduct(
		name: string,
		{ code = `P-${++this.made}` as string | null } = {},
	): Promise<string> {
		const answer = await must(
			this.central.post('/api/generic/product', {
				name,
				...(code === null ? {} : { productCode: code }),
				productType: { id: 'DEFAULT' },
				category: { id: id.categories.Supplies },
			}),
		);
		return answer.data.id;
	}

	async changeProduct(product: string, changes: Record<string, unknown>): Promise<void> {
		await must(this.central.send('PUT', `/api/generic/product/${product}`, changes));
	}

	get userId(): string {
		const row = this.sandbox.world.store
			.table('user')
			.all()
			.find(({ username }) => username === 'manager');
		return String(row?.id);
	}

	async firstLine(orderId: string): Promise<{ id: string; product: { id: string } }> {
		const read = await must(this.central.get(`/api/purchaseOrders/${orderId}`));
		const { orderItems } = read.data as unknown as {
			orderItems: Array<{ id: string; product: { id: string } }>;
		};
		return orderItems[0];
	}
}
