import { readFileSync, resolve } from '../platform';
import type { IDataObject, INode } from 'n8n-workflow';
import { ClinicSandbox, type Row } from '../clinic-sandbox';
import { MemoryCredentialStore } from '../engine/credential-store';
import { Engine } from '../engine/engine';
import { PollTrigger } from '../engine/poll-trigger';
import { runNode, runWorkflow, type Run, type WorkflowDefinition } from '../engine/run';
import { CuttingProxy } from '../hospital/cutting-proxy';
import { tillCredential } from '../hospital/hospital';
import { id } from '../hospital/scene';
import { startSandbox, type Sandbox } from '../sandbox';
import type { RandomFaults } from '../sandbox/faults';
import { pickFrom, seededRandom, type Random } from '../sandbox/random';

export const FACILITY = 'facility-ph';
/** Products that the clinic sells; their stock is raised so that it lasts for the day. */
const PRODUCTS = ['10001', '10002', '30001'];
const OPENING = 20_000;

const FAULTS: RandomFaults['rates'] = {
	'cut before commit': 0.02,
	'cut after commit': 0.02,
	'5xx before commit': 0.02,
	'5xx after commit': 0.02,
	'truncated JSON': 0.02,
	'HTML page': 0.01,
};

/** What every transaction of the clinic says of a patient, marked to be found again. */
export const MARK = 'MARK-patient';
const PERSONAL = {
	customer: `${MARK}-1`,
	customerType: 'patient',
	billTo: `${MARK}-2`,
	reason: `${MARK}-3`,
	metadata: { name: `${MARK}-4` },
};

export type Flow = 'sales' | 'returns';

const EXAMPLES: Record<Flow, { file: string; event: string; work: string }> = {
	sales: {
		file: 'clinic-sales-to-openboxes.json',
		event: 'sale.created',
		work: 'Take It out of Stock',
	},
	returns: {
		file: 'clinic-returns-to-openboxes.json',
		event: 'return.created',
		work: 'Put It Back',
	},
};

/** An example as its user has set it up: the warehouse of this clinic, the location of the credential. */
export function example(file: string): WorkflowDefinition {
	const text = readFileSync(resolve(module.path, '../../examples', file), 'utf8');
	return JSON.parse(text.replaceAll('facility-id', FACILITY)) as WorkflowDefinition;
}

/** A clinic that sells from the pharmacy's shelves, and the n8n between it and OpenBoxes. */
export class ClinicDay {
	private readonly triggers = new Map<Flow, PollTrigger>();

	/** Items that n8n could not post yet, whose execution somebody runs again. */
	private readonly failed: Record<Flow, IDataObject[]> = { sales: [], returns: [] };

	/** Everything that n8n showed or kept as an error. */
	readonly errors: string[] = [];

	executions = 0;

	private constructor(
		readonly clinic: ClinicSandbox,
		readonly openBoxes: Sandbox,
		readonly proxy: CuttingProxy,
		readonly engine: Engine,
		private readonly random: Random,
	) {}

	static async start(seed: number): Promise<ClinicDay> {
		const clinic = await ClinicSandbox.start({ repeatsRows: true, maxLimit: 60 });
		const openBoxes = await startSandbox();
		const proxy = await CuttingProxy.start(openBoxes.url);
		const store = new MemoryCredentialStore(
			{ id: '1', name: 'OpenBoxes', type: 'openBoxesApi', data: tillCredential(proxy.url) },
			{ id: '2', name: 'HapiHub', type: 'hapiHubApi', data: { ...clinic.credential } },
		);
		const engine = await Engine.start({ store });
		const day = new ClinicDay(clinic, openBoxes, proxy, engine, seededRandom(seed));
		await day.open(seed);
		return day;
	}

	/** Opening stock on both sides, active workflows, and then the faults. */
	private async open(seed: number): Promise<void> {
		const lines = PRODUCTS.map((productCode) => ({
			productCode,
			lot: `DAY-${productCode}`,
			expirationDate: '2031-12-31',
			bin: 'Shelf 1',
			quantity: OPENING,
		}));
		const raised = await runNode(this.engine, {
			type: 'openBoxes',
			parameters: {
				resource: 'transaction',
				operation: 'adjust',
				direction: 'up',
				reason: 'FOUND',
				reference: 'OPENING',
				createLots: true,
				linesFrom: 'json',
				linesJson: JSON.stringify(lines),
			},
		});
		if (raised.error) throw new Error(raised.error.message);
		const items = PRODUCTS.map((sku) => ({ sku, quantity: this.stockOf(sku) }));
		this.enter('receiving', { items });
		for (const flow of ['sales', 'returns'] as const) {
			const definition = example(EXAMPLES[flow].file);
			const { parameters } = definition.nodes.find(isTrigger) as INode;
			const trigger = new PollTrigger(this.engine, { type: 'hapiHubTrigger', parameters });
			this.triggers.set(flow, trigger);
			await trigger.activate();
		}
		this.clinic.faults.set({ random: { seed, rates: { ...FAULTS, '429': 0.005 } } });
		this.openBoxes.faults.set({
			random: { seed: seed + 1, rates: FAULTS, path: 'generic|availab' },
		});
	}

	enter(type: string, values: Row): Row {
		return this.clinic.enter({ type, warehouse: FACILITY, ...PERSONAL, ...values });
	}

	/** A sale of one to three lines, by code or control number. */
	sell(): Row {
		const products = PRODUCTS.filter(() => this.random() < 0.5);
		const sold = products.length === 0 ? [pickFrom(this.random, PRODUCTS)] : products;
		const items = sold.map((sku) => ({
			sku,
			variantName: `${MARK}-5`,
			note: `${MARK}-6`,
			quantity: 1 + Math.floor(this.random() * 3),
			...(this.random() < 0.5 ? { control: `DAY-${sku}` } : {}),
		}));
		return this.enter(this.random() < 0.3 ? 'ales' : 'sales', { items });
	}

	/** A part of a sale comes back. */
	giveBack(sale: Row): Row {
		const [{ sku, quantity }] = sale.items as Array<{ sku: string; quantity: number }>;
		return this.enter('return', {
			transaction: sale.id,
			items: [{ sku, quantity: quantity - 1 || 1 }],
		});
	}

	/** One poll of a trigger, and the execution that it starts with what failed before. */
	async turn(flow: Flow): Promise<void> {
		const { file, work } = EXAMPLES[flow];
		const items = [...this.failed[flow], ...(await this.poll(flow))];
		if (items.length === 0) return;
		this.failed[flow] = [];
		this.executions += 1;
		const run = await runWorkflow(this.engine, example(file), { input: items });
		this.failed[flow] = failedItems(run, work, items);
	}

	/** Turns until nothing is left to post. */
	async finish(): Promise<void> {
		for (const flow of ['sales', 'returns'] as const)
			for (let turn = 0; turn < 30; turn++) {
				await this.turn(flow);
				if (turn > 2 && this.failed[flow].length === 0) break;
			}
	}

	get unposted(): number {
		return this.failed.sales.length + this.failed.returns.length;
	}

	calm(): void {
		this.clinic.faults.clear();
		this.openBoxes.faults.clear();
	}

	/** Mails of the nightly comparison. */
	async reconcile(): Promise<string[]> {
		// OpenBoxes shows new figures some seconds after a write.
		this.openBoxes.advance(10_000);
		const before = this.engine.recorded.length;
		const run = await runWorkflow(this.engine, example('nightly-reconcile.json'));
		if (run.error) throw new Error(run.error.message);
		return this.engine.recorded.slice(before).map(({ parameters }) => String(parameters.text));
	}

	/** Units at the pharmacy, as they truly are. */
	stockOf(productCode: string): number {
		return this.openBoxes
			.state()
			.stock.filter((row) => row.location === id.locations.pharmacy)
			.filter((row) => row.productCode === productCode)
			.reduce((sum, { quantity }) => sum + quantity, 0);
	}

	/** Transactions of OpenBoxes by the part of their number that the clinic gave. */
	posted(): Map<string, number> {
		const counts = new Map<string, number>();
		for (const { transactionNumber } of this.openBoxes.state().transactions) {
			const [, own] = /\/(trx\d+(?:~C~trx\d+)?)$/.exec(transactionNumber ?? '') ?? [];
			if (own !== undefined) counts.set(own, (counts.get(own) ?? 0) + 1);
		}
		return counts;
	}

	async close(): Promise<void> {
		await this.proxy.close();
		await this.openBoxes.close();
		await this.clinic.close();
	}

	private async poll(flow: Flow): Promise<IDataObject[]> {
		try {
			return ((await this.triggers.get(flow)?.poll()) ?? []).map(({ json }) => json);
		} catch (error) {
			// A failed poll is a failed execution; the next one goes on.
			this.errors.push(String((error as Error).message));
			return [];
		}
	}
}

const isTrigger = ({ type }: INode): boolean => type.endsWith('.hapiHubTrigger');

function failedItems(run: Run, work: string, items: IDataObject[]): IDataObject[] {
	const [, failed = []] = run.items[work] ?? [];
	return failed.map(({ pairedItem }) => {
		const [first] = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
		return items[typeof first === 'object' ? first.item : (first ?? 0)];
	});
}
