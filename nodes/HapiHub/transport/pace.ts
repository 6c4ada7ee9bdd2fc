import { sleep } from 'n8n-workflow';
import { ProcessMemory } from '../../shared/process-memory';
import { backOffMs, MOST_REPEATS, RetryBudget, waitFor, type Clock } from '../../shared/retry';
import { HapiHubError } from './hapihub-error';

export const realClock: Clock = { now: () => Date.now(), sleep: async (ms) => await sleep(ms) };

/** Until when a server wants to be left alone, for all executions of this process. */
const quietUntil = new ProcessMemory<number>(1000, (until) => until < Date.now());

/** Paces the requests of one execution to one server. */
export class Pace {
	private readonly budget = new RetryBudget();

	constructor(
		private readonly server: string,
		private readonly clock: Clock,
		private readonly signal: () => AbortSignal | undefined,
	) {}

	/** Resolves when a request may go out. */
	async turn(): Promise<void> {
		await this.wait((quietUntil.get(this.server) ?? 0) - this.clock.now());
		if (this.signal()?.aborted)
			throw new HapiHubError('The execution was cancelled', { outcome: 'notSent' });
	}

	/** The server asked for a pause: everybody keeps it. */
	keepQuiet(ms: number): void {
		const until = this.clock.now() + ms;
		quietUntil.set(this.server, Math.max(until, quietUntil.get(this.server) ?? 0));
	}

	/** Waits before a repeat. @returns false when there are none left, or n8n cancelled */
	async mayRepeat(repeat: number, ms: number = backOffMs(repeat)): Promise<boolean> {
		if (repeat >= MOST_REPEATS || !this.budget.take()) return false;
		await this.wait(ms);
		return !this.signal()?.aborted;
	}

	async wait(ms: number): Promise<void> {
		await waitFor(ms, this.clock, this.signal());
	}
}
