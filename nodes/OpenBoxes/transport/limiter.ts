import { sleep } from 'n8n-workflow';
import { OpenBoxesError } from './openboxes-error';

/** `short` = writes and single reads; `bulk` = pages of a long list, which must not starve them. */
export type Priority = 'short' | 'bulk';

const WINDOW_MS = 60_000;
const SLICE_MS = 250;
/** Part of a window that long lists may use up. */
const BULK_SHARE = 0.8;
/** A server may not stop us for longer than this by `Retry-After`. */
export const LONGEST_PAUSE_MS = 120_000;

/** Where time comes from; tests and the bench bring a clock of their own. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

export const realClock: Clock = { now: () => Date.now(), sleep: async (ms) => await sleep(ms) };

/**
 * Paces all requests of this process to one server and user: never more than `perMinute` in any 60
 * seconds (0 = no limit), and none while the server asked for a pause.
 */
export class Limiter {
	private sent: number[] = [];

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

	/** Resolves when a request may go out. Ends at once when n8n cancels the execution. */
	async acquire(priority: Priority, signal?: AbortSignal): Promise<void> {
		if (priority === 'short') this.waitingShort++;
		try {
			for (;;) {
				if (signal?.aborted) throw cancelled();
				const wait = this.msUntilFree(priority);
				if (wait <= 0) {
					if (this.perMinute > 0) this.sent.push(this.clock.now());
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
		if (pause > 0) return pause;
		if (this.perMinute <= 0) return 0;
		this.sent = this.sent.filter((time) => time > now - WINDOW_MS);
		const share = priority === 'bulk' ? BULK_SHARE : 1;
		const allowed = Math.max(1, Math.floor(this.perMinute * share));
		if (priority === 'bulk' && this.waitingShort > 0) return SLICE_MS;
		if (this.sent.length < allowed) return 0;
		return this.sent[this.sent.length - allowed] + WINDOW_MS - now;
	}
}

export function cancelled(): OpenBoxesError {
	return new OpenBoxesError('The execution was cancelled', { outcome: 'notSent' });
}

const limiters = new Map<string, Limiter>();

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
