import { SeveralDrafts } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError, type OpenBoxesError } from '../transport/openboxes-error';
import { leaveOneDraft } from './drafts';
import { Overtaken } from './refusals';
import type { RunMark } from './rules/delivery-mark';

/** Rounds of looking, planning and booking until all that arrived is booked once. */
const MOST_ROUNDS = 4;
/** Pause before another round, longer each time: others are receiving. */
const NEXT_ROUND_MS = 1500;

/** One round; undefined when another one must look at what others did meanwhile. */
type Round<Result> = (isFirst: boolean) => Promise<Result | undefined>;

/**
 * Repeats a round as long as others receive on the same goods.
 *
 * @param unfinished what to say when the last round still met others
 * @throws what another round would not mend
 */
export async function inRounds<Result>(
	connection: Connection,
	mark: RunMark,
	round: Round<Result>,
	unfinished: () => OpenBoxesError,
): Promise<Result> {
	let overtaken: OpenBoxesError | undefined;
	for (let number = 0; number < MOST_ROUNDS; number++) {
		if (number > 0) await connection.pause(NEXT_ROUND_MS * number);
		try {
			const result = await round(number === 0);
			if (result !== undefined) return result;
		} catch (error) {
			overtaken = await makeWay(connection, mark, error);
		}
	}
	throw overtaken ?? unfinished();
}

/**
 * Frees what several drafts block, so that the next round can plan anew.
 *
 * @returns what happened, for when it was the last round
 * @throws what another round would not mend
 */
async function makeWay(
	connection: Connection,
	mark: RunMark,
	error: unknown,
): Promise<OpenBoxesError> {
	if (error instanceof SeveralDrafts) {
		try {
			await leaveOneDraft(connection, error.shipmentId, mark);
			return error;
		} catch (later) {
			if (later instanceof Overtaken) return later;
			throw toOpenBoxesError(later);
		}
	}
	if (error instanceof Overtaken) return error;
	throw toOpenBoxesError(error);
}
