import { toOpenBoxesError } from '../transport/openboxes-error';
import type { Envelope } from './events';
import type { FeedRun } from './feed';

/** Items that one poll starts an execution with; more come with the next poll. */
const MOST_PER_POLL = 1000;

interface Told<Row> {
	envelopes: Envelope[];
	told: Row[];
	/** What is left for the next poll. */
	rest: Row[];
}

/**
 * Turns changes into envelopes, oldest first, as long as there is time. A failure after the first
 * change ends the poll early instead of throwing away what was done; the next poll meets it at once
 * and reports it.
 */
export async function tellInOrder<Row>(
	run: FeedRun,
	rows: readonly Row[],
	tell: (row: Row) => Promise<Envelope[]>,
): Promise<Told<Row>> {
	const envelopes: Envelope[] = [];
	let done = 0;
	for (const row of rows) {
		if (done > 0 && (!run.hasTime() || envelopes.length >= MOST_PER_POLL)) break;
		try {
			envelopes.push(...(await tell(row)));
		} catch (error) {
			const failure = toOpenBoxesError(error);
			if (done === 0) throw failure;
			run.connection.warn(`a change could not be told yet: ${failure.message}`);
			break;
		}
		done++;
	}
	return { envelopes, told: rows.slice(0, done), rest: rows.slice(done) };
}
