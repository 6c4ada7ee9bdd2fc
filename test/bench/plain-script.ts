import { Agent } from '../platform';
import axios, { type AxiosInstance } from 'axios';
import type { Job, Place, Receipt } from './jobs';

interface ListReply<Row> {
	data: Row[];
	totalCount?: number;
}

interface Lot {
	'inventoryItem.id': string;
	'binLocation.id'?: string;
	expirationDate?: string;
	quantityAvailable: number;
}

/** (c) What a programmer writes who follows the documents: one request for each thing. */
class Script {
	private constructor(
		private readonly http: AxiosInstance,
		private readonly place: Place,
	) {}

	static async logIn(place: Place): Promise<Script> {
		const { url, username, password, location } = place;
		const httpAgent = new Agent({ keepAlive: true });
		const http = axios.create({ baseURL: `${url}/api`, maxRedirects: 0, httpAgent });
		const reply = await http.post('/login', { username, password, location });
		const [cookie = ''] = reply.headers['set-cookie'] ?? [];
		http.defaults.headers.common.Cookie = cookie.split(';')[0];
		return new Script(http, place);
	}

	async debit(receipts: readonly Receipt[]): Promise<number> {
		const lots = new Map<string, { product: string; lots: Lot[] }>();
		let posted = 0;
		for (const { receipt, soldAt, lines } of receipts) {
			const transactionEntries: unknown[] = [];
			for (const { productCode, quantity } of lines) {
				const known = lots.get(productCode) ?? (await this.lotsOf(productCode));
				lots.set(productCode, known);
				for (const { lot, taken } of take(known.lots, quantity)) {
					transactionEntries.push({
						product: known.product,
						inventoryItem: lot['inventoryItem.id'],
						binLocation: lot['binLocation.id'],
						quantity: taken,
					});
				}
			}
			const transaction = {
				inventory: this.place.inventory,
				transactionType: '2',
				transactionDate: Date.parse(soldAt),
				transactionNumber: `TILL1/${receipt}`,
				transactionEntries,
			};
			// A number that is there already is refused.
			const { status } = await this.http.post('/generic/transaction', transaction, {
				validateStatus: () => true,
			});
			if (status === 201) posted += 1;
		}
		return posted;
	}

	async products(pageSize: number): Promise<number> {
		const products: unknown[] = [];
		for (;;) {
			const params = { max: pageSize, offset: products.length };
			const { data } = await this.http.get<ListReply<unknown>>('/products', { params });
			products.push(...data.data);
			if (data.data.length < pageSize) return products.length;
		}
	}

	async stock(productCodes: readonly string[]): Promise<number> {
		let found = 0;
		for (const code of productCodes) {
			const { lots } = await this.lotsOf(code);
			if (lots.length > 0) found += 1;
		}
		return found;
	}

	/** Newest first, to be compared with what was seen before. */
	async poll(): Promise<number> {
		const params = { sort: 'dateCreated', order: 'desc', max: 100 };
		const { data } = await this.http.get<ListReply<{ id: string }>>('/products', { params });
		const seen = new Set(data.data.map(({ id }) => id));
		return data.data.filter(({ id }) => !seen.has(id)).length;
	}

	private async lotsOf(code: string): Promise<{ product: string; lots: Lot[] }> {
		const found = await this.http.get<ListReply<{ id: string; productCode: string }>>('/products', {
			params: { q: code, max: 10 },
		});
		const product = found.data.data.find(({ productCode }) => productCode === code);
		if (!product) throw new Error(`No product ${code}`);
		const items = await this.http.get<ListReply<Lot>>(`/products/${product.id}/availableItems`, {
			params: { 'location.id': this.place.location },
		});
		return { product: product.id, lots: items.data.data };
	}
}

/** First expiry first, from what is left after the lines before. */
function take(lots: Lot[], quantity: number): Array<{ lot: Lot; taken: number }> {
	const taken: Array<{ lot: Lot; taken: number }> = [];
	let missing = quantity;
	const expiry = ({ expirationDate }: Lot): number => Date.parse(expirationDate ?? '9999-12-31');
	for (const lot of [...lots].sort((a, b) => expiry(a) - expiry(b))) {
		const units = Math.min(missing, lot.quantityAvailable);
		if (units <= 0) continue;
		lot.quantityAvailable -= units;
		missing -= units;
		taken.push({ lot, taken: units });
	}
	if (missing > 0) throw new Error('Not enough stock');
	return taken;
}

export async function plainScript(
	job: Job,
	place: Place,
	isLoggedIn: boolean,
): Promise<() => Promise<number>> {
	const early = isLoggedIn ? await Script.logIn(place) : undefined;
	return async () => {
		const script = early ?? (await Script.logIn(place));
		if (job.kind === 'debit') return await script.debit(job.receipts);
		if (job.kind === 'products') return await script.products(job.pageSize);
		if (job.kind === 'stock') return await script.stock(job.productCodes);
		return await script.poll();
	};
}
