import { wait } from '../platform';
import type { RemoteRun } from '../engine/engine-process';
import { pickFrom, seededRandom, type Random } from '../sandbox/random';
import type { MortalEngine } from './engines';
import type { ChaosSale } from './sales';

export const SOURCE = 'TILL1';

/** What n8n last said of a receipt. */
export interface Report {
	status: 'posted' | 'refused';
	transactionId?: string;
	/** Units by lot id, as the output item said. */
	lots?: ReadonlyMap<string, number>;
	reason?: string;
}

interface Batch {
	sales: ChaosSale[];
	/** One bad receipt ends the whole execution, as n8n does by default. */
	stopsOnError: boolean;
	/** Whether another n8n sends the same at the same time. */
	hasTwin: boolean;
}

interface PostedItem {
	transactionId: string;
	lines: Array<{ lots: Array<{ lotId: string; quantity: number }> }>;
}

const PARALLEL_PER_ENGINE = 3;
const LARGEST_BATCH = 50;
const HEAD_START_MS = 150;
/** Times a receipt is sent before it counts as never posted. */
const MOST_SENDINGS = 60;

/** What a refusal says when it is true, per kind of sale. */
const TRUE_REFUSAL = { wrong: /unknown to OpenBoxes/, rare: /wanted, -?\d+ in stock/ } as const;

/** Sends all receipts until each is reported posted, or refused for a true reason. */
export class Campaign {
	readonly reports = new Map<string, Report>();

	executions = 0;

	private readonly open: ChaosSale[];

	private readonly rareOpen: ChaosSale[];

	private readonly sendings = new Map<string, number>();

	private lastReasons = new Map<string, string>();

	private running = 0;

	private readonly random: Random;

	constructor(
		private readonly engines: readonly MortalEngine[],
		private readonly sales: readonly ChaosSale[],
		seed: number,
	) {
		this.random = seededRandom(seed + 1000);
		this.open = sales.filter(({ kind }) => kind !== 'rare');
		this.rareOpen = sales.filter(({ kind }) => kind === 'rare');
	}

	get isDone(): boolean {
		return this.running === 0 && this.open.length === 0 && this.rareOpen.length === 0;
	}

	/** Why receipts that were given up were not posted, by receipt. */
	get givenUp(): ReadonlyMap<string, string> {
		return new Map(
			this.sales
				.filter(({ receipt }) => !this.reports.has(receipt))
				.map(({ receipt }) => [receipt, this.lastReasons.get(receipt) ?? 'never answered']),
		);
	}

	async run(): Promise<void> {
		const slots = this.engines.flatMap((engine, index) =>
			Array.from({ length: PARALLEL_PER_ENGINE }, async () => await this.work(engine, index)),
		);
		await Promise.all(slots);
	}

	/** Rare products are sold by one n8n only: what it took is what it knows best. */
	private async work(engine: MortalEngine, index: number): Promise<void> {
		const rival = this.engines[(index + 1) % this.engines.length];
		while (!this.isDone) {
			const batch = this.nextBatch(index === 0);
			if (!batch) {
				await wait(50);
				continue;
			}
			this.running += 1;
			const senders = batch.hasTwin ? [engine, rival] : [engine];
			const runs = await Promise.all(
				senders.map(async (sender, at) => {
					await wait(at * this.random() * HEAD_START_MS);
					return await sender.run(toRun(batch));
				}),
			);
			this.executions += runs.length;
			for (const run of runs) this.note(batch, run);
			this.running -= 1;
		}
	}

	private nextBatch(sellsRare: boolean): Batch | undefined {
		const isRare = sellsRare && this.rareOpen.length > 0 && this.random() < 0.5;
		const queue = isRare ? this.rareOpen : this.open;
		if (queue.length === 0) return undefined;
		const size = isRare ? 3 : 1 + Math.floor(this.random() * LARGEST_BATCH);
		const sales = queue.splice(0, size);
		// An overlapping batch: some receipts of another execution stand in this one as well.
		const others = isRare || this.random() > 0.3 ? [] : this.drawAny(5);
		const all = [...new Set([...sales, ...others])];
		const stopsOnError = all.every(({ kind }) => kind === 'plain') && this.random() < 0.2;
		return { sales: all, stopsOnError, hasTwin: !isRare && this.random() < 0.4 };
	}

	/** Receipts that are with another execution now, or were posted long ago. */
	private drawAny(count: number): ChaosSale[] {
		return Array.from({ length: count }, () => pickFrom(this.random, this.sales)).filter(
			({ kind }) => kind === 'plain',
		);
	}

	private note({ sales }: Batch, run: RemoteRun | undefined): void {
		const reports = run ? readReports(sales, run) : new Map<string, Report>();
		for (const sale of sales) {
			const { receipt } = sale;
			const report = reports.get(receipt);
			if (report && isFinal(sale, report)) this.reports.set(receipt, report);
			if (this.reports.has(receipt)) continue;
			this.lastReasons.set(receipt, report?.reason ?? run?.error?.message ?? 'n8n was killed');
			const sent = (this.sendings.get(receipt) ?? 0) + 1;
			this.sendings.set(receipt, sent);
			const queue = sale.kind === 'rare' ? this.rareOpen : this.open;
			if (sent < MOST_SENDINGS && !queue.includes(sale)) queue.push(sale);
		}
	}
}

function isFinal(sale: ChaosSale, report: Report): boolean {
	if (report.status === 'posted') return true;
	return sale.kind !== 'plain' && TRUE_REFUSAL[sale.kind].test(report.reason ?? '');
}

function toRun({ sales, stopsOnError }: Batch): Parameters<MortalEngine['run']>[0] {
	return {
		type: 'openBoxes',
		parameters: {
			resource: 'transaction',
			operation: 'debit',
			reference: '={{ $json.receipt }}',
			linesFrom: 'json',
			linesJson: '={{ $json.lines }}',
			options: { source: SOURCE, time: '={{ $json.soldAt }}' },
		},
		items: sales.map(({ receipt, soldAt, lines }) => ({
			receipt,
			soldAt,
			lines: lines.map((line) => ({ ...line })),
		})),
		continueOnFail: !stopsOnError,
	};
}

function readReports(sales: readonly ChaosSale[], run: RemoteRun): Map<string, Report> {
	const reports = new Map<string, Report>();
	for (const { json, pairedItem } of run.items.Node?.[0] ?? []) {
		const [{ item }] = pairedItem as Array<{ item: number }>;
		const { receipt } = sales[item];
		if (json.error !== undefined) {
			reports.set(receipt, { status: 'refused', reason: String(json.error) });
			continue;
		}
		const { transactionId, lines } = json as unknown as PostedItem;
		const lots = new Map<string, number>();
		for (const { lotId, quantity } of lines.flatMap((line) => line.lots))
			lots.set(lotId, (lots.get(lotId) ?? 0) + quantity);
		reports.set(receipt, { status: 'posted', transactionId, lots });
	}
	return reports;
}
