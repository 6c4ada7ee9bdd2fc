import { id } from '../../../hospital/scene';
import type { Sandbox } from '../../../sandbox';
import { SandboxClient } from '../../../sandbox/client';

type Answer = { data: { id: string } & Record<string, unknown> };

const SUPPLIER = 'medsupply';

/** What people and other systems do at the hospital, by the server's own interface. */
export class HospitalDay {
	private made = 0;

	private constructor(
		readonly sandbox: Sandbox,
		public central: SandboxClient,
		private pharmacy: SandboxClient,
	) {}

	static async start(sandbox: Sandbox): Promise<HospitalDay> {
		return new HospitalDay(
			sandbox,
			await SandboxClient.logIn(sandbox, 'manager', id.locations.central),
			await SandboxClient.logIn(sandbox, 'manager', id.locations.pharmacy),
		);
	}

	/** Lets so many seconds pass, and what is due happen. */
	pass(seconds: number): void {
		this.sandbox.advance(seconds * 1000);
	}

	/** Days pass, or the server's clock is put back by days; people log in anew. */
	async passDays(days: number): Promise<void> {
		this.pass(days * 86_400);
		this.central = await SandboxClient.logIn(this.sandbox, 'manager', id.locations.central);
		this.pharmacy = await SandboxClient.logIn(this.sandbox, 'manager', id.locations.pharmacy);
	}

	async book(
		type: string,
		quantity: number,
		more: Record<string, unknown> = {},
		product = '30001',
	): Promise<string> {
		const [lot, bin] = PLACE[product];
		const answer = await must(
			this.pharmacy.post('/api/generic/transaction', {
				inventory: { id: id.inventories[id.locations.pharmacy] },
				transactionType: { id: type },
				transactionDate: Math.floor(this.now / 1000) * 1000 - 5000,
				transactionEntries: [
					{
						product: { id: id.products[product] },
						inventoryItem: { id: id.lots[lot] },
						binLocation: { id: id.bins[bin] },
						quantity,
					},
				],
				...more,
			}),
		);
		return answer.data.id;
	}

	/** One transaction of so many new lots of one product. */
	async bookManyLots(lots: number, product = '30001'): Promise<string> {
		const productId = id.products[product];
		const made = await must(
			this.pharmacy.post(
				'/api/generic/inventoryItem',
				Array.from({ length: lots }, (_, index) => ({
					product: { id: productId },
					lotNumber: `MANY-${++this.made}-${index}`,
				})),
			),
		);
		const answer = await must(
			this.pharmacy.post('/api/generic/transaction', {
				inventory: { id: id.inventories[id.locations.pharmacy] },
				transactionType: { id: '3' },
				transactionDate: Math.floor(this.now / 1000) * 1000 - 5000,
				transactionEntries: (made.data as unknown as Array<{ id: string }>).map((lot) => ({
					product: { id: productId },
					inventoryItem: { id: lot.id },
					quantity: 1,
				})),
			}),
		);
		return answer.data.id;
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

	/** Two posts of one number at the same moment, which the server both saves. */
	async bookTwins(number: string, more: Record<string, unknown>): Promise<string[]> {
		return await Promise.all([
			this.book('2', 1, { ...more, transactionNumber: number }),
			this.book('2', 1, { ...more, transactionNumber: number }),
		]);
	}

	async deleteTransaction(transaction: string): Promise<void> {
		await must(this.pharmacy.send('DELETE', `/api/generic/transaction/${transaction}`));
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

	/** Moves stock between two bins of the pharmacy: two transactions. */
	async moveBetweenBins(quantity: number): Promise<void> {
		const { transfer, stock, lines } = await this.planTransfer('PCM-1', quantity);
		await must(
			this.pharmacy.send('PUT', `/api/stockTransfers/${transfer}`, {
				id: transfer,
				status: 'COMPLETED',
				stockTransferItems: lines.map((one) => ({ ...stock, id: one.id })),
			}),
		);
	}

	/** A transfer between two bins of the pharmacy that is not done yet. */
	async planTransfer(
		lotNumber: string,
		quantity: number,
	): Promise<{
		transfer: string;
		stock: Record<string, unknown>;
		lines: Array<Record<string, unknown>>;
	}> {
		const list = await must(
			this.pharmacy.get(`/api/stockTransfers/candidates?location.id=${id.locations.pharmacy}`),
		);
		const rows = list.data as unknown as Array<Record<string, unknown>>;
		const row = rows.find((one) => one.lotNumber === lotNumber);
		const stock = {
			product: { id: row?.['product.id'] },
			inventoryItem: { id: row?.['inventoryItem.id'] },
			lotNumber,
			expirationDate: row?.expirationDate,
			originBinLocation: { id: id.bins['S-1'] },
			destinationBinLocation: { id: id.bins['S-2'] },
			quantity,
			quantityOnHand: row?.quantityOnHand,
			status: 'PENDING',
		};
		const made = await must(
			this.pharmacy.post('/api/stockTransfers', { stockTransferItems: [stock] }),
		);
		const { id: transfer, stockTransferItems: lines } = made.data as unknown as {
			id: string;
			stockTransferItems: Array<Record<string, unknown>>;
		};
		return { transfer, stock, lines };
	}

	/** A new lot that is found and booked in at the pharmacy; expiry as `MM/dd/yyyy`. */
	async addLot(
		product: string,
		lotNumber: string,
		expiry: string,
		quantity: number,
	): Promise<void> {
		const lot = await must(
			this.pharmacy.post('/api/generic/inventoryItem', {
				product: { id: id.products[product] },
				lotNumber,
				expirationDate: expiry,
			}),
		);
		await this.book(
			'3',
			quantity,
			{
				transactionEntries: [
					{
						product: { id: id.products[product] },
						inventoryItem: { id: lot.data.id },
						binLocation: { id: id.bins['S-1'] },
						quantity,
					},
				],
			},
			product,
		);
	}

	/** Records the stock of a product: on the server a count and a difference. */
	async recordStock(oldQuantity: number, newQuantity: number): Promise<void> {
		const product = '10002';
		const [lot, bin] = PLACE[product];
		const date = new Date(this.now - 60_000);
		const two = (value: number): string => String(value).padStart(2, '0');
		const day = `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;
		const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
		await must(
			this.pharmacy.post(`/api/facilities/${id.locations.pharmacy}/inventory/record-stock/save`, {
				product: { id: id.products[product] },
				inventory: { id: id.inventories[id.locations.pharmacy] },
				transactionDate: `${day} ${time} +00:00`,
				recordInventoryRows: [
					{
						lotNumber: lot.split('/')[1],
						expirationDate: '03/31/2029',
						binLocation: { id: id.bins[bin] },
						oldQuantity,
						newQuantity,
					},
				],
			}),
		);
	}

	get userId(): string {
		const row = this.sandbox.world.store
			.table('user')
			.all()
			.find(({ username }) => username === 'manager');
		return String(row?.id);
	}

	get now(): number {
		return this.sandbox.world.clock.now();
	}

	async firstLine(orderId: string): Promise<{ id: string; product: { id: string } }> {
		const read = await must(this.central.get(`/api/purchaseOrders/${orderId}`));
		const { orderItems } = read.data as unknown as {
			orderItems: Array<{ id: string; product: { id: string } }>;
		};
		return orderItems[0];
	}
}

/** The body of an answer that must be no refusal. */
export async function must(sent: Promise<{ status: number; data: unknown }>): Promise<Answer> {
	const { status, data } = await sent;
	if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(data)}`);
	return data as Answer;
}

/** Lot and bin in which a product lies at the pharmacy. */
const PLACE: Record<string, [string, string]> = {
	'10001': ['10001/IBU-A', 'S-1'],
	'10002': ['10002/PCM-1', 'S-1'],
	'30001': ['30001/', 'S-2'],
};
