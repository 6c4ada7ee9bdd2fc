import type { Reply } from './reply';
import { json } from './reply';

/**
 * Requests per minute, as the hosted vendor describes them (sessions-and-errors.md#paging); off without a
 * limit.
 */
export class RateLimit {
	private windowStart = -Infinity;
	private used = 0;
	refused = 0;

	constructor(readonly perMinute: number | undefined) {}

	/** The 429 of a request too many, else undefined; `headers` go on every answer. */
	check(now: number): { reply?: Reply; headers: Record<string, string> } {
		if (this.perMinute === undefined) return { headers: {} };
		if (now - this.windowStart >= 60_000) {
			this.windowStart = now;
			this.used = 0;
		}
		this.used += 1;
		const wait = Math.max(1, Math.ceil((this.windowStart + 60_000 - now) / 1000));
		const headers = {
			'X-RateLimit-Limit': String(this.perMinute),
			'X-RateLimit-Remaining': String(Math.max(0, this.perMinute - this.used)),
			'X-RateLimit-Reset': String(Math.ceil((this.windowStart + 60_000) / 1000)),
		};
		if (this.used <= this.perMinute) return { headers };
		this.refused += 1;
		return { reply: tooMany(wait), headers };
	}
}

export const tooMany = (retryAfter: number): Reply =>
	json({ errorCode: 429, errorMessage: 'Rate limit exceeded', retryAfter }, 429, {
		'Retry-After': String(retryAfter),
	});
