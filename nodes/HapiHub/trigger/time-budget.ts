import type { IPollFunctions } from 'n8n-workflow';
import { HapiHubError } from '../transport/hapihub-error';

/** n8n's durable scheduler abandons a poll after 45 s and tells a budget below that. */
const LONGEST_BUDGET_MS = 120_000;
/** For an n8n that tells no budget (2.37 and older). */
const USUAL_BUDGET_MS = 60_000;
/** Part of the budget after which no new page is begun, and after which nothing is waited for. */
const BEGIN_SHARE = 0.6;
const WAIT_SHARE = 0.9;

/** How long a poll may take. */
interface TimeBudget {
	beginMs: number;
	/** Ends waiting for the server, so that a poll is never cut off by n8n. */
	signal: AbortSignal;
	/** The context of the poll, with which requests end when the budget does. */
	context: IPollFunctions;
}

export function timeBudget(context: IPollFunctions): TimeBudget {
	const { getPollBudgetMs }: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>> = context;
	const budget = Math.min(LONGEST_BUDGET_MS, getPollBudgetMs?.call(context) ?? USUAL_BUDGET_MS);
	const signal = AbortSignal.timeout(Math.floor(budget * WAIT_SHARE));
	// The transport asks the context whether to go on, as it does in an execution.
	const bounded = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IPollFunctions;
	return { beginMs: budget * BEGIN_SHARE, signal, context: bounded };
}

/** What a failure means when the time was up: the transport only knows that it had to stop. */
export function explainTimeUp(failure: HapiHubError, { signal }: TimeBudget): HapiHubError {
	const isOwnReason = failure.httpStatus !== undefined || failure.failureCause !== undefined;
	if (!signal.aborted || isOwnReason) return failure;
	return new HapiHubError('HapiHub did not answer within the time that n8n gives a poll', {
		description: 'Nothing is lost: the next poll goes on from the same place.',
		cause: 'temporarily-unavailable',
	});
}
