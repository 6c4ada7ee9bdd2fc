import { LoggerProxy, type IHttpRequestOptions } from 'n8n-workflow';
import { UnderWay } from '../../shared/under-way';
import type { OpenBoxesCredential } from '../schemas';
import { askedForPause, notOpenBoxes, readAppContext, SessionLost } from './app-context';
import { apiPath, toBaseUrl } from './base-url';
import { sessionCookie } from './cookie';
import { checkKey, checkLogin, configurationFailure, credentialFailure } from './credential-check';
import { findLocation } from './find-location';
import { rememberSession } from './known-sessions';
import { limiterFor } from './limiter';
import { networkFailure } from './network-failure';
import { toOpenBoxesError } from './openboxes-error';
import { ownerOf } from './owner';
import { toRawReply } from './raw-reply';
import { classify, type RawReply, type Verdict } from './reply';
import { readServerInfo, type ServerInfo } from './server';
import { hasOwnSession, sessionFor } from './session-binding';
import { hashOf } from '../../shared/hash';

const LOGIN_TIMEOUT_MS = 30_000;

type SendPlain = (options: IHttpRequestOptions) => Promise<unknown>;

interface Login {
	/** `JSESSIONID=…` */
	cookie: string;
	server: ServerInfo;
}

const underWay = new UnderWay<Login>();

/** Logs in, or waits for a login with the same details that is under way in this process. */
export async function logInOnce(send: SendPlain, credential: OpenBoxesCredential): Promise<Login> {
	checkLogin(credential);
	const { password, sessionToken, ignoreTlsErrors } = credential;
	const fields = [sessionFor(credential), password, sessionToken, String(ignoreTlsErrors)];
	const key = hashOf(JSON.stringify(fields));
	return await (underWay.get(key) ?? underWay.begin(key, logInTwiceAtMost(send, credential)));
}

/** Shows the key to the server: a wrong one, or one for another location, gets its sentence. */
export async function proveKey(send: SendPlain, credential: OpenBoxesCredential): Promise<void> {
	checkKey(credential);
	await new LoginDialogue(send, credential, '').showKey();
}

/** A session that is gone at once may have met a restart; gone again, the user is inactive. */
async function logInTwiceAtMost(send: SendPlain, credential: OpenBoxesCredential): Promise<Login> {
	try {
		return await new LoginDialogue(send, credential, heldCookie(credential)).run();
	} catch (error) {
		if (!(error instanceof SessionLost)) throw toOpenBoxesError(error);
		LoggerProxy.warn('OpenBoxes: the session was gone right after the login: logging in again');
		return await new LoginDialogue(send, credential, '').run();
	}
}

/** A session that was made with the very same fields goes on: the server need not keep another one. */
function heldCookie(credential: OpenBoxesCredential): string {
	return hasOwnSession(credential) ? credential.sessionToken : '';
}

/**
 * Logs in and reads the application context, so that one login proves user, password, role and location
 * as they are today, and tells kind and version of the server. Throws one sentence a user can act on.
 */
class LoginDialogue {
	private readonly baseUrl: string;

	constructor(
		private readonly sendPlain: SendPlain,
		private readonly credential: OpenBoxesCredential,
		private cookie: string,
	) {
		this.baseUrl = toBaseUrl(credential.url);
	}

	async run(): Promise<Login> {
		const held = this.cookie === '' ? undefined : readServerInfo(this.credential.sessionServer);
		await this.logInAt(held?.location.id || this.credential.location);
		const server = (await this.context()) ?? (await this.findAndEnter());
		return { cookie: this.cookie, server: this.at(server) };
	}

	async showKey(): Promise<void> {
		const { location } = this.credential;
		if ((await this.context()) || location === '') return;
		throw configurationFailure(
			`OpenBoxes does not know the location "${location}", or it is disabled. Check the location in the credential.`,
		);
	}

	/** What the user entered is no ID: a number or a name, looked up in the list of locations. */
	private async findAndEnter(): Promise<ServerInfo> {
		const list = await this.send('GET', `${apiPath('locations')}?presentation=toBaseJson`);
		const id = findLocation(verdictOf(list), this.credential);
		await this.logInAt(id);
		const server = await this.context();
		if (server) return server;
		throw configurationFailure(
			`OpenBoxes lists the location "${this.credential.location}", but "${this.credential.username}" cannot work there. Ask an OpenBoxes administrator for a role at it (Assistant or higher for posting stock).`,
		);
	}

	/** A server of the documents need not tell the location: then it is the one that was asked for. */
	private at(server: ServerInfo): ServerInfo {
		const { location } = this.credential;
		if (server.location.id !== '') return server;
		return { ...server, location: { ...server.location, id: location } };
	}

	private async context(): Promise<ServerInfo | undefined> {
		return readAppContext(
			verdictOf(await this.send('GET', apiPath('getAppContext'))),
			this.credential,
		);
	}

	private async logInAt(location: string): Promise<void> {
		const { username, password } = this.credential;
		const reply = await this.send('POST', apiPath('login'), { username, password, location });
		const verdict = verdictOf(reply);
		if (reply.status === 401) {
			throw credentialFailure(
				`OpenBoxes refused the password of "${username}". Check user name (or e-mail) and password in the credential.`,
			);
		}
		if (verdict.kind === 'rateLimited') throw askedForPause(verdict.retryAfterMs);
		if (reply.status >= 500) {
			throw configurationFailure(
				`OpenBoxes could not log in (status ${reply.status}). The server may be starting or under maintenance.`,
				{ cause: 'temporarily-unavailable', isFatal: false },
			);
		}
		if (reply.status < 200 || reply.status >= 300) throw notOpenBoxes(this.credential);
		// Without a new cookie the server goes on with the session that we named; other answers also set
		// (useless) cookies.
		this.cookie = sessionCookie(reply.setCookies, this.baseUrl, Date.now()) ?? this.cookie;
		rememberSession(this.credential, this.cookie);
		// A login page sets a session cookie as well: the text of a real login is short and no page.
		const isPage = /<html|<!doctype/i.test(typeof reply.body === 'string' ? reply.body : '');
		if (this.cookie === '' || isPage) {
			throw configurationFailure(
				`${this.baseUrl} answered the login with a web page instead of logging in. Check the server URL: it usually ends in /openboxes.`,
			);
		}
	}

	private async send(method: 'GET' | 'POST', path: string, body?: object): Promise<RawReply> {
		const { authentication, ignoreTlsErrors, requestsPerMinute } = this.credential;
		const { keyHeader, apiKey } = this.credential;
		const limiter = limiterFor(ownerOf(this.credential), requestsPerMinute);
		const options: IHttpRequestOptions = {
			method,
			url: `${this.baseUrl}${path}`,
			headers: {
				Accept: 'application/json',
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
				...(this.cookie === '' ? {} : { Cookie: this.cookie }),
				...(authentication === 'apiKey' ? { [keyHeader]: apiKey } : {}),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			encoding: 'text',
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			timeout: LOGIN_TIMEOUT_MS,
			skipSslCertificateValidation: ignoreTlsErrors,
		};
		try {
			return toRawReply(
				await limiter.run('short', async () => await this.sendPlain(options)),
				this.credential,
			);
		} catch (error) {
			throw networkFailure(error, { isLogin: true });
		}
	}
}

function verdictOf(reply: RawReply): Verdict {
	return classify(reply, Date.now());
}
