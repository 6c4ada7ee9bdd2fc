/** Extra facts about a failure that callers decide on; never secrets, never whole replies. */
export interface FailureFacts {
	/** What the user can do next; shown under the message. */
	description?: string;
	/** HTTP status of the reply that led to the failure, if there was one. */
	httpStatus?: number;
	/** `unknown` = the server may have carried out the request although no usable answer came. */
	outcome?: 'refused' | 'notSent' | 'unknown';
	/** Feeds n8n's poll back-off (n8n-conventions §4.3). */
	cause?:
		'rate-limited' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid';
	/** Milliseconds after which a repeat makes sense. */
	retryAfterMs?: number;
}

/**
 * Every failure this package reports. It carries picked fields only, because n8n stores an error's
 * fields with the execution: a whole reply could hold a cookie or a posted password.
 */
export class OpenBoxesError extends Error {
	readonly description?: string;

	readonly httpStatus?: number;

	readonly outcome: 'refused' | 'notSent' | 'unknown';

	readonly failureCause?: FailureFacts['cause'];

	readonly retryAfterMs?: number;

	constructor(message: string, facts: FailureFacts = {}) {
		super(message);
		this.name = 'OpenBoxesError';
		this.description = facts.description;
		this.httpStatus = facts.httpStatus;
		this.outcome = facts.outcome ?? 'refused';
		this.failureCause = facts.cause;
		this.retryAfterMs = facts.retryAfterMs;
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
	if (error instanceof Error && error.name === 'ZodError') {
		return new OpenBoxesError('OpenBoxes answered in a form that this node does not know', {
			description:
				'A proxy may have changed the answer, or this version of OpenBoxes is not supported (0.9.0 to 0.9.8 are). Try again, and update the node if it stays.',
			outcome: 'unknown',
		});
	}
	const message = error instanceof Error ? error.message : String(error);
	return new OpenBoxesError(message);
}
