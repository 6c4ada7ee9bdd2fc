import { wait } from '../../platform';
import type { RemoteRun } from '../../engine/engine-process';
import { seededRandom, type Random } from '../../sandbox/random';
import type { MortalEngine } from '../engines';
import { SOURCE, type TillSale } from './day';

/** What n8n said last of a receipt. */
export interface Told {
	isPosted: boolean;
	reason?: string;
}

const PARALLEL_PER_ENGINE = 6;
const LARGEST_BATCH = 4;
/** Times a receipt is sent before it counts as given up. */
const MOST_SENDINGS = 40;
const NOT_ENOUGH = /wanted, -?\d+ in stock/;

/** Several n8n sell what one queue holds, each receipt until it is posted or there is not enough. */
export class TillsCampaign {
	readonly told = new Map<string, Told>();

	/** Why receipts were sent so often that they were given up. */
	readonly givenUp = new Map<string, string>();

	executions = 0;

	private readonly sendings = new Map<string, number>();

	private readonly open: TillSale[];

	private running = 0;

	private readonly random: Random;

	constructor(
		private readonly engines: readonly MortalEngine[],
		sales: readonly TillSale[],
		seed: number,
	) {
		this.open = [...sales];
		this.random = seededRandom(seed + 1000);
	}

	get isDone(): boolean {
		return this.running === 0 && this.open.length === 0;
	}

	async run(): Promise<void> {
		await Promise.all(
			this.engines.flatMap((engine) =>
				Array.from({ length: PARALLEL_PER_ENGINE }, async () => await this.work(engine)),
			),
		);
	}

	private async work(engine: MortalEngine): Promise<void> {
		while (!this.isDone) {
			const batch = this.open.splice(0, 1 + Math.floor(this.random() * LARGEST_BATCH));
			if (batch.length === 0) {
				await wait(50);
				continue;
			}
			this.running += 1;
			this.executions += 1;
			const run = await engine.run({
				type: 'openBoxes',
				parameters: {
					resource: 'transaction',
					operation: 'debit',
					reference: '={{ $json.receipt }}',
					linesFrom: 'json',
					linesJson: '={{ [$json.line] }}',
					options: { source: SOURCE },
				},
				items: batch.map(({ receipt, productCode, quantity }) => ({
					receipt,
					line: { productCode, quantity },
				})),
				continueOnFail: true,
			});
			this.note(batch, run);
			this.running -= 1;
		}
	}

	private note(batch: readonly TillSale[], run: RemoteRun | undefined): void {
		const told = new Map<string, Told>();
		for (const { json, pairedItem } of run?.items.Node?.[0] ?? []) {
			const [{ item }] = pairedItem as Array<{ item: number }>;
			const reason = json.error === undefined ? undefined : String(json.error);
			told.set(batch[item].receipt, { isPosted: reason === undefined, reason });
		}
		for (const sale of batch) {
			const { receipt } = sale;
			const answer = told.get(receipt);
			if (answer && (answer.isPosted || NOT_ENOUGH.test(answer.reason ?? ''))) {
				this.told.set(receipt, answer);
				continue;
			}
			const sent = (this.sendings.get(receipt) ?? 0) + 1;
			this.sendings.set(receipt, sent);
			if (sent < MOST_SENDINGS) this.sendAgain(sale, run === undefined);
			else this.givenUp.set(receipt, answer?.reason ?? run?.error?.message ?? 'n8n was killed');
		}
	}

	/** Soon, as a user would: what a killed n8n left is settled by whoever runs its receipt again within a minute. */
	private sendAgain(sale: TillSale, isKilled: boolean): void {
		const others = isKilled ? 0 : this.engines.length * PARALLEL_PER_ENGINE;
		this.open.splice(others, 0, sale);
	}
}
