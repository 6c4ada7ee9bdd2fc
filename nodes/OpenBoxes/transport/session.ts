import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	Logger,
} from 'n8n-workflow';
import { credentialSchema, serverInfoSchema, type OpenBoxesCredential } from '../schemas';
import { toBaseUrl } from './base-url';
import { sessionFor } from './login';
import { networkReason } from './network-failure';
import { isOpenBoxesError, OpenBoxesError, type FailureFacts } from './openboxes-error';
import { toRawReply } from './raw-reply';
import type { RawReply } from './reply';
import type { ServerInfo } from './server';

const CREDENTIAL = 'openBoxesApi';

/** Long enough for an array of 100 transactions on a small server. */
const TIMEOUT_MS = 120_000;

/** n8n contexts that may talk to the server. */
export type RequestContext = Pick<
	IAllExecuteFunctions,
	'getCredentials' | 'helpers' | 'getNode'
> & {
	getExecutionCancelSignal?: () => AbortSignal | undefined;
	logger?: Pick<Logger, 'warn'>;
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
}

function readServer(stored: string): ServerInfo | undefined {
	try {
		const parsed = serverInfoSchema.safeParse(JSON.parse(stored));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

/** A key that cannot be sent would look like a broken network. */
function checkKey({ apiKey, keyHeader }: OpenBoxesCredential): void {
	const facts: FailureFacts = { outcome: 'notSent', cause: 'configuration-invalid' };
	if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(keyHeader)) {
		throw new OpenBoxesError(
			`"${keyHeader}" in the OpenBoxes credential cannot be the name of a header. Enter it as the host of your server told you, e.g. X-API-Key.`,
			facts,
		);
	}
	if (apiKey === '' || !/^[\x20-\x7e]+$/.test(apiKey)) {
		throw new OpenBoxesError(
			'The API key in the OpenBoxes credential is empty or has characters that a key cannot have. Copy it again.',
			facts,
		);
	}
}

/**
 * Sends calls with the credential's cookie or key and renews the cookie when it is gone. Holds what
 * the credential said last, so that kind and version of the server cost no request.
 */
export class Session {
	private credential: OpenBoxesCredential;

	private constructor(
		private readonly context: RequestContext,
		private data: ICredentialDataDecryptedObject,
		private readonly baseUrl: string,
	) {
		this.credential = credentialSchema.parse(data);
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

	/** False with an API key: then there is no session to renew. */
	get canLogIn(): boolean {
		return this.credential.authentication === 'login';
	}

	/** Same for all nodes of this process that share a server and a user. */
	get limiterKey(): string {
		const who = this.credential.authentication === 'login' ? this.credential.username : 'api-key';
		return `${this.baseUrl}|${who.toLowerCase()}`;
	}

	/** What the last login found out, when its cookie belongs to today's settings. */
	get knownServer(): ServerInfo | undefined {
		return this.isCurrent() ? readServer(this.credential.sessionServer) : undefined;
	}

	/** Name of the cookie in use, to see later whether somebody else renewed it. */
	get token(): string {
		return this.isCurrent() ? this.credential.sessionToken : '';
	}

	/** Sends once. A missing or foreign cookie leads to a login first. */
	async send(call: Call): Promise<RawReply> {
		const data = this.isCurrent() ? this.data : { ...this.data, sessionToken: '' };
		return await this.request(call, data);
	}

	/**
	 * Sends after the server said that the session is gone: with the cookie that another execution
	 * got meanwhile, else with a fresh login. Never more than once per call: an inactive user would
	 * log in and be dropped for ever (note 01 §1.1).
	 */
	async sendAgainAfterLogout(call: Call, usedToken: string): Promise<RawReply> {
		const stored = { ...(await this.context.getCredentials(CREDENTIAL)) };
		const refreshed = credentialSchema.parse(stored);
		const isRenewed =
			refreshed.sessionToken !== '' &&
			refreshed.sessionToken !== usedToken &&
			refreshed.sessionFor === sessionFor(refreshed);
		this.adopt(stored);
		return await this.request(call, isRenewed ? stored : { ...stored, sessionToken: '' });
	}

	private isCurrent(): boolean {
		if (this.credential.authentication === 'apiKey') return true;
		return (
			this.credential.sessionToken !== '' &&
			this.credential.sessionFor === sessionFor(this.credential)
		);
	}

	private adopt(data: ICredentialDataDecryptedObject): void {
		this.data = data;
		this.credential = credentialSchema.parse(data);
	}

	private async request(call: Call, data: ICredentialDataDecryptedObject): Promise<RawReply> {
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
		try {
			// n8n writes what a login returned into this very object, and stores it.
			const answer: unknown = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context as IAllExecuteFunctions,
				CREDENTIAL,
				options,
				{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data } },
			);
			this.adopt(data);
			return toRawReply(answer);
		} catch (error) {
			throw this.failure(error);
		}
	}

	private failure(error: unknown): OpenBoxesError {
		const cause: unknown = error instanceof Error ? error.cause : undefined;
		if (isOpenBoxesError(error)) return error;
		if (isOpenBoxesError(cause)) return cause;
		if (this.context.getExecutionCancelSignal?.()?.aborted) {
			return new OpenBoxesError('The execution was cancelled', { outcome: 'unknown' });
		}
		const reason = networkReason(error);
		return new OpenBoxesError(reason.message, {
			outcome: reason.neverSent ? 'notSent' : 'unknown',
			cause: reason.isConfiguration ? 'configuration-invalid' : 'temporarily-unavailable',
		});
	}
}
