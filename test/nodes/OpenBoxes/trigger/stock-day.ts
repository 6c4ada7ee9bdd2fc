import { id } from '../../../hospital/scene';
import type { Sandbox } from '../../../sandbox';
import type { SandboxClient } from '../../../sandbox/client';
import { must } from './must';

/** What happens to the stock of the pharmacy. */
export class StockDay {
	protected made = 0;

	protected constructor(
		readonly sandbox: Sandbox,
		protected pharmacy: SandboxClient,
	) {}

	get now(): number {
		return this.sandbox.world.clock.now();
	}

	/** Lets so many seconds pass, and what is due happen. */
	pass(seconds: number): void {
		this.sandbox.advance(seconds * 1000);
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
}

/** Lot and bin in which a product lies at the pharmacy. */
const PLACE: Record<string, [string, string]> = {
	'10001': ['10001/IBU-A', 'S-1'],
	'10002': ['10002/PCM-1', 'S-1'],
	'30001': ['30001/', 'S-2'],
};
