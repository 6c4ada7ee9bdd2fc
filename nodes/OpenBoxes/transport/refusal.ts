import type { OpenBoxesCredential } from '../schemas';
import { refusedKey } from './app-context';
import { knownSessions } from './known-sessions';
import { OpenBoxesError } from './openboxes-error';
import type { Verdict } from './reply';
import { scrub } from './scrub';
import type { ServerInfo } from './server';
import type { Call } from './session';

interface Circumstances {
	settings: Readonly<OpenBoxesCredential>;
	server?: ServerInfo;
}

/** Characters of a server's reason that are shown. */
const MOST_SHOWN = 500;

function shown(reason: string, settings: Readonly<OpenBoxesCredential>): string {
	const clean = scrub(reason, settings, knownSessions(settings));
	return clean.length <= MOST_SHOWN ? clean : `${clean.slice(0, MOST_SHOWN)}…`;
}

/** Name of what a call works on, for people: `/api/generic/transaction/1` → `transaction`. */
function subject(call: Call): string {
	const parts = call.path.split('/').filter((part) => part !== '' && part !== 'api');
	return parts[0] === 'generic' ? parts[1] : parts[0];
}

/** An error for a reply that is no data: what happened, why, and what to do next. */
export function refusal(
	call: Call,
	verdict: Exclude<Verdict, { kind: 'data' }>,
	{ settings, server }: Circumstances,
): OpenBoxesError {
	const { isRead } = call;
	switch (verdict.kind) {
		case 'loggedOut':
			if (settings.authentication === 'apiKey') return refusedKey();
			return new OpenBoxesError('OpenBoxes keeps ending the session', {
				description: `The user "${settings.username}" logs in but is refused at the next request. It is probably inactive: ask an OpenBoxes administrator.`,
				cause: 'credential-invalid',
				isFatal: true,
			});
		case 'forbidden':
			return new OpenBoxesError(
				`The OpenBoxes user is not allowed to ${isRead ? 'read' : 'change'} this (${subject(call)})`,
				{
					description: `Ask an OpenBoxes administrator for a role at location "${server?.location.name || settings.location}": ${isRead ? 'Browser' : 'Assistant'} or higher.`,
					httpStatus: 403,
					cause: 'credential-invalid',
				},
			);
		case 'locationMissing':
			return new OpenBoxesError('OpenBoxes asks for a location', {
				description: 'Enter the location in the OpenBoxes credential.',
				cause: 'configuration-invalid',
				isFatal: true,
			});
		case 'notOpenBoxes':
			return new OpenBoxesError('The server answered with a web page instead of data', {
				description:
					'Check the server URL in the OpenBoxes credential, and whether a proxy or a maintenance page stands in front of the server.',
				outcome: isRead ? 'refused' : 'unknown',
				cause: 'temporarily-unavailable',
			});
		case 'rateLimited':
			return new OpenBoxesError(
				'OpenBoxes refused the request because there were too many of them',
				{
					description:
						'Lower "Requests per Minute" in the OpenBoxes credential (60 on shared hosting, 300 on dedicated hosting), or run the workflow later.',
					httpStatus: 429,
					outcome: 'notSent',
					cause: 'rate-limited',
					retryAfterMs: verdict.retryAfterMs,
				},
			);
		case 'broken':
			return new OpenBoxesError(
				`OpenBoxes failed to answer (status ${verdict.status})${verdict.reason ? `: ${shown(verdict.reason, settings)}` : ''}`,
				{
					description:
						'The server may be overloaded, starting or under maintenance. Try again later.',
					httpStatus: verdict.status,
					outcome: isRead ? 'refused' : 'unknown',
					cause: 'temporarily-unavailable',
				},
			);
		case 'refused': {
			const said = shown(verdict.reason, settings);
			const reason = said || `it gave no reason (status ${verdict.status})`;
			return new OpenBoxesError(
				verdict.status === 404
					? `OpenBoxes does not have this ${subject(call)}`
					: `OpenBoxes refused: ${reason}`,
				{
					reason: verdict.status === 404 ? undefined : reason,
					description: verdict.status === 404 && said ? `The server said: ${said}` : undefined,
					httpStatus: verdict.status,
					// A 500 can also come after the server saved.
					outcome: verdict.status >= 500 && !isRead ? 'unknown' : 'refused',
				},
			);
		}
	}
}
