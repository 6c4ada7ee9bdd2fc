import * as fc from 'fast-check';
import { Limiter } from '../../../../nodes/OpenBoxes/transport/limiter';
import { LONGEST_PAUSE_MS, type Clock } from '../../../../nodes/shared/retry';

/** Time that passes only while somebody waits for it. */
class QuickClock implements Clock {
	private time = 0;

	private sleepers: Array<{ due: number; wake: () => void }> = [];

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ due: this.time + ms, wake }));
	}

	/** Lets time pass until nobody waits any more. */
	async run(work: Promise<unknown>): Promise<void> {
		let isDone = false;
		void work.then(() => (isDone = true));
		while (!isDone) {
			for (let turn = 0; turn < 20; turn++) await Promise.resolve();
			const due = this.sleepers.sort((a, b) => a.due - b.due).shift();
			if (due) {
				this.time = Math.max(this.time, due.due);
				due.wake();
			}
		}
	}
}

/** When each of many executions gets through, milliseconds. */
async function times(perMinute: number, executions: number, each: number): Promise<number[]> {
	const clock = new QuickClock();
	const limiter = new Limiter(perMinute, clock);
	const sent: number[] = [];
	const execution = async (): Promise<void> => {
		for (let request = 0; request < each; request++) {
			await limiter.run('short', async () => undefined);
			sent.push(clock.now());
		}
	};
	await clock.run(Promise.all(Array.from({ length: executions }, execution)));
	return sent;
}

describe('requests of many executions to one server', () => {
	it('are never more than allowed within any minute, and not one is lost', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 6 }),
				async (perMinute, executions, each) => {
					// Some minutes show what an hour would.
					fc.pre(executions * each <= 4 * perMinute);
					const sent = await times(perMinute, executions, each);
					expect(sent).toHaveLength(executions * each);
					for (const [index, time] of sent.entries()) {
						const within = sent.slice(index).filter((other) => other < time + 60_000);
						expect(within.length).toBeLessThanOrEqual(perMinute);
					}
				},
			),
			{ numRuns: 30 },
		);
	});

	it('are not slowed down without a limit', async () => {
		expect(Math.max(...(await times(0, 50, 10)))).toBe(0);
	});

	it('stop at once when the execution is cancelled, also in the middle of a long pause', async () => {
		const clock = new QuickClock();
		const limiter = new Limiter(0, clock);
		limiter.pause(Number.POSITIVE_INFINITY);
		const stop = new AbortController();
		const waiting = expect(
			limiter.run('short', async () => undefined, stop.signal),
		).rejects.toThrow(/cancelled/);
		stop.abort();
		await clock.run(waiting);
		expect(clock.now()).toBeLessThan(1000);
	});

	it('go on after two minutes at the latest, whatever the server asks for', async () => {
		const clock = new QuickClock();
		const limiter = new Limiter(0, clock);
		limiter.pause(86_400_000);
		await clock.run(limiter.run('short', async () => undefined));
		expect(clock.now()).toBe(LONGEST_PAUSE_MS);
	});

	it('of a long list leave room for the sale of a customer who waits', async () => {
		const clock = new QuickClock();
		const limiter = new Limiter(60, clock);
		const list = async (): Promise<void> => {
			for (let page = 0; page < 200; page++) await limiter.run('bulk', async () => undefined);
		};
		let soldAt = Number.POSITIVE_INFINITY;
		const sale = async (): Promise<void> => {
			await clock.sleep(1000);
			for (let request = 0; request < 8; request++)
				await limiter.run('short', async () => undefined);
			soldAt = clock.now();
		};
		await clock.run(Promise.all([list(), sale()]));
		expect(soldAt).toBeLessThan(3000);
	});
});
