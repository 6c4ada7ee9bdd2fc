import { OpenBoxesError, type FailureFacts } from '../../transport/openboxes-error';
import type { Draft } from './draft';

const RUN_AGAIN =
	'Run this item again with the same reference: if the transaction exists, it is found and not posted twice.';

function factsOf({ httpStatus, failureCause }: OpenBoxesError): FailureFacts {
	return { httpStatus, cause: failureCause, outcome: 'unknown' };
}

/** The failure of a request as that of one transaction, which certainly was not saved. */
export function notPosted(draft: Draft, error: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(`"${draft.number}" was not posted: ${error.message}`, {
		...factsOf(error),
		description: error.description,
		outcome: error.outcome === 'notSent' ? 'notSent' : 'refused',
	});
}

/** Not there when it was looked for, but after a fault it may still be saved late. */
export function unclear(draft: Draft, error: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(
		`It is unclear whether "${draft.number}" was posted: ${error.message}`,
		{ ...factsOf(error), description: RUN_AGAIN },
	);
}

/** Saved and read back, but nobody knows whether a twin of it became visible meanwhile. */
export function unsettled(draft: Draft, id: string, error: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(
		`"${draft.number}" was posted (transaction ${id}), but the last check failed: ${error.message}`,
		{ ...factsOf(error), description: RUN_AGAIN },
	);
}

/** Saved, but nobody knows whether others took the same stock at the same moment. */
export function unchecked(number: string, id: string, error: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(
		`"${number}" was posted (transaction ${id}), but whether others took the same stock at the same moment could not be checked: ${error.message}`,
		{ ...factsOf(error), description: RUN_AGAIN },
	);
}

/** Posted, and more than there was. */
export function couldNotBeTakenBack(
	number: string,
	id: string,
	error: OpenBoxesError,
): OpenBoxesError {
	return new OpenBoxesError(
		`Others took the same stock as "${number}" and were first, and its transaction (${id}) could not be taken back: ${error.message}`,
		{
			...factsOf(error),
			description: `Run this item again with the same reference, or delete transaction ${id} in OpenBoxes and count the lots.`,
		},
	);
}

/** A count was booked, and nobody knows whether others counted the same lots at the same moment. */
export function countUnchecked(
	reference: string,
	id: string,
	error: OpenBoxesError,
): OpenBoxesError {
	return new OpenBoxesError(
		`The count "${reference}" was booked (transaction ${id}), but whether others counted the same lots at the same moment could not be checked: ${error.message}`,
		{
			...factsOf(error),
			description:
				'If they did, the difference may be booked twice: look at these lots in OpenBoxes, and count them again under a new reference.',
		},
	);
}

/** A count was booked right after another one of the same lots, and stands. */
export function countNotTakenBack(
	reference: string,
	id: string,
	error?: OpenBoxesError,
): OpenBoxesError {
	const reason = error ? `: ${error.message}` : '';
	return new OpenBoxesError(
		`The count "${reference}" was booked right after another one of the same lots, and its transaction (${id}) could not be taken back${reason}`,
		{
			...(error && factsOf(error)),
			description: `The difference may be booked twice. Delete transaction ${id} in OpenBoxes, then count these lots again under a new reference.`,
			outcome: 'unknown',
		},
	);
}

/** The server's "saved" was not true (stock-rules.md#read-back). */
export function notThere(draft: Draft): OpenBoxesError {
	return new OpenBoxesError(
		`OpenBoxes answered that it saved "${draft.number}", but it is not there`,
		{
			description: `Look for the number ${draft.number} in OpenBoxes before you post it again.`,
			outcome: 'unknown',
		},
	);
}

export function savedDifferently(draft: Draft, id: string, lines: number): OpenBoxesError {
	return new OpenBoxesError(`OpenBoxes saved "${draft.number}" differently from what was sent`, {
		description: `Transaction ${id} has ${lines} lines instead of ${draft.entries.length}, or other lots or quantities. Check it in OpenBoxes and correct it there.`,
		outcome: 'unknown',
	});
}

export function deletedSince(draft: Draft, id: string): OpenBoxesError {
	return new OpenBoxesError(`"${draft.number}" was deleted right after it was posted`, {
		description: `Transaction ${id} is gone. Find out in OpenBoxes who deleted it before you post it again.`,
		outcome: 'unknown',
	});
}

/** The number is taken by a transaction with other content. */
export function otherContent(
	number: string,
	ids: readonly string[],
	difference?: string,
): OpenBoxesError {
	return new OpenBoxesError(
		`The reference is already used: OpenBoxes has other content under "${number}"`,
		{
			description: [
				difference ??
					`Transaction ${ids.join(' and ')} has this number but other products, quantities, lots or bins.`,
				'Use another reference, or reverse the existing transaction first.',
			].join(' '),
		},
	);
}
