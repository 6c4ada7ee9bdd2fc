/** Extra facts about a failure that callers decide on; never secrets, never whole replies. */
export interface FailureFacts {
	/** What the user can do next; shown under the message. */
	description?: string;
	/** HTTP status of the reply that led to the failure, if there was one. */
	httpStatus?: number;
	/** `unknown` = the server may have carried out the request although no usable answer came. */
	outcome?: 'refused' | 'notSent' | 'unknown';
	/** Tells n8n how to space out failing polls. */
	cause?:
		'rate-limited' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid';
	/** Milliseconds after which a repeat makes sense. */
	retryAfterMs?: number;
}

/**
 * Every failure this node reports. It carries picked fields only, because n8n stores an error's fields
 * with the execution: a whole reply could hold a token or a patient.
 */
export class HapiHubError extends Error {
	readonly description?: string;

	readonly httpStatus?: number;

	readonly outcome: 'refused' | 'notSent' | 'unknown';

	readonly failureCause?: FailureFacts['cause'];

	readonly retryAfterMs?: number;

	constructor(message: string, facts: FailureFacts = {}) {
		super(message);
		this.name = 'HapiHubError';
		this.description = facts.description;
		this.httpStatus = facts.httpStatus;
		this.outcome = facts.outcome ?? 'refused';
		this.failureCause = facts.cause;
		this.retryAfterMs = facts.retryAfterMs;
	}
}

/** `instanceof` that also holds when n8n loads a second copy of a module. */
export function isHapiHubError(error: unknown): error is HapiHubError {
	return (
		typeof error === 'object' && error !== null && 'name' in error && error.name === 'HapiHubError'
	);
}

/** Anything caught, as a `HapiHubError`: ours unchanged, everything else with its message only. */
export function toHapiHubError(error: unknown): HapiHubError {
	if (isHapiHubError(error)) return error;
	return new HapiHubError(error instanceof Error ? error.message : String(error));
}
