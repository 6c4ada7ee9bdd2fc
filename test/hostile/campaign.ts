import type { IDataObject } from 'n8n-workflow';
import { EVENTS } from '../../nodes/OpenBoxes/trigger/events';
import { Engine } from '../engine/engine';
import { PollTrigger } from '../engine/poll-trigger';
import { runNode } from '../engine/run';
import { savedText } from '../engine/run-error';
import { id } from '../hospital/scene';
import type { Kind, Sandbox } from '../sandbox';
import { seededRandom, type Random } from '../sandbox/random';
import { HostileServer } from './hostile-server';
import { openPlaces, type Ground } from '../hospital/ground';
import { OPERATIONS, type Step } from '../hospital/steps';

const USER = 'manager';
const PASSWORD = `${USER}-pass`;
/** No run may take longer, whatever the server does. */
const MOST_MS = 60_000;
/** Words of a programming mistake, which no user should meet. */
const MISTAKE =
	/TypeError|RangeError|ReferenceError|SyntaxError|URIError|is not a function|is not iterable|Cannot read prop|Cannot convert|of undefined|of null\b|\[object Object\]|NaN/;

/** Operations that change nothing; every other one, told as done, left a trace on the server. */
const READS = /\.(get|find|search|reconcile)/;
/** Those that tell the ID of what they made. */
const MAKES = /\.(create|createAndSend)$/;
const WRITTEN = [
	...['transaction', 'transactionEntry', 'order', 'orderItem', 'requisition', 'requisitionItem'],
	...['shipment', 'shipmentItem', 'receipt', 'location', 'category', 'inventoryLevel', 'product'],
	...['inventoryItem', 'cycleCountRequest', 'cycleCount', 'cycleCountItem', 'user'],
	...['productSupplier', 'productPackage', 'productPrice'],
];

/** One thing that went wrong. */
export interface Finding {
	run: number;
	what: string;
	text: string;
}

const EVENT_NAMES = Object.keys(EVENTS);

/** All that is tried: one round is so many runs. */
export const STEPS = [...OPERATIONS.map(({ name }) => name), ...EVENT_NAMES];

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
		// On one server each operation comes once: what it made would be found by the next.
		const perServer = STEPS.length;
		const end = first + runs;
		for (let begin = first; begin < end; begin += perServer) {
			const { central, pharmacy } = await openPlaces({ kind: this.kind });
			const { sandbox } = central;
			const server = await HostileServer.start(sandbox.url, () => this.random(), [PASSWORD]);
			try {
				for (let run = begin; run < Math.min(end, begin + perServer); run++)
					await this.one({ central, pharmacy, run }, server);
			} finally {
				await server.close();
				await sandbox.close();
			}
		}
	}

	private async one(ground: Ground, server: HostileServer): Promise<void> {
		const { run } = ground;
		this.random = seededRandom(this.seed * 1_000_003 + run);
		const name = STEPS[run % STEPS.length];
		const operation = OPERATIONS.find((step) => step.name === name);
		const strength = [0.05, 0.3, 0.9][Math.floor(this.random() * 3)];
		const login = this.random() < 0.1 ? 0.5 : 0;
		const isEven = this.random() < 0.5;
		server.share = { login, read: strength, write: strength };
		// Cookies of other runs are nobody's secrets here.
		server.secrets.splice(0, Infinity, PASSWORD);
		const engine = await Engine.start({
			credentials: {
				url: server.url,
				authentication: 'login',
				username: USER,
				password: PASSWORD,
				location: id.locations[operation?.at ?? 'pharmacy'],
			},
		});
		const startedAt = Date.now();
		const saved = operation
			? await this.operation(ground, operation, engine, isEven)
			: await this.poll(run, name, engine, isEven);
		if (Date.now() - startedAt > MOST_MS) this.find(run, 'it hung', saved);
		for (const secret of server.secrets)
			if (saved.toLowerCase().includes(secret.toLowerCase()))
				this.find(run, 'a secret shows', saved);
	}

	private async operation(
		ground: Ground,
		{ name, parameters, plain }: Step,
		engine: Engine,
		continueOnFail: boolean,
	): Promise<string> {
		const { run } = ground;
		const { sandbox } = ground.central;
		const prepared = await parameters(ground).catch(() => undefined);
		// The hosted kind has no way to make what some operations work on: they refuse at once there.
		if (!prepared && this.kind !== 'documented') this.find(run, `${name} was not prepared`, '');
		const before = numbersOf(sandbox);
		const recordsBefore = recordsOf(sandbox);
		const result = await runNode(engine, {
			type: 'openBoxes',
			parameters: prepared ?? plain(ground.run),
			items: [{}],
			continueOnFail,
		});
		const errors = [
			`${result.error?.name ?? ''} ${result.error?.message ?? ''} ${result.error?.description ?? ''}`,
			...result.output.map(({ json }) => String(json.error ?? '')),
		].join(' ');
		if (result.error && result.error.operation === undefined)
			this.find(run, `${name} is not named by its error`, errors);
		if (MISTAKE.test(errors)) this.find(run, `${name} shows a programming mistake`, errors);
		const rows = result.output.map(({ json }) => json);
		const isSuccess = !result.error && rows.every((json) => json.error === undefined);
		this.count(name, isSuccess);
		if (name === 'transaction.debit' && isSuccess) this.checkDebit(run, rows, before, sandbox);
		// What an earlier step made may be found instead, as long as that is said.
		const isFound = rows.every((json) => json.existed === true);
		const mustChange = prepared !== undefined && !READS.test(name) && !isFound;
		if (isSuccess && mustChange && recordsOf(sandbox) === recordsBefore)
			this.find(run, `${name} is told as done and changed nothing`, JSON.stringify(rows));
		if (isSuccess && MAKES.test(name) && rows.some((json) => !isThere(sandbox, json.id)))
			this.find(run, `${name} tells of a record that is not there`, JSON.stringify(rows));
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

	private async poll(
		run: number,
		event: string,
		engine: Engine,
		isDurable: boolean,
	): Promise<string> {
		const trigger = new PollTrigger(engine, {
			type: 'openBoxesTrigger',
			parameters: { events: [event], options: { startFrom: '2026-11-01T00:00:00Z' } },
			scheduler: isDurable ? 'durable' : 'inMemory',
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

/** All that operations write, as one text. */
function recordsOf(sandbox: Sandbox): string {
	return JSON.stringify(WRITTEN.map((domain) => sandbox.world.store.table(domain).all()));
}

function isThere(sandbox: Sandbox, id: unknown): boolean {
	return WRITTEN.some((domain) => sandbox.world.store.get(domain, String(id)) !== undefined);
}

function numbersOf(sandbox: Sandbox): Set<string> {
	const rows = sandbox.world.store.table('transaction').all();
	return new Set(rows.map((row) => String(row.transactionNumber ?? '')));
}
