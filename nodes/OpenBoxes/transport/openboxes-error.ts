import { forMessage } from './message-text';

/** Extra facts about a failure that callers decide on; never secrets, never whole replies. */
export interface FailureFacts {
	/** What the user can do next; shown under the message. */
	description?: string;
	/** The server's own reason, without our words before it; the message when it gave none. */
	reason?: string;
	/** HTTP status of the reply that led to the failure, if there was one. */
	httpStatus?: number;
	/** `unknown` = the server may have carried out the request although no usable answer came. */
	outcome?: 'refused' | 'notSent' | 'unknown';
	/** Feeds n8n's back-off of polls. */
	cause?:
		'rate-limited' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid';
	/** Milliseconds after which a repeat makes sense. */
	retryAfterMs?: number;
	/** The same would happen to every other item: a wrong password, a wrong location, a cancelled execution. */
	isFatal?: boolean;
}

/**
 * Every failure this package reports. It carries picked fields only, because n8n stores an error's
 * fields with the execution: a whole reply could hold a cookie or a posted password.
 */
export class OpenBoxesError extends Error {
	readonly description?: string;

	/** For a sentence of the caller's own around it. */
	readonly reason: string;

	readonly httpStatus?: number;

	readonly outcome: 'refused' | 'notSent' | 'unknown';

	readonly failureCause?: FailureFacts['cause'];

	readonly retryAfterMs?: number;

	/** Whoever works through items stops at once: trying the others would fail in the same way. */
	readonly isFatal: boolean;

	constructor(message: string, facts: FailureFacts = {}) {
		super(forMessage(message));
		this.name = 'OpenBoxesError';
		this.description = facts.description === undefined ? undefined : forMessage(facts.description);
		this.reason = facts.reason === undefined ? this.message : forMessage(facts.reason);
		this.httpStatus = facts.httpStatus;
		this.outcome = facts.outcome ?? 'refused';
		this.failureCause = facts.cause;
		this.retryAfterMs = facts.retryAfterMs;
		this.isFatal = facts.isFatal ?? false;
	}
}

/** `instanceof` that also holds when n8n loads a second copy of a module. */
export function isOpenBoxesError(error: unknown): error is OpenBoxesError {
	return error instanceof Error
		? error.name === 'OpenBoxesError'
		: typeof error === 'object' &&
				error !== null &&
				'name' in error &&
				error.name === 'OpenBoxesError';
}

/** Anything caught, as an `OpenBoxesError`: ours unchanged, everything else with its message only. */
export function toOpenBoxesError(error: unknown): OpenBoxesError {
	if (isOpenBoxesError(error)) return error;
	if (error instanceof Error && error.name === '$ZodError') {
		return new OpenBoxesError('OpenBoxes answered in a form that this node does not know', {
			description:
				'A proxy may have changed the answer, or this version of OpenBoxes is not supported (0.9.0 to 0.9.8 are). Try again, and update the node if it stays.',
			outcome: 'unknown',
		});
	}
	const message = error instanceof Error ? error.message : String(error);
	return new OpenBoxesError(message);
}

/** What was caught, as it was: an error of n8n itself says more than any that we could make of it. */
export function asCaught(error: unknown): Error {
	return error instanceof Error ? error : toOpenBoxesError(error);
}

/** @param wasSent a request was under way: the server may have carried it out */
export function cancelled({ wasSent = false }: { wasSent?: boolean } = {}): OpenBoxesError {
	return new OpenBoxesError('The execution was cancelled', {
		outcome: wasSent ? 'unknown' : 'notSent',
		isFatal: true,
	});
}
