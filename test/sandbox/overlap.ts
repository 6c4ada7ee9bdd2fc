import { seededRandom, type Random } from './random';
import type { Ticket } from './store/commits';
import type { Timeline } from './timeline';

/** Which requests: method, and a regular expression on the path. */
interface Requests {
	method?: string;
	path?: string;
}

/** How long writes take. While one runs, others see what was committed before. */
export interface OverlapSettings {
	/** Milliseconds from the begin of a write to its commit; `real` as a real server takes. */
	ms?: number | 'real';
	/** The first that matches counts instead of `ms`. */
	routes?: Array<Requests & { ms: number }>;
	/** Share (0…1) by which each duration is drawn longer or shorter. */
	jitter?: number;
	seed?: number;
}

/** Writes that run, and wait before their commit until a test lets them go. */
export class Hold {
	private readonly gates: Array<() => void> = [];
	private watchers: Array<{ wanted: number; done: () => void }> = [];
	private taken = 0;
	private arrived = 0;
	private isOpen = false;

	constructor(
		private readonly requests: Requests,
		/** Only so many; the others commit as usual. */
		private readonly count: number,
	) {}

	get waiting(): number {
		return this.gates.length;
	}

	takes(method: string, path: string): boolean {
		if (this.isOpen || this.taken >= this.count || !matches(this.requests, method, path))
			return false;
		this.taken += 1;
		return true;
	}

	async enter(): Promise<void> {
		this.arrived += 1;
		for (const watcher of this.watchers) if (watcher.wanted <= this.arrived) watcher.done();
		if (this.isOpen) return;
		await new Promise<void>((go) => this.gates.push(go));
	}

	/** Resolves when so many writes ran and wait for their commit. */
	async reached(wanted = 1): Promise<void> {
		if (this.arrived >= wanted) return;
		await new Promise<void>((done) => this.watchers.push({ wanted, done }));
	}

	/** Lets the first `count` commit, in the order they came; without a number all, and all that come. */
	release(count?: number): void {
		if (count === undefined) this.isOpen = true;
		this.gates.splice(0, count ?? this.gates.length).forEach((go) => go());
	}
}

/** Gives writes a duration (off = each runs alone, as if it took no time). */
export class Overlap {
	private settings: OverlapSettings = {};
	private random: Random = seededRandom(1);
	private holds: Hold[] = [];

	constructor(
		private readonly timeline: Timeline,
		settings?: number | 'real' | OverlapSettings,
	) {
		this.set(settings);
	}

	set(settings: number | 'real' | OverlapSettings = {}): void {
		this.settings = typeof settings === 'object' ? settings : { ms: settings };
		this.random = seededRandom(this.settings.seed ?? 1);
	}

	get isOn(): boolean {
		return this.holds.length > 0 || this.settings.ms !== undefined || Boolean(this.settings.routes);
	}

	/** The next `count` matching writes wait before their commit until `release`. */
	hold(requests: Requests = {}, count = Infinity): Hold {
		const hold = new Hold(requests, count);
		this.holds.push(hold);
		return hold;
	}

	releaseAll(): void {
		for (const hold of this.holds.splice(0)) hold.release();
	}

	/** How many writes wait in holds. */
	get held(): number {
		return this.holds.reduce((sum, hold) => sum + hold.waiting, 0);
	}

	now(): number {
		return this.timeline.now();
	}

	/** The time between what a write did on its snapshot and its commit. */
	async untilCommit(
		ticket: Ticket,
		method: string,
		path: string,
		/** What a real server takes for it. */
		pace: () => number,
	): Promise<void> {
		const hold = this.holds.find((one) => one.takes(method, path));
		ticket.duration = hold ? Infinity : this.durationOf(method, path, pace);
		await (hold ? hold.enter() : this.timeline.wait(ticket.duration));
	}

	/** Whether such a write takes its time between begin and commit instead of before. */
	isPaced(method: string, path: string): boolean {
		return (
			this.settings.ms === 'real' &&
			method !== 'GET' &&
			!/\/(search|login)$/.test(path.split('?')[0])
		);
	}

	private durationOf(method: string, path: string, pace: () => number): number {
		const { routes = [], ms = 0, jitter = 0 } = this.settings;
		const usual = routes.find((route) => matches(route, method, path))?.ms ?? ms;
		return (usual === 'real' ? pace() : usual) * (1 + jitter * (2 * this.random() - 1));
	}
}

const matches = ({ method, path }: Requests, ofMethod: string, ofPath: string): boolean =>
	(method === undefined || method === ofMethod) &&
	(path === undefined || new RegExp(path).test(ofPath));
