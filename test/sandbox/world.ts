import { setTimeout } from '../platform';
import { Clock } from './clock';
import type { Collation } from './collation';
import { Identifiers } from './identifiers';
import { Json } from './json/json';
import { seededRandom, type Random } from './random';
import { movementViewForms } from './stock-movements/views';
import { scheduleIdentifierJob } from './stock/identifier-job';
import { Availability } from './stock/availability';
import { TransactionNumbers } from './stock/transaction-numbers';
import { promiseOpenPicks } from './stock-movements/pick-lists';
import { growWorld, type WorldSize } from './store/generator';
import { loadSeed, type Seed } from './store/seed';
import { Store } from './store/store';
import { Version, type Kind } from './versions';

export interface WorldOptions {
	kind: Kind;
	seed: Seed;
	/** Epoch milliseconds; real time when left out. */
	clock?: number;
	frozen?: boolean;
	/** How long availability lags behind a write, ms (stock-and-transactions.md#refresh). */
	refreshDelay: number;
	randomSeed?: number;
	/** Rows of a save stay invisible to searches for up to so many ms after the answer. */
	lateCommits?: number;
	/** How the database compares text. */
	collation?: Collation;
	/** Bodies are read with their keys in alphabetical order. */
	sortedKeys?: boolean;
	/** Grow the seed by so much. */
	size?: WorldSize;
	/** Real milliseconds between the check of a number and the commit. */
	saveWindow?: number;
}

/** Everything the server knows: data, time, version. Sessions and faults live beside it. */
export class World {
	readonly store: Store;
	readonly version: Version;
	readonly clock: Clock;
	readonly random: Random;
	readonly ids: Identifiers;
	readonly json: Json;
	readonly availability: Availability;
	readonly transactionNumbers: TransactionNumbers;

	constructor(readonly options: WorldOptions) {
		this.store = new Store(options.collation);
		this.version = new Version(options.kind);
		this.clock = new Clock(options.clock, options.frozen);
		this.random = seededRandom(options.randomSeed ?? 1);
		this.ids = new Identifiers(this.random, () => this.clock.now());
		// A seed from the future would make every new row older than it: its dates move back.
		const shift = Math.min(0, this.clock.now() - Date.parse(options.seed.clock));
		loadSeed(this.store, options.seed, shift);
		// Inventory Baseline came with 0.9.5 (stock-and-transactions.md#types).
		const baseline = this.store.get('transactionType', '12');
		if (baseline && this.version.before('0.9.5'))
			this.store.table('transactionType').remove(baseline);
		if (options.size) growWorld(this, options.size);
		this.json = new Json(this.store, this.version, this.random);
		this.availability = new Availability(this);
		this.json.add(movementViewForms(this));
		promiseOpenPicks(this);
		this.transactionNumbers = new TransactionNumbers(this.store, () => this.clock.now());
		scheduleIdentifierJob(this);
	}

	/** Lets other requests run between check and commit of a save. */
	async saveWindow(): Promise<void> {
		const ms = this.options.saveWindow ?? USUAL_SAVE_WINDOW;
		await new Promise((done) => setTimeout(done, ms));
	}

	lateCommitUntil(): number | undefined {
		const { lateCommits } = this.options;
		return lateCommits ? this.clock.now() + this.random() * lateCommits : undefined;
	}
}

/** A few milliseconds, as on a server that does nothing else. */
const USUAL_SAVE_WINDOW = 2;
