import { seededRandom, type Random } from './random';

/** What can go wrong on the way, before or after the server committed. */
export const FAULT_KINDS = [
	'cut before commit',
	'cut after commit',
	'5xx before commit',
	'5xx after commit',
	'429',
	'slow',
	'session expired 401',
	'session expired 302',
	'session expired page',
	'truncated JSON',
	'HTML page',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** The next `count` requests whose method and path match get this fault. */
export interface ScriptedFault {
	kind: FaultKind;
	count?: number;
	method?: string;
	/** Regular expression on path and query, e.g. `generic/transaction$`. */
	path?: string;
	/** Let so many matching requests pass first. */
	skip?: number;
	/** Milliseconds of `slow`, seconds of the `Retry-After` of `429`. */
	ms?: number;
	retryAfter?: number;
	status?: number;
}

/** Share of requests (0…1) per kind, drawn from a seeded generator. */
export interface RandomFaults {
	seed?: number;
	rates: Partial<Record<FaultKind, number>>;
	method?: string;
	path?: string;
}

export interface FaultSettings {
	scripted?: ScriptedFault[];
	random?: RandomFaults;
	/** The session of every N-th request is dropped first. */
	dropSessionEvery?: number;
}

/** Draws the fault of a request and counts what was done. */
export class Faults {
	private scripted: Array<ScriptedFault & { left: number; skipLeft: number }> = [];
	private random: (RandomFaults & { draw: Random }) | undefined;
	private dropSessionEvery = 0;
	private requests = 0;
	readonly counts: Partial<Record<FaultKind | 'session dropped', number>> = {};

	/** Replaces all faults. */
	set(settings: FaultSettings): void {
		this.scripted = [];
		for (const fault of settings.scripted ?? []) this.next(fault);
		this.random = settings.random && {
			...settings.random,
			draw: seededRandom(settings.random.seed ?? 1),
		};
		this.dropSessionEvery = settings.dropSessionEvery ?? 0;
		this.requests = 0;
	}

	/** Adds a scripted fault. */
	next(fault: ScriptedFault): void {
		if (!FAULT_KINDS.includes(fault.kind)) throw new Error(`Unknown fault ${String(fault.kind)}`);
		this.scripted.push({ ...fault, left: fault.count ?? 1, skipLeft: fault.skip ?? 0 });
	}

	clear(): void {
		this.set({});
	}

	draw(method: string, url: string): ScriptedFault | undefined {
		const fault = this.drawScripted(method, url) ?? this.drawRandom(method, url);
		if (fault) this.count(fault.kind);
		return fault;
	}

	dropsSession(): boolean {
		if (this.dropSessionEvery <= 0) return false;
		this.requests += 1;
		const drops = this.requests % this.dropSessionEvery === 0;
		if (drops) this.count('session dropped');
		return drops;
	}

	private drawScripted(method: string, url: string): ScriptedFault | undefined {
		for (const fault of this.scripted) {
			if (fault.left <= 0 || !matches(fault, method, url)) continue;
			if (fault.skipLeft > 0) {
				fault.skipLeft -= 1;
				continue;
			}
			fault.left -= 1;
			return fault;
		}
		return undefined;
	}

	private drawRandom(method: string, url: string): ScriptedFault | undefined {
		if (!this.random || !matches(this.random, method, url)) return undefined;
		const drawn = this.random.draw();
		let sum = 0;
		for (const kind of FAULT_KINDS) {
			sum += this.random.rates[kind] ?? 0;
			if (drawn < sum) return { kind };
		}
		return undefined;
	}

	private count(kind: FaultKind | 'session dropped'): void {
		this.counts[kind] = (this.counts[kind] ?? 0) + 1;
	}
}

const matches = (
	filter: { method?: string; path?: string },
	method: string,
	url: string,
): boolean =>
	(filter.method === undefined || filter.method === method) &&
	(filter.path === undefined || new RegExp(filter.path).test(url));
