import { sleep } from 'n8n-workflow';
import { ProcessMemory } from '../../shared/process-memory';
import { HapiHubError } from './hapihub-error';

/** Where time comes from; tests bring a clock of their own. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

export const realClock: Clock = { now: () => Date.now(), sleep: async (ms) => await sleep(ms) };

/** Repeats of one request before its failure is reported. */
const MOST_REPEATS = 5;
/** Repeats that all requests of one execution share, so that a dead server is not hammered. */
const REPEATS_PER_EXECUTION = 60;
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 15_000;
const SLICE_MS = 200;
/** First pause after "too many requests" from a server that does not say how long. */
const FIRST_REFUSAL_PAUSE_MS = 2500;
/** A server may not stop us for longer than this by `Retry-After`. */
const LONGEST_PAUSE_MS = 120_000;

/** Exponential back-off with full jitter: a random time up to a bound that doubles each time. */
function backOffMs(repeat: number, random: () => number = Math.random): number {
	return Math.round(random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** repeat));
}

/** Pause after "too many requests": what the server asked for, within bounds, else doubling ones. */
export function pauseAfterRefusal(retryAfterMs: number | undefined, repeat: number): number {
	return Math.min(LONGEST_PAUSE_MS, retryAfterMs ?? FIRST_REFUSAL_PAUSE_MS * 2 ** repeat);
}

/** Until when a server wants to be left alone, for all executions of this process. */
const quietUntil = new ProcessMemory<number>(1000, (until) => until < Date.now());

/** Paces the requests of one execution to one server. */
export class Pace {
	private repeatsLeft = REPEATS_PER_EXECUTION;

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
		if (repeat >= MOST_REPEATS || this.repeatsLeft <= 0) return false;
		this.repeatsLeft--;
		await this.wait(ms);
		return !this.signal()?.aborted;
	}

	/** Waits in slices, so that a cancelled execution ends at once. */
	async wait(ms: number): Promise<void> {
		const end = this.clock.now() + ms;
		while (this.clock.now() < end && !this.signal()?.aborted)
			await this.clock.sleep(Math.min(SLICE_MS, end - this.clock.now()));
	}
}
