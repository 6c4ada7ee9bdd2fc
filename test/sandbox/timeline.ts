import { setTimeout } from '../platform';
/** A moment somebody waits for. */
interface Wait {
	due: number;
	go: () => void;
}

/**
 * How long requests take. Real: they wait. By hand: they wait until `advance` has passed their end, so
 * that a test of overlapping requests needs no time and gives the same each time.
 */
export class Timeline {
	private passed = 0;
	private waits: Wait[] = [];
	private watcher: { count: number; done: () => void } | undefined;

	constructor(private readonly byHand = false) {}

	/** Milliseconds since some start. */
	now(): number {
		return this.byHand ? this.passed : performance.now();
	}

	async wait(ms: number): Promise<void> {
		if (ms <= 0) return;
		if (!this.byHand) {
			await new Promise((done) => setTimeout(done, ms));
			return;
		}
		await new Promise<void>((go) => {
			const wait = { due: this.passed + ms, go };
			const later = this.waits.findIndex((one) => one.due > wait.due);
			this.waits.splice(later < 0 ? this.waits.length : later, 0, wait);
			if (this.watcher && this.waits.length >= this.watcher.count) this.watcher.done();
		});
	}

	/** Resolves when so many requests wait. */
	async whenWaiting(count: number): Promise<void> {
		if (this.waits.length >= count) return;
		await new Promise<void>((done) => {
			this.watcher = { count, done };
		});
	}

	/** Milliseconds until the next one may go on. */
	get next(): number {
		return this.waits.length === 0 ? 0 : this.waits[0].due - this.passed;
	}

	advance(ms: number): void {
		this.passed += ms;
		while (this.waits.length > 0 && this.waits[0].due <= this.passed) this.waits.shift()?.go();
	}
}
