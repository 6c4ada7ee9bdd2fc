/** Where time comes from; tests and the bench bring a clock of their own. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** A server may not stop us for longer than this by `Retry-After`. */
export const LONGEST_PAUSE_MS = 120_000;

const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 15_000;
/** Repeats of one request before its failure is reported. */
export const MOST_REPEATS = 5;
/** Repeats that all requests of one execution share, so that a dead server is not hammered. */
const BUDGET_PER_EXECUTION = 60;

/** Exponential back-off with full jitter: a random time up to a bound that doubles each time. */
export function backOffMs(repeat: number, random: () => number = Math.random): number {
	const bound = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** repeat);
	return Math.round(random() * bound);
}

/** First pause after "too many requests" from a server that does not say how long. */
const FIRST_REFUSAL_PAUSE_MS = 2500;

/**
 * Pause after "too many requests": what the server asked for, within bounds. Without a word from it
 * the pauses double, so that all of them together outlast a window of one minute.
 */
export function pauseAfterRefusal(retryAfterMs: number | undefined, repeat: number): number {
	return Math.min(LONGEST_PAUSE_MS, retryAfterMs ?? FIRST_REFUSAL_PAUSE_MS * 2 ** repeat);
}

/** Counts the repeats that are left for one execution. */
export class RetryBudget {
	private left = BUDGET_PER_EXECUTION;

	/** Whether one more repeat is allowed; takes it when it is. */
	take(): boolean {
		if (this.left <= 0) return false;
		this.left--;
		return true;
	}
}

/** Waits in slices, so that a cancelled execution ends at once. */
export async function waitFor(ms: number, clock: Clock, signal?: AbortSignal): Promise<void> {
	const end = clock.now() + ms;
	while (clock.now() < end && !signal?.aborted) {
		await clock.sleep(Math.min(200, end - clock.now()));
	}
}
