import { createHash } from 'crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { appContextSchema, type OpenBoxesCredential } from '../schemas';
import { toBaseUrl } from './base-url';
import {
	isOpenBoxesError,
	OpenBoxesError,
	toOpenBoxesError,
	type FailureFacts,
} from './openboxes-error';
import { networkReason } from './network-failure';
import { classify, type RawReply } from './reply';
import type { ServerInfo } from './server';
import { toRawReply } from './raw-reply';

const LOGIN_TIMEOUT_MS = 30_000;

type SendPlain = (options: IHttpRequestOptions) => Promise<unknown>;

/** The session was gone right after the login. */
class SessionLost extends OpenBoxesError {}

function configurationFailure(message: string, facts: FailureFacts = {}): OpenBoxesError {
	return new OpenBoxesError(message, {
		outcome: 'notSent',
		cause: 'configuration-invalid',
		...facts,
	});
}

function credentialFailure(message: string, facts: FailureFacts = {}): OpenBoxesError {
	return new OpenBoxesError(message, { outcome: 'notSent', cause: 'credential-invalid', ...facts });
}

/** Names what a cookie was made for; a changed URL, user or location never reuses it. */
export function sessionFor(credential: OpenBoxesCredential): string {
	return [credential.url, credential.username, credential.location].join('|');
}

async function exchange(send: SendPlain, options: IHttpRequestOptions): Promise<RawReply> {
	let answer: unknown;
	try {
		answer = await send({
			...options,
			encoding: 'text',
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			timeout: LOGIN_TIMEOUT_MS,
		});
	} catch (error) {
		throw isOpenBoxesError(error) ? toOpenBoxesError(error) : unreachable(error);
	}
	return toRawReply(answer);
}

function unreachable(error: unknown): OpenBoxesError {
	const reason = networkReason(error);
	return new OpenBoxesError(reason.message, {
		outcome: 'notSent',
		cause: reason.isConfiguration ? 'configuration-invalid' : 'temporarily-unavailable',
	});
}

/** `JSESSIONID=…` from the login's own answer; other answers also set (useless) cookies (note 01 §1.2). */
function sessionCookie(reply: RawReply): string | undefined {
	return /JSESSIONID=[^;,\s]+/.exec(reply.headers['set-cookie'] ?? '')?.[0];
}

/** Who works on the server, at the start of a sentence. */
function userOf({ authentication, username }: OpenBoxesCredential): string {
	return authentication === 'apiKey' ? 'The user of the API key' : `The user "${username}"`;
}

/** The server treats a wrong key, or one in a wrong header, like somebody who is not logged in. */
export function refusedKey(): OpenBoxesError {
	return credentialFailure(
		'OpenBoxes did not accept the API key. Check the key and the name of its header in the credential, or ask the host of your server for a new key.',
	);
}

/** Reads the application context; proves that the user is active and that the location took effect. */
function readServer(reply: RawReply, credential: OpenBoxesCredential): ServerInfo {
	const wanted = credential.location;
	const verdict = classify(reply, Date.now());
	if (verdict.kind === 'loggedOut' && credential.authentication === 'apiKey') throw refusedKey();
	if (verdict.kind === 'loggedOut') {
		// An inactive user logs in with 200 and is dropped by the next request (note 01 §1.1).
		throw new SessionLost(
			`OpenBoxes accepted the password of "${credential.username}" but then ended the session. The user is probably inactive: ask an OpenBoxes administrator to activate it.`,
			{ outcome: 'notSent', cause: 'credential-invalid' },
		);
	}
	if (verdict.kind === 'forbidden') {
		throw credentialFailure(
			`${userOf(credential)} has no role at location "${wanted}". Ask an OpenBoxes administrator for a role at that location (Assistant or higher for posting stock).`,
		);
	}
	if (verdict.kind === 'rateLimited') {
		throw configurationFailure(
			'OpenBoxes asked for a pause (too many requests). Try again in a minute.',
			{
				cause: 'rate-limited',
				retryAfterMs: verdict.retryAfterMs,
			},
		);
	}
	if (verdict.kind === 'refused') {
		// Without a location the server answers 500 here; an unknown id sets none (note 01 §1.1, §1.3).
		throw configurationFailure(
			wanted === ''
				? 'The OpenBoxes credential has no location. Enter the ID of the location whose stock the workflow works on.'
				: `OpenBoxes does not know the location "${wanted}", or it is disabled. Enter the ID of the location (the last part of its web address in OpenBoxes), not its name or number.`,
		);
	}
	const parsed = verdict.kind === 'data' ? appContextSchema.safeParse(verdict.body) : undefined;
	if (!parsed?.success) throw notOpenBoxes(credential);
	const { appVersion, location, user } = parsed.data.data;
	if (wanted !== '' && location && location.id !== wanted) {
		throw configurationFailure(
			`OpenBoxes logged in to location "${location.name}" instead of "${wanted}". Check the location ID.`,
		);
	}
	return {
		kind: appVersion === undefined ? 'documented' : 'openSource',
		version: appVersion ?? '',
		location: {
			id: location?.id ?? wanted,
			name: location?.name ?? '',
			number: location?.locationNumber ?? '',
		},
		user: { id: user?.id ?? '', name: user?.name ?? credential.username },
	};
}

function notOpenBoxes(credential: OpenBoxesCredential): OpenBoxesError {
	return configurationFailure(
		`No OpenBoxes answered at ${toBaseUrl(credential.url)}. Check the server URL: it usually ends in /openboxes.`,
	);
}

/** Asks the server who we are. */
export async function readAppContext(
	send: SendPlain,
	credential: OpenBoxesCredential,
	headers: Record<string, string>,
): Promise<ServerInfo> {
	const reply = await exchange(send, {
		url: `${toBaseUrl(credential.url)}/api/getAppContext`,
		method: 'GET',
		headers: { Accept: 'application/json', ...headers },
		skipSslCertificateValidation: credential.ignoreTlsErrors,
	});
	return readServer(reply, credential);
}

interface Login {
	/** `JSESSIONID=…` */
	cookie: string;
	server: ServerInfo;
}

const underWay = new Map<string, Promise<Login>>();

/** Logs in, or waits for a login with the same details that is under way in this process. */
export async function logInOnce(send: SendPlain, credential: OpenBoxesCredential): Promise<Login> {
	const secret = createHash('sha256').update(credential.password).digest('hex');
	const key = `${sessionFor(credential)}|${secret}`;
	const existing = underWay.get(key);
	if (existing) return await existing;
	const login = logInTwiceAtMost(send, credential);
	underWay.set(key, login);
	try {
		return await login;
	} finally {
		underWay.delete(key);
	}
}

/** A session that is gone at once may have met a restart; gone again, the user is inactive. */
async function logInTwiceAtMost(send: SendPlain, credential: OpenBoxesCredential): Promise<Login> {
	try {
		return await logIn(send, credential);
	} catch (error) {
		if (!(error instanceof SessionLost)) throw toOpenBoxesError(error);
		return await logIn(send, credential);
	}
}

/**
 * Logs in without sending a cookie and reads the application context, so that one login proves user,
 * role and location and tells kind and version of the server.
 *
 * @returns the cookie (`JSESSIONID=…`) and what the server said about itself
 * @throws OpenBoxesError with one sentence a user can act on
 */
async function logIn(send: SendPlain, credential: OpenBoxesCredential): Promise<Login> {
	const { username, password, location } = credential;
	if (username === '' || password === '') {
		throw credentialFailure('Enter user name and password in the OpenBoxes credential.');
	}
	const reply = await exchange(send, {
		url: `${toBaseUrl(credential.url)}/api/login`,
		method: 'POST',
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: JSON.stringify({ username, password, ...(location === '' ? {} : { location }) }),
		skipSslCertificateValidation: credential.ignoreTlsErrors,
	});
	if (reply.status === 401) {
		throw credentialFailure(
			`OpenBoxes refused the password of "${username}". Check user name (or e-mail) and password in the credential.`,
		);
	}
	if (reply.status === 429) {
		const verdict = classify(reply, Date.now());
		throw configurationFailure(
			'OpenBoxes asked for a pause (too many requests). Try again in a minute.',
			{
				cause: 'rate-limited',
				retryAfterMs: verdict.kind === 'rateLimited' ? verdict.retryAfterMs : undefined,
			},
		);
	}
	if (reply.status >= 500) {
		throw configurationFailure(
			`OpenBoxes could not log in (status ${reply.status}). The server may be starting or under maintenance.`,
			{ cause: 'temporarily-unavailable' },
		);
	}
	const cookie = sessionCookie(reply);
	if (reply.status < 200 || reply.status >= 300) throw notOpenBoxes(credential);
	// A login page sets a session cookie as well: the text of a real login is short and no page.
	if (!cookie || /<html|<!doctype/i.test(typeof reply.body === 'string' ? reply.body : '')) {
		throw configurationFailure(
			`${toBaseUrl(credential.url)} answered the login with a web page instead of logging in. Check the server URL: it usually ends in /openboxes.`,
		);
	}
	const server = await readAppContext(send, credential, { Cookie: cookie });
	return { cookie, server };
}
