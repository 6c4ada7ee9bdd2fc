import { setTimeout, clearTimeout, say } from '../platform';

/** Counts what holds and what does not; a check that hangs has failed. */
export class Checks {
	passed = 0;

	failed = 0;

	readonly failures: string[] = [];

	/** Counts what another one has counted up to now. */
	add({ passed, failed, failures }: Checks): void {
		this.passed += passed;
		this.failed += failed;
		this.failures.push(...failures);
	}

	/** @returns whether it held */
	async that(name: string, holds: () => Promise<void> | void, seconds = 60): Promise<boolean> {
		const started = Date.now();
		try {
			await withinTime(Promise.resolve().then(holds), seconds);
			this.passed += 1;
			say(`ok: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
			return true;
		} catch (error) {
			this.failed += 1;
			this.failures.push(name);
			say(`failed: ${name}\n${(error as Error).message}`);
			return false;
		}
	}
}

export async function withinTime<T>(work: Promise<T>, seconds: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, fail) => {
		timer = setTimeout(() => fail(new Error(`It took longer than ${seconds} s`)), seconds * 1000);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** Asks again and again until there is an answer. */
export async function eventually<T>(
	what: string,
	ask: () => Promise<T | undefined> | T | undefined,
	seconds = 90,
): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
		await new Promise((done) => setTimeout(done, 250));
	}
}
