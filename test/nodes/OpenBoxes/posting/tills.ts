import type { INodeParameters } from 'n8n-workflow';
import { leaveOutStalls } from '../../../engine/clock';
import { id, Scene } from '../../../hospital/scene';
import { HOSPITAL, SandboxClient } from '../../../sandbox/client';
import type { SandboxOptions } from '../../../sandbox';

leaveOutStalls();

/** Names of this machine: an n8n that knows the server by its own one shares nothing with the others. */
const NAMES = ['localhost'];

export interface Sale {
	receipt: string;
	productCode: string;
	quantity: number;
	shortage?: string;
}

/** Several n8n that sell at one pharmacy, and a person who books there by hand. */
export class Tills {
	private constructor(
		private readonly main: Scene,
		private readonly tills: readonly Scene[],
		private readonly manager: SandboxClient,
	) {}

	static async open(count: number, options: SandboxOptions): Promise<Tills> {
		const main = await Scene.open({ overlap: { ms: 30, jitter: 0.3, seed: 7 }, ...options });
		const others = NAMES.slice(0, count - 1).map(
			async (name) => await Scene.apart(main, 'pharmacy', 'till', name),
		);
		const tills = [main, ...(await Promise.all(others))];
		return new Tills(main, tills, await SandboxClient.logIn(main.sandbox, 'manager'));
	}

	get sandbox(): Scene['sandbox'] {
		return this.main.sandbox;
	}

	/** Sells once; `posted`, or why not. */
	async sell(till: number, sale: Sale): Promise<string> {
		return await this.run(till, sale, {});
	}

	/** Asks whether it could be sold: `dryRun`, or why not. */
	async look(till: number, sale: Sale): Promise<string> {
		return await this.run(till, sale, { dryRun: true });
	}

	private async run(
		till: number,
		{ receipt, productCode, quantity, shortage }: Sale,
		more: INodeParameters,
	): Promise<string> {
		const { output, error } = await this.tills[till % this.tills.length].run(
			{
				resource: 'transaction',
				operation: 'debit',
				reference: receipt,
				linesFrom: 'json',
				linesJson: JSON.stringify([{ productCode, quantity }]),
				options: { source: 'TILL1', ...(shortage ? { shortage } : {}) },
				...more,
			},
			{ continueOnFail: true },
		);
		if (error) return error.message;
		const [{ json }] = output;
		return typeof json.error === 'string' ? json.error : String(json.status);
	}

	/** All at the same moment, one n8n after the other. */
	async sellAll(sales: readonly Sale[]): Promise<string[]> {
		return await Promise.all(sales.map(async (sale, index) => await this.sell(index, sale)));
	}

	/** Somebody takes morphine from the shelf and books it, without this package. */
	async bookByHand(quantity: number): Promise<void> {
		const { status } = await this.manager.post('/api/generic/transaction', {
			inventory: { id: HOSPITAL.pharmacyInventory },
			transactionType: { id: '2' },
			transactionDate: Date.now() - 1000,
			transactionNumber: 'BY-HAND',
			transactionEntries: [
				{
					product: { id: id.products['10003'] },
					inventoryItem: { id: id.lots['10003/MOR-1'] },
					binLocation: { id: HOSPITAL.shelf1 },
					quantity,
				},
			],
		});
		if (status !== 201) throw new Error(`The person was answered ${status}`);
	}

	/** What is left of a product, over all lots and bins. */
	left(productCode: string): number {
		return Object.entries(this.main.stock())
			.filter(([name]) => name.startsWith(`${productCode} `))
			.reduce((sum, [, quantity]) => sum + quantity, 0);
	}

	/** Lots and bins of which more was taken than there was. */
	get belowZero(): Array<[string, number]> {
		return Object.entries(this.main.stock()).filter(([, quantity]) => quantity < 0);
	}

	async close(): Promise<void> {
		await this.main.close();
	}
}

/** Sales of one unit each. */
export const singles = (count: number, productCode: string, name = 'RUSH'): Sale[] =>
	Array.from({ length: count }, (_, index) => ({
		receipt: `${name}-${index}`,
		productCode,
		quantity: 1,
	}));

/** How many ended in the same way. */
export function tally(outcomes: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const outcome of outcomes) {
		const name = /wanted, \d+ in stock/.test(outcome) ? 'not enough' : outcome;
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}
