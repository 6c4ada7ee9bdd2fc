import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	Logger,
} from 'n8n-workflow';
import { credentialSchema, type OpenBoxesCredential } from '../schemas';
import { toBaseUrl } from './base-url';
import { checkKey } from './credential-check';
import { rememberSession } from './known-sessions';
import type { Priority } from './limiter';
import { networkFailure } from './network-failure';
import { cancelled, isOpenBoxesError } from './openboxes-error';
import { ownerOf } from './owner';
import { toRawReply } from './raw-reply';
import type { RawReply } from './reply';
import { readServerInfo, type ServerInfo } from './server';
import { hasOwnSession } from './session-binding';

const CREDENTIAL = 'openBoxesApi';

/** Long enough for an array of 100 transactions on a small server. */
const TIMEOUT_MS = 120_000;

/** n8n contexts that may talk to the server. */
export type RequestContext = Pick<
	IAllExecuteFunctions,
	'getCredentials' | 'helpers' | 'getNode'
> & {
	logger?: Logger;
	getExecutionCancelSignal?: () => AbortSignal | undefined;
};

/** One call, before authentication. */
export interface Call {
	method: IHttpRequestMethods;
	/** Below the base address, starting with `/api/`. */
	path: string;
	query?: string;
	body?: unknown;
	/** Milliseconds; the default suits writes of whole batches. */
	timeoutMs?: number;
	/** It changes nothing, so that it may be sent again. */
	isRead: boolean;
	priority: Priority;
	/** Done before each sending, also when the call is sent again; what it throws ends the call. */
	before?: () => Promise<void>;
}

/**
 * Sends calls with the credential's cookie or key. Holds what the credential said last, so that kind and
 * version of the server cost no request.
 */
export class Session {
	private credential: OpenBoxesCredential;

	/** Whether the cookie is the one of today's fields; worked out once for each reading of the credential. */
	private isCurrent: boolean;

	private constructor(
		private readonly context: RequestContext,
		private data: ICredentialDataDecryptedObject,
		private readonly baseUrl: string,
	) {
		this.credential = credentialSchema.parse(data);
		this.isCurrent = !this.canLogIn || hasOwnSession(this.credential);
	}

	static async open(context: RequestContext): Promise<Session> {
		const data = await context.getCredentials(CREDENTIAL);
		const credential = credentialSchema.parse(data);
		if (credential.authentication === 'apiKey') checkKey(credential);
		return new Session(context, { ...data }, toBaseUrl(credential.url));
	}

	get settings(): Readonly<OpenBoxesCredential> {
		return this.credential;
	}

	/** Base address, the same for every way to write it. */
	get server(): string {
		return this.baseUrl;
	}

	/** Server and user. */
	get owner(): string {
		return ownerOf(this.credential);
	}

	/** False with an API key: then there is no session to renew. */
	get canLogIn(): boolean {
		return this.credential.authentication === 'login';
	}

	/** What the last login found out, when its cookie belongs to today's settings. */
	get knownServer(): ServerInfo | undefined {
		return this.isCurrent ? readServerInfo(this.credential.sessionServer) : undefined;
	}

	/** The cookie in use, to see later whether somebody else renewed it. */
	get token(): string {
		return this.isCurrent ? this.credential.sessionToken : '';
	}

	/** Sends once. A missing or foreign cookie leads to a login first. */
	async send(call: Call): Promise<RawReply> {
		const query = call.query ? `?${call.query}` : '';
		const options: IHttpRequestOptions = {
			method: call.method,
			url: `${this.baseUrl}${call.path}${query}`,
			headers: {
				Accept: 'application/json',
				...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
			...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
			encoding: 'text',
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			timeout: call.timeoutMs ?? TIMEOUT_MS,
			skipSslCertificateValidation: this.credential.ignoreTlsErrors,
		};
		// n8n logs in while this is empty, writes what the login returned into this very object, and stores it.
		const data = { ...this.data, sessionInUse: this.isCurrent ? 'yes' : '' };
		try {
			const answer: unknown = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context as IAllExecuteFunctions,
				CREDENTIAL,
				options,
				{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data } },
			);
			this.adopt(data);
			return toRawReply(answer, this.credential);
		} catch (error) {
			throw this.failure(error);
		}
	}

	/**
	 * After the server said that the session is gone: takes the cookie that another execution got meanwhile,
	 * else lets the next call log in. Never for ever: an inactive user would log in and be dropped again and
	 * again, so whoever calls this counts.
	 */
	async renew(lostToken: string): Promise<void> {
		this.adopt({ ...(await this.context.getCredentials(CREDENTIAL)) });
		if (this.credential.sessionToken === lostToken) this.isCurrent = false;
	}

	private adopt(data: ICredentialDataDecryptedObject): void {
		const { sessionToken } = this.credential;
		this.data = data;
		this.credential = credentialSchema.parse(data);
		if (sessionToken !== this.credential.sessionToken)
			rememberSession(this.credential, sessionToken);
		this.isCurrent = !this.canLogIn || hasOwnSession(this.credential);
	}

	private failure(error: unknown): Error {
		const cause: unknown = error instanceof Error ? error.cause : undefined;
		if (isOpenBoxesError(error)) return error;
		if (isOpenBoxesError(cause)) return cause;
		if (this.context.getExecutionCancelSignal?.()?.aborted) return cancelled({ wasSent: true });
		return networkFailure(error);
	}
}
