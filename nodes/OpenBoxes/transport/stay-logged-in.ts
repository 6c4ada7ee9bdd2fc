import type { Judge } from './judge';
import type { RawReply } from './reply';
import type { Call, Session } from './session';
import type { Trace } from './trace';

/** Sends a call; policies put another way to send around it. */
export type Send = (call: Call) => Promise<RawReply>;

/** Logins for one call before the session counts as lost for good. */
const MOST_LOGINS = 3;

/**
 * Sends again with a new login when the session is gone: a call that meets it was not carried out. An
 * inactive user cannot make this go round, since the login itself finds it out; other executions can end a
 * fresh session again, so it is tried a few times.
 */
export function stayLoggedIn(session: Session, judge: Judge, trace: Trace, send: Send): Send {
	return async (call) => {
		let usedToken = session.token;
		let reply = await send(call);
		for (let login = 0; login < MOST_LOGINS; login++) {
			if (!session.canLogIn || judge(call, reply).kind !== 'loggedOut') break;
			trace.repaired('the session was gone: logging in again', call);
			await session.renew(usedToken === '' ? session.token : usedToken);
			usedToken = session.token;
			reply = await send(call);
		}
		return reply;
	};
}
