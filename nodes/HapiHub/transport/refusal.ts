import { HapiHubError } from './hapihub-error';
import type { Verdict } from './reply';

interface Circumstances {
	isRead: boolean;
	/** Texts that must not appear: the token, and what the request said of a patient. */
	secrets: readonly string[];
}

const SHORTEST_SECRET = 3;

/** What a server echoes never reaches an error. */
function scrub(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
		.sort((a, b) => b.length - a.length)
		.reduce((rest, secret) => rest.split(secret).join('***'), text);
}

/** An error for a reply that is no data: what happened, why, and what to do next. */
export function refusal(
	verdict: Exclude<Verdict, { kind: 'data' }>,
	{ isRead, secrets }: Circumstances,
): HapiHubError {
	if (verdict.kind === 'rateLimited') {
		return new HapiHubError('HapiHub refused the request because there were too many of them', {
			description: 'Run the workflow later, or let it run less often.',
			httpStatus: 429,
			outcome: 'notSent',
			cause: 'rate-limited',
			retryAfterMs: verdict.retryAfterMs,
		});
	}
	const { status } = verdict;
	const said = scrub(verdict.reason, secrets);
	if (verdict.kind === 'broken') {
		return new HapiHubError(
			`HapiHub failed to answer (status ${status})${said === '' ? '' : `: ${said}`}`,
			{
				description:
					status >= 200 && status < 400
						? 'Check the base URL in the HapiHub credential, and whether a proxy or a maintenance page stands in front of the server.'
						: 'The server may be overloaded, starting or under maintenance. Try again later.',
				httpStatus: status,
				outcome: isRead ? 'refused' : 'unknown',
				cause: 'temporarily-unavailable',
			},
		);
	}
	switch (status) {
		case 401:
			return new HapiHubError('HapiHub did not accept the API token', {
				description: 'Check the token in the HapiHub credential; it may have run out.',
				httpStatus: status,
				cause: 'credential-invalid',
			});
		case 403:
			return new HapiHubError(
				`The API token is not allowed to ${isRead ? 'read' : 'change'} inventory transactions`,
				{
					description: `Ask the administrator of the clinic system for this right.${said === '' ? '' : ` The server said: ${said}`}`,
					httpStatus: status,
					cause: 'credential-invalid',
				},
			);
		case 404:
			return new HapiHubError('HapiHub does not have this inventory transaction', {
				description: 'Check the ID, and the base URL in the HapiHub credential.',
				httpStatus: status,
			});
		default:
			return new HapiHubError(
				`HapiHub refused: ${said === '' ? `it gave no reason (status ${status})` : said}`,
				{ description: 'Correct what the server names and run it again.', httpStatus: status },
			);
	}
}
