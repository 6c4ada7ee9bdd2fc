import { classify, type RawReply, type Verdict } from './reply';
import type { Call } from './session';

/** What a reply means for the call that it answers. */
export type Judge = (call: Call, reply: RawReply) => Verdict;

/** A write is not sent again because of a page that may as well hide its success. */
export function judgeWith(now: () => number): Judge {
	return ({ isRead }, reply) => {
		const verdict = classify(reply, now());
		const isUnclear = !isRead && verdict.kind === 'loggedOut' && verdict.mayBeSaved === true;
		return isUnclear ? { kind: 'notOpenBoxes' } : verdict;
	};
}
