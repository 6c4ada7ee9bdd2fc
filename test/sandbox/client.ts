import { Agent } from '../platform';
import axios, { type AxiosResponse } from 'axios';
import type { Sandbox } from './index';

/** Ids of the hospital (`fixtures/hospital.json`) that tests name. */
export const HOSPITAL = {
	pharmacy: '00000000a202135001a20213cfb40004',
	pharmacyInventory: '00000000a202135001a20213cfb40005',
	central: '00000000a202135001a20213cec60000',
	shelf1: '00000000a202135001a20213d1990018',
	shelf2: '00000000a202135001a20213d1c3001a',
	ibuprofen: '00000000a202135001a20213d2ac0022',
	ibuprofenLotA: '00000000a202135001a20213d657003b',
	paracetamol: '00000000a202135001a20213d2fd0023',
	paracetamolLot: '00000000a202135001a20213d692003e',
	gloves: '00000000a202135001a20213d3ac0028',
	glovesLot: '00000000a202135001a20213d6f00043',
};

/** A plain HTTP client of a sandbox: no redirects, every status is an answer. */
export class SandboxClient {
	private constructor(
		private readonly sandbox: Sandbox,
		readonly cookie: string,
	) {}

	static async logIn(
		sandbox: Sandbox,
		username = 'till',
		location: string = HOSPITAL.pharmacy,
	): Promise<SandboxClient> {
		const answer = await axios.post(
			`${sandbox.url}/api/login`,
			{ username, password: `${username}-pass`, location },
			{ validateStatus: () => true, httpAgent: OWN_CONNECTION },
		);
		const cookies = answer.headers['set-cookie'] ?? [];
		return new SandboxClient(sandbox, cookies[0]?.split(';')[0] ?? '');
	}

	async get(path: string): Promise<AxiosResponse> {
		return await this.send('GET', path);
	}

	async post(path: string, body: unknown): Promise<AxiosResponse> {
		return await this.send('POST', path, body);
	}

	async send(
		method: string,
		path: string,
		data?: unknown,
		headers: Record<string, string> = {},
	): Promise<AxiosResponse> {
		return await axios.request({
			method,
			url: `${this.sandbox.url}${path}`,
			data,
			httpAgent: OWN_CONNECTION,
			maxRedirects: 0,
			validateStatus: () => true,
			headers: { Accept: 'application/json', Cookie: this.cookie, ...headers },
		});
	}

	/** A debit of gloves at the pharmacy; `date` is epoch ms. */
	async debit(number: string, date: number, quantity = 1): Promise<AxiosResponse> {
		return await this.post('/api/generic/transaction', debitBody(number, date, quantity));
	}

	async numbered(number: string): Promise<Array<{ id: string }>> {
		const answer = await this.post('/api/generic/transaction/search', {
			searchAttributes: [{ property: 'transactionNumber', value: number }],
		});
		return (answer.data as { data: Array<{ id: string }> }).data;
	}

	async available(product: string): Promise<number> {
		const answer = await this.get(`/api/products/${product}/availableItems`);
		const rows = (answer.data as { data: Array<{ quantityAvailable: number }> }).data;
		return rows.reduce((sum, row) => sum + row.quantityAvailable, 0);
	}
}

/** No connection is kept: one that a fault or restart cut would fail the next request. */
const OWN_CONNECTION = new Agent({ keepAlive: false });

export const debitBody = (number: string, date: number, quantity = 1) => ({
	inventory: { id: HOSPITAL.pharmacyInventory },
	transactionType: { id: '2' },
	transactionDate: date,
	transactionNumber: number,
	transactionEntries: [
		{
			product: { id: HOSPITAL.gloves },
			inventoryItem: { id: HOSPITAL.glovesLot },
			binLocation: { id: HOSPITAL.shelf2 },
			quantity,
		},
	],
});
