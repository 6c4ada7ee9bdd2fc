import { sleep } from 'n8n-workflow';
import { cancelled } from './openboxes-error';
import { ProcessMemory } from '../../shared/process-memory';
import { LONGEST_PAUSE_MS, type Clock } from '../../shared/retry';

/** `short` = writes and single reads; `bulk` = pages of a long list, which must not starve them. */
export type Priority = 'short' | 'bulk';

const WINDOW_MS = 60_000;
const SLICE_MS = 250;
/** Part of a window that long lists may use up. */
const BULK_SHARE = 0.8;

export const realClock: Clock = { now: () => Date.now(), sleep: async (ms) => await sleep(ms) };

/**
 * Paces all requests of this process to one server and user, logins included: never more than `perMinute`
 * in any 60 seconds of the server's clock (0 = no limit), and none while the server asked for a pause. A
 * request reaches the server at some time between its start and its answer, so it counts from its start
 * until 60 seconds after its answer.
 */
export class Limiter {
	private underWay = 0;

	/** When requests were answered, oldest first. */
	private answered: number[] = [];

	private waitingShort = 0;

	private pausedUntil = 0;

	constructor(
		public perMinute: number,
		private readonly clock: Clock = realClock,
	) {}

	/** Called with the server's `Retry-After`. */
	pause(ms: number): void {
		const bounded = Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS);
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + bounded);
	}

	/** Sends when a request may go out. Ends at once when n8n cancels the execution. */
	async run<Reply>(
		priority: Priority,
		send: () => Promise<Reply>,
		signal?: AbortSignal,
	): Promise<Reply> {
		await this.takeTurn(priority, signal);
		try {
			return await send();
		} finally {
			this.underWay--;
			if (this.perMinute > 0) this.answered.push(this.clock.now());
		}
	}

	/** The turn is taken at the very moment it is found free: two that wait must not both find it. */
	private async takeTurn(priority: Priority, signal?: AbortSignal): Promise<void> {
		if (priority === 'short') this.waitingShort++;
		try {
			for (;;) {
				if (signal?.aborted) throw cancelled();
				const wait = this.msUntilFree(priority);
				if (wait <= 0) {
					this.underWay++;
					return;
				}
				await this.clock.sleep(Math.min(wait, SLICE_MS));
			}
		} finally {
			if (priority === 'short') this.waitingShort--;
		}
	}

	private msUntilFree(priority: Priority): number {
		const now = this.clock.now();
		const pause = this.pausedUntil - now;
		// A clock that was set back must not turn a pause into hours.
		if (pause > LONGEST_PAUSE_MS) this.pausedUntil = now + LONGEST_PAUSE_MS;
		if (pause > 0) return Math.min(pause, LONGEST_PAUSE_MS);
		if (this.perMinute <= 0) return 0;
		this.answered = this.answered.filter((time) => time > now - WINDOW_MS && time <= now);
		const share = priority === 'bulk' ? BULK_SHARE : 1;
		const allowed = Math.max(1, Math.floor(this.perMinute * share));
		if (priority === 'bulk' && this.waitingShort > 0) return SLICE_MS;
		const surplus = this.answered.length + this.underWay - allowed;
		if (surplus < 0) return 0;
		const freed = this.answered[surplus];
		return freed === undefined ? SLICE_MS : freed + WINDOW_MS - now;
	}
}

/** More servers and users than one process serves within a minute or two. */
const MOST_LIMITERS = 1000;

const limiters = new ProcessMemory<Limiter>(MOST_LIMITERS);

/** The one limiter of this process for a server and user. */
export function limiterFor(key: string, perMinute: number): Limiter {
	const existing = limiters.get(key);
	if (existing) {
		existing.perMinute = perMinute;
		return existing;
	}
	const created = new Limiter(perMinute);
	limiters.set(key, created);
	return created;
}
