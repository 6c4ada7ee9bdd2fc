import { readFileSync, join, process } from '../platform';
import type { ApiKey } from './api-key';
import type { Collation } from './collation';
import type { FaultSettings, Faults } from './faults';
import type { Overlap, OverlapSettings } from './overlap';
import { CONTEXT_PATH, SandboxServer } from './server';
import { stateOf, type SandboxState } from './state';
import type { Timeline } from './timeline';
import type { WorldSize } from './store/generator';
import type { Seed } from './store/seed';
import { isKind, type Kind } from './versions';
import { World } from './world';

export type { FaultKind, FaultSettings, ScriptedFault } from './faults';
export type { Hold, OverlapSettings } from './overlap';
export type { SandboxState, StockLine, TransactionLine } from './state';
export type { Kind } from './versions';

export interface SandboxOptions {
	/** 0 = any free port. */
	port?: number;
	kind?: Kind;
	/** The hospital (default), a seed file's path, or a seed. */
	seed?: string | Seed;
	/** ISO text or epoch ms; real time when left out. */
	clock?: string | number;
	/** Stand still, except for `advance` (default with `clock` in a reset: true). */
	frozen?: boolean;
	/** `real` = the medians of a real server; a number = ms for every request. */
	latency?: 'real' | number;
	/** How long availability lags behind a write, ms (default 5000, stock-and-transactions.md#refresh). */
	refreshDelay?: number;
	/** Requests per minute; more get 429. */
	rateLimit?: number;
	/** Saved transactions stay invisible to searches for up to so many ms. */
	lateCommits?: number;
	/** Grow the seed by so many products and past transactions. */
	size?: WorldSize;
	/** Real ms between the check of a number and the commit of a transaction. */
	saveWindow?: number;
	/** Writes take so long (ms, `real`, or per route) and overlap as database transactions do; off when left out. */
	overlap?: number | 'real' | OverlapSettings;
	/** Waits of requests (`overlap`, `latency`) end when `time.advance` says so. */
	timeByHand?: boolean;
	/** How the database compares text; `general_ci` when left out. */
	collation?: Collation;
	/** Read the keys of a body by the alphabet, as some Java versions do: `/api/fulfillments` finds no bin then. */
	sortedKeys?: boolean;
	/** Accept a key in a header; the documented kind knows `X-API-Key: sandbox-key`. */
	apiKey?: ApiKey;
	/** Seed of everything drawn at random. */
	randomSeed?: number;
	faults?: FaultSettings;
}

/** A running sandbox. `url` is the base with context path, as a user would type it. */
export class Sandbox {
	private constructor(
		private readonly server: SandboxServer,
		private readonly options: SandboxOptions,
	) {}

	static async start(given: SandboxOptions): Promise<Sandbox> {
		const options = { ...given, overlap: given.overlap ?? overlapOfAllTests() };
		const server: SandboxServer = new SandboxServer(newWorld(options), options, (settings) =>
			server.replace(newWorld(resetOptions(options, settings)), options.rateLimit),
		);
		if (options.faults) server.faults.set(options.faults);
		await server.listen(options.port ?? 0);
		return new Sandbox(server, options);
	}

	get port(): number {
		return this.server.port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}${CONTEXT_PATH}`;
	}

	get world(): World {
		return this.server.world;
	}

	get faults(): Faults {
		return this.server.faults;
	}

	/** Writes that overlap: `set`, and `hold` for a race of your choice. */
	get overlap(): Overlap {
		return this.server.overlap;
	}

	/** How long every request takes from now on. */
	set latency(latency: 'real' | number) {
		this.server.latency = latency;
	}

	/** The time of requests, for a sandbox with `timeByHand`. */
	get time(): Timeline {
		return this.server.time;
	}

	/** Requests so far: `total`, `logins`, and a count per route such as `GET /api/products/:id`. */
	get requests(): SandboxState['requests'] {
		return stateOf(this.server).requests;
	}

	/** Stock and transactions as they truly are, without any delay. */
	state(): SandboxState {
		return stateOf(this.server);
	}

	/** Moves the clock and runs what became due. */
	advance(ms: number): void {
		this.server.world.clock.advance(ms);
	}

	/** Back to the seed; what is left out stays as it was at the start. */
	reset(settings: Partial<SandboxOptions> = {}): void {
		this.server.replace(
			newWorld({ ...this.options, ...settings }),
			settings.rateLimit ?? this.options.rateLimit,
		);
		if (settings.faults) this.faults.set(settings.faults);
		if (settings.overlap !== undefined) this.overlap.set(settings.overlap);
	}

	/** Ends all connections, forgets the sessions, listens again on the same port; all else stays. */
	async restart(): Promise<void> {
		await this.server.restart();
	}

	async close(): Promise<void> {
		await this.server.close();
	}
}

export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> =>
	await Sandbox.start(options);

/** `SANDBOX_OVERLAP=20 npx jest …` runs any test with overlapping writes. */
function overlapOfAllTests(): number | undefined {
	const ms = Number(process.env.SANDBOX_OVERLAP);
	return ms > 0 ? ms : undefined;
}

function newWorld(options: SandboxOptions): World {
	const { clock } = options;
	return new World({
		kind: options.kind ?? '0.9.8',
		seed: typeof options.seed === 'object' ? options.seed : readSeed(options.seed),
		clock: typeof clock === 'string' ? Date.parse(clock) : clock,
		frozen: options.frozen,
		refreshDelay: options.refreshDelay ?? 5000,
		lateCommits: options.lateCommits,
		size: options.size,
		saveWindow: options.saveWindow,
		collation: options.collation,
		sortedKeys: options.sortedKeys,
		randomSeed: options.randomSeed,
	});
}

const seeds = new Map<string, Seed>();

/** `hospital` is the fixture; anything else a path. Worlds only read it, so they share one. */
function readSeed(name = 'hospital'): Seed {
	const path = name === 'hospital' ? join(module.path, 'fixtures', 'hospital.json') : name;
	const seed = seeds.get(path) ?? (JSON.parse(readFileSync(path, 'utf8')) as Seed);
	seeds.set(path, seed);
	return seed;
}

/** `POST /__sandbox/reset`: with a clock of its own time stands still unless `frozen` is false. */
function resetOptions(options: SandboxOptions, settings: Record<string, unknown>): SandboxOptions {
	const { kind, seed, clock, frozen } = settings;
	if (kind !== undefined && !isKind(kind)) throw new Error(`Unknown kind ${JSON.stringify(kind)}`);
	return {
		...options,
		...(kind === undefined ? {} : { kind }),
		...(typeof seed === 'string' ? { seed } : {}),
		...(typeof clock === 'string' || typeof clock === 'number' ? { clock, frozen: true } : {}),
		...(typeof frozen === 'boolean' ? { frozen } : {}),
	};
}
