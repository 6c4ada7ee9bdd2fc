import type { Judge } from './judge';
import {
	backOffMs,
	MOST_REPEATS,
	pauseAfterRefusal,
	RetryBudget,
	waitFor,
	type Clock,
} from '../../shared/retry';
import type { Limiter } from './limiter';
import { asCaught, isOpenBoxesError } from './openboxes-error';
import type { RawReply, Verdict } from './reply';
import type { Call, Session } from './session';
import type { Send } from './stay-logged-in';
import type { Trace } from './trace';

/** Pauses after which a call that is logged out is tried again: others may end each other's sessions. */
const MOST_LOGOUT_REPEATS = 3;
/** A page instead of data may pass, but rarely does. */
const MOST_PAGE_REPEATS = 2;

interface Means {
	session: Session;
	judge: Judge;
	limiter: Limiter;
	clock: Clock;
	trace: Trace;
	signal: () => AbortSignal | undefined;
}

/** What to do after an answer: nothing more, or send again after so many milliseconds. */
type Again = { afterMs: number; why: string } | undefined;

/**
 * Sends until there is an answer worth judging, or repeating is useless, forbidden or used up. Reads are
 * repeated when the network or the server fails; a write only when it certainly was not carried out.
 */
export function repeatWith(means: Means, send: Send): Send {
	const budget = new RetryBudget();
	const { clock, signal, trace } = means;
	return async (call) => {
		for (let repeat = 0; ; repeat++) {
			let reply: RawReply | undefined;
			let again: Again;
			let failure: unknown;
			try {
				reply = await send(call);
				again = againAfterReply(means, call, means.judge(call, reply), repeat);
			} catch (error) {
				failure = error;
				again = againAfterFailure(means, call, error, repeat);
			}
			const isAllowed = again && repeat < MOST_REPEATS && !signal()?.aborted && budget.take();
			if (isAllowed && again) {
				trace.repaired(`${again.why}: trying again in ${again.afterMs} ms`, call);
				await waitFor(again.afterMs, clock, signal());
				if (!signal()?.aborted) continue;
			}
			if (reply === undefined) throw asCaught(failure);
			return reply;
		}
	};
}

function afterRefusal({ limiter }: Means, wishedMs: number | undefined, repeat: number): Again {
	const afterMs = pauseAfterRefusal(wishedMs, repeat);
	limiter.pause(afterMs);
	return { afterMs, why: 'the server asked for a pause' };
}

function againAfterReply(means: Means, { isRead }: Call, verdict: Verdict, repeat: number): Again {
	switch (verdict.kind) {
		case 'rateLimited':
			return afterRefusal(means, verdict.retryAfterMs, repeat);
		case 'loggedOut': {
			const mayComeBack = means.session.canLogIn && repeat < MOST_LOGOUT_REPEATS;
			return mayComeBack
				? { afterMs: backOffMs(repeat), why: 'the session was ended again' }
				: undefined;
		}
		case 'broken':
			return isRead ? { afterMs: backOffMs(repeat), why: 'the server failed' } : undefined;
		case 'notOpenBoxes':
			return isRead && repeat < MOST_PAGE_REPEATS
				? { afterMs: backOffMs(repeat), why: 'a web page came instead of data' }
				: undefined;
		default:
			return undefined;
	}
}

function againAfterFailure(means: Means, { isRead }: Call, error: unknown, repeat: number): Again {
	if (!isOpenBoxesError(error)) return undefined;
	if (error.failureCause === 'rate-limited') return afterRefusal(means, error.retryAfterMs, repeat);
	const isTemporary = error.failureCause === 'temporarily-unavailable';
	if (!isTemporary || !(isRead || error.outcome === 'notSent')) return undefined;
	return { afterMs: backOffMs(repeat), why: 'the server could not be reached' };
}
