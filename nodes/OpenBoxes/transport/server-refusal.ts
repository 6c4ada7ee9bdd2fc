import { isOpenBoxesError, toOpenBoxesError } from './openboxes-error';

/** Whether the server may have carried out a write although it did not answer as it should. */
export function isUnclear(error: unknown): boolean {
	return toOpenBoxesError(error).outcome === 'unknown';
}

/** Whether no answer came at all, so that the same harmless step may be sent again. */
export function gaveNoAnswer(error: unknown): boolean {
	return (
		isOpenBoxesError(error) &&
		error.outcome === 'unknown' &&
		error.failureCause === 'temporarily-unavailable'
	);
}

/**
 * Whether the server gave its own reason with a status that proves nothing: the database refused the write and undid it
 * all, as far as it tells.
 */
export function isDatabaseRefusal(error: unknown): boolean {
	return isOpenBoxesError(error) && error.outcome === 'unknown' && error.failureCause === undefined;
}
