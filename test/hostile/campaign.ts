import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { EVENTS } from '../../nodes/OpenBoxes/trigger/events';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { Engine } from '../engine/engine';
import { PollTrigger } from '../engine/poll-trigger';
import { runNode } from '../engine/run';
import { savedText } from '../engine/run-error';
import { id } from '../hospital/scene';
import { startSandbox, type Kind, type Sandbox } from '../sandbox';
import { seededRandom, type Random } from '../sandbox/random';
import { HostileServer } from './hostile-server';

const PASSWORD = 'till-pass';
/** No run may take longer, whatever the server does. */
const MOST_MS = 60_000;
/** Words of a programming mistake, which no user should meet. */
const MISTAKE =
	/TypeError|RangeError|ReferenceError|SyntaxError|URIError|is not a function|is not iterable|Cannot read prop|Cannot convert|of undefined|of null\b|\[object Object\]|NaN/;

/** One thing that went wrong. */
export interface Finding {
	run: number;
	what: string;
	text: string;
}

/** Values for required fields, by name: what a user would choose. */
const CHOSEN: Record<string, unknown> = {
	product: { mode: 'code', value: '10001' },
	products: '10001,10002',
	code: '10001',
	text: 'ibu',
	linesFrom: 'json',
	linesJson: '[{"productCode": "10001", "quantity": 1}]',
	reason: 'DAMAGED',
	quantity: 1,
	comment: 'hostile',
	name: 'Hostile order',
	original: 'HOSTILE',
	lineIds: id.products['10001'],
	supplier: { mode: 'id', value: id.locations.pharmaco },
	destination: { mode: 'id', value: id.locations.ward },
	origin: { mode: 'id', value: id.locations.pharmacy },
	purchaseOrder: { mode: 'id', value: Object.values(id.orders)[0] },
	stockMovement: { mode: 'id', value: Object.values(id.orders)[0] },
	putaway: { mode: 'id', value: Object.values(id.orders)[0] },
	locationType: { mode: 'name', value: 'Ward' },
	recordType: { mode: 'name', value: 'category' },
	recordId: id.categories.Vaccines,
	conditions: { condition: [{ property: 'name', operator: 'eq', value: 'Vaccines' }] },
	allow: true,
	fields: { description: 'hostile', name: 'Hostile' },
	username: 'hostile',
	firstName: 'Hans',
	lastName: 'Hostile',
};

interface Step {
	name: string;
	parameters: (run: number) => INodeParameters;
}

function valueOf(property: INodeProperties, run: number): unknown {
	if (property.name === 'reference') return `H-${run}`;
	return CHOSEN[property.name] ?? property.default;
}

/** Every operation of the node, with fields as a user would fill them. */
export const OPERATIONS: Step[] = resources.flatMap(({ value: resource, operations }) =>
	operations.map(({ value: operation, properties }) => ({
		name: `${resource}.${operation}`,
		parameters: (run) => {
			const fields = properties.map((property) => [property.name, valueOf(property, run)]);
			return {
				resource,
				operation,
				...(Object.fromEntries(fields) as INodeParameters),
				options: operation === 'debit' ? { source: 'HOSTILE' } : {},
			};
		},
	})),
);

const EVENT_NAMES = Object.keys(EVENTS);

export class HostileCampaign {
	readonly findings: Finding[] = [];

	/** How often each operation or poll was tried, and how often it succeeded all the same. */
	readonly tried = new Map<string, { runs: number; successes: number }>();

	/** Dice of the run that is under way. */
	private random: Random = seededRandom(0);

	constructor(
		private readonly seed: number,
		private readonly kind: Kind,
	) {}

	/** So many runs from `first` on; each has dice of its own, so that one can be done again alone. */
	async run(runs: number, first: number = 0): Promise<void> {
		const perServer = 100;
		const end = first + runs;
		for (let begin = first; begin < end; begin += perServer) {
			const sandbox = await startSandbox({ kind: this.kind });
			const server = await HostileServer.start(sandbox.url, () => this.random(), [PASSWORD]);
			try {
				for (let run = begin; run < Math.min(end, begin + perServer); run++)
					await this.one(run, sandbox, server);
			} finally {
				await server.close();
				await sandbox.close();
			}
		}
	}

	private async one(run: number, sandbox: Sandbox, server: HostileServer): Promise<void> {
		this.random = seededRandom(this.seed * 1_000_003 + run);
		const strength = [0.05, 0.3, 0.9][run % 3];
		const login = this.random() < 0.1 ? 0.5 : 0;
		server.share = { login, read: strength, write: strength };
		// Cookies of other runs are nobody's secrets here.
		server.secrets.splice(0, Infinity, PASSWORD);
		const engine = await Engine.start({
			credentials: {
				url: server.url,
				authentication: 'login',
				username: 'till',
				password: PASSWORD,
				location: id.locations.pharmacy,
			},
		});
		const steps = OPERATIONS.length + EVENT_NAMES.length;
		const step = run % steps;
		const startedAt = Date.now();
		const saved =
			step < OPERATIONS.length
				? await this.operation(run, OPERATIONS[step], engine, sandbox)
				: await this.poll(run, EVENT_NAMES[step - OPERATIONS.length], engine);
		if (Date.now() - startedAt > MOST_MS) this.find(run, 'it hung', saved);
		for (const secret of server.secrets)
			if (saved.toLowerCase().includes(secret.toLowerCase()))
				this.find(run, 'a secret shows', saved);
	}

	private async operation(
		run: number,
		{ name, parameters }: Step,
		engine: Engine,
		sandbox: Sandbox,
	): Promise<string> {
		const before = numbersOf(sandbox);
		const result = await runNode(engine, {
			type: 'openBoxes',
			parameters: parameters(run),
			items: [{}],
			continueOnFail: run % 2 === 0,
		});
		const errors = [
			`${result.error?.name ?? ''} ${result.error?.message ?? ''} ${result.error?.description ?? ''}`,
			...result.output.map(({ json }) => String(json.error ?? '')),
		].join(' ');
		if (MISTAKE.test(errors)) this.find(run, `${name} shows a programming mistake`, errors);
		const rows = result.output.map(({ json }) => json);
		const isSuccess = !result.error && rows.every((json) => json.error === undefined);
		this.count(name, isSuccess);
		if (name === 'transaction.debit' && isSuccess) this.checkDebit(run, rows, before, sandbox);
		return savedText(result);
	}

	/** A sale that is said to be posted is there. */
	private checkDebit(
		run: number,
		rows: IDataObject[],
		before: Set<string>,
		sandbox: Sandbox,
	): void {
		for (const row of rows) {
			const number = String(row.transactionNumber ?? '');
			const isNew = row.status === 'posted' && row.alreadyPosted !== true;
			if (isNew && (before.has(number) || !numbersOf(sandbox).has(number)))
				this.find(run, 'a sale is told as posted and is not there', JSON.stringify(row));
		}
	}

	private async poll(run: number, event: string, engine: Engine): Promise<string> {
		const trigger = new PollTrigger(engine, {
			type: 'openBoxesTrigger',
			parameters: { events: [event], options: { startFrom: '2026-11-01T00:00:00Z' } },
			scheduler: run % 2 === 0 ? 'durable' : 'inMemory',
			budgetMs: 5000,
		});
		const said: string[] = [];
		for (let poll = 0; poll < 2; poll++) {
			try {
				said.push(JSON.stringify((await trigger.poll()) ?? []));
				this.count(event, true);
			} catch (error) {
				const { name, message } = error as Error;
				const { description = '' } = error as { description?: string };
				said.push(`${name} ${message} ${description}`);
				if (MISTAKE.test(`${name} ${message} ${description}`))
					this.find(run, `${event} shows a programming mistake`, String((error as Error).stack));
				this.count(event, false);
			}
		}
		return `${said.join('\n')}\n${JSON.stringify(trigger.saved)}`;
	}

	private count(name: string, isSuccess: boolean): void {
		const { runs, successes } = this.tried.get(name) ?? { runs: 0, successes: 0 };
		this.tried.set(name, { runs: runs + 1, successes: successes + Number(isSuccess) });
	}

	private find(run: number, what: string, text: string): void {
		this.findings.push({ run, what, text: text.slice(0, 600) });
	}
}

function numbersOf(sandbox: Sandbox): Set<string> {
	const rows = sandbox.world.store.table('transaction').all();
	return new Set(rows.map((row) => String(row.transactionNumber ?? '')));
}
