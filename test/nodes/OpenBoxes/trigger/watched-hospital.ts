import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Engine } from '../../../engine/engine';
import { PollTrigger, type PollTriggerOptions } from '../../../engine/poll-trigger';
import { id } from '../../../hospital/scene';
import { startSandbox, type Kind, type Sandbox, type SandboxOptions } from '../../../sandbox';
import type { ScriptedFault } from '../../../sandbox/faults';
import { HospitalDay } from './hospital-day';

export interface Item extends IDataObject {
	id: string;
	event: string;
	occurredAt: string;
	occurredAtExact: boolean;
	location: { id: string; name: string } | null;
	data: IDataObject;
}

export interface WatchOptions {
	kind?: Kind;
	/** Location of the credential: its name in the seed. */
	at?: string;
	parameters?: INodeParameters;
	scheduler?: PollTriggerOptions['scheduler'];
	/** Time that n8n gives a poll, ms. */
	budgetMs?: number;
	sandbox?: SandboxOptions;
}

const realNow = Date.now.bind(Date);

/** Sets this computer's clock; it goes on from there. */
export function setClock(time: number): void {
	const offset = time - realNow();
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + offset);
}

/** A hospital, an activated trigger that watches it, and the people who work there. */
export class WatchedHospital {
	private constructor(
		readonly sandbox: Sandbox,
		readonly engine: Engine,
		readonly trigger: PollTrigger,
		readonly day: HospitalDay,
	) {}

	static async open(events: string[], options: WatchOptions = {}): Promise<WatchedHospital> {
		const { kind = '0.9.8', at = 'central', parameters = {}, scheduler, budgetMs } = options;
		const sandbox = await startSandbox({
			kind,
			clock: '2026-11-22T08:00:30Z',
			frozen: true,
			...options.sandbox,
		});
		// Days until an expiry count from this computer's clock.
		setClock(sandbox.world.clock.now());
		const engine = await Engine.start({
			credentials: {
				url: sandbox.url,
				authentication: 'login',
				username: 'manager',
				password: 'manager-pass',
				location: id.locations[at],
			},
		});
		const trigger = new PollTrigger(engine, {
			type: 'openBoxesTrigger',
			parameters: { events, ...parameters },
			scheduler,
			budgetMs,
		});
		return new WatchedHospital(sandbox, engine, trigger, await HospitalDay.start(sandbox));
	}

	/** Items of one poll. */
	async poll(): Promise<Item[]> {
		return ((await this.trigger.poll()) ?? []).map(({ json }) => json as Item);
	}

	async activate(): Promise<Item[]> {
		return ((await this.trigger.activate()) ?? []).map(({ json }) => json as Item);
	}

	/** Two hours later, when lists of whole locations are due again. */
	async pollLater(): Promise<Item[]> {
		setClock(Date.now() + 2 * 3_600_000);
		return await this.poll();
	}

	/** Lets requests fail until `stopFailing`. */
	failOn(path: string, fault: Omit<ScriptedFault, 'path' | 'count'>): void {
		this.sandbox.faults.next({ ...fault, path, count: 1000 });
	}

	stopFailing(): void {
		this.sandbox.faults.clear();
	}

	/** Requests that a piece of work needs, by route. */
	async requestsOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
		const before = this.sandbox.requests.routes;
		await work();
		const after = this.sandbox.requests.routes;
		return Object.fromEntries(
			Object.entries(after)
				.map(([route, count]): [string, number] => [route, count - (before[route] ?? 0)])
				.filter(([, count]) => count > 0),
		);
	}

	async close(): Promise<void> {
		jest.restoreAllMocks();
		await this.sandbox.close();
	}
}
