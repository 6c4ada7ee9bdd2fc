import { UnderWay } from '../../shared/under-way';
import { textKey } from '../values/same-text';

/**
 * The server does not protect a number against parallel writes (stock-rules.md#twins), so we do in a process.
 */
const inFlight = new UnderWay<void>();

/**
 * Runs `work` while no other execution of this process works on one of the same numbers. Numbers are
 * taken in one order, so that two executions with the same receipts never wait for each other.
 */
export async function whileAlone<Result>(
	serverKey: string,
	numbers: readonly string[],
	work: () => Promise<Result>,
): Promise<Result> {
	const keys = [...new Set(numbers.map((number) => `${serverKey}|${textKey(number)}`))].sort();
	let finish = (): void => undefined;
	const done = new Promise<void>((resolve) => {
		finish = resolve;
	});
	for (const key of keys) {
		// After waiting somebody else may have been faster again.
		for (let other = inFlight.get(key); other; other = inFlight.get(key)) await other;
		void inFlight.begin(key, done);
	}
	try {
		return await work();
	} finally {
		finish();
	}
}
