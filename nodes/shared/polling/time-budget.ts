/** n8n's durable scheduler abandons a poll after 45 s and tells a budget below that. */
const LONGEST_BUDGET_MS = 120_000;
/** For an n8n that tells no budget (2.37 and older). */
const USUAL_BUDGET_MS = 60_000;
/** Part of the budget after which no new change is begun, and after which nothing is waited for. */
const BEGIN_SHARE = 0.6;
const WAIT_SHARE = 0.9;

/** What n8n tells of the time that a poll has. */
interface Poll {
	getPollBudgetMs?: () => number | undefined;
}

/** How long a poll may take. */
interface TimeBudget<Context> {
	/** Milliseconds after which no new change is begun. */
	beginMs: number;
	/** Ends waiting for the server, so that a poll is never cut off by n8n. */
	signal: AbortSignal;
	/** The context of the poll, with which requests end when the budget does. */
	context: Context;
}

export function timeBudget<Context extends object>(context: Context): TimeBudget<Context> {
	const { getPollBudgetMs }: Poll = context;
	const budget = Math.min(LONGEST_BUDGET_MS, getPollBudgetMs?.call(context) ?? USUAL_BUDGET_MS);
	const signal = AbortSignal.timeout(Math.floor(budget * WAIT_SHARE));
	// The transport asks the context whether to go on, as it does in an execution.
	const bounded = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as Context;
	return { beginMs: budget * BEGIN_SHARE, signal, context: bounded };
}

/** Whether a failure means only that the time was up: the transport just knows that it had to stop. */
export function isTimeUp(
	{ httpStatus, failureCause }: { httpStatus?: number; failureCause?: unknown },
	{ signal }: Pick<TimeBudget<unknown>, 'signal'>,
): boolean {
	return signal.aborted && httpStatus === undefined && failureCause === undefined;
}
