import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { toBaseUrl } from './base-url';
import { HapiHubError, isHapiHubError } from './hapihub-error';
import { networkFailure } from './network-failure';
import { pauseAfterRefusal, type Clock } from '../../shared/retry';
import { Pace, realClock } from './pace';
import { refusal } from './refusal';
import { classify, toRawReply, type RawReply } from './reply';

const CREDENTIAL = 'hapiHubApi';

/** Lists of a server without indexes were reported to take up to 32 seconds. */
const TIMEOUT_MS = 120_000;

/** n8n contexts that may talk to the server. */
type RequestContext = Pick<IAllExecuteFunctions, 'getCredentials' | 'helpers' | 'getNode'> & {
	getExecutionCancelSignal?: () => AbortSignal | undefined;
};

/** Query values; missing and empty ones are left out. */
export type Query = Record<string, string | number | undefined>;

interface Call {
	method: 'GET' | 'POST' | 'PATCH';
	path: string;
	query?: Query;
	body?: unknown;
	/** What must not appear in an error although the server may echo it. */
	secrets?: readonly string[];
}

function toQueryString(query: Query): string {
	return Object.entries(query)
		.filter(([, value]) => value !== undefined && value !== '')
		.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
		.join('&');
}

/**
 * The one way to talk to a server. Reads are repeated when the network or the server fails; a write is
 * sent once, and repeated only when it certainly was not carried out (429, never sent). Whoever writes
 * must find out what an `unknown` outcome left behind.
 */
export class Connection {
	private readonly pace: Pace;

	private constructor(
		private readonly context: RequestContext,
		/** Base address of the server. */
		readonly key: string,
		private readonly token: string,
		private readonly clock: Clock,
	) {
		this.pace = new Pace(key, clock, () => context.getExecutionCancelSignal?.());
	}

	static async open(context: RequestContext, clock: Clock = realClock): Promise<Connection> {
		const { url, token } = await context.getCredentials(CREDENTIAL);
		const text = String(token ?? '').trim();
		if (text === '' || !/^[\x21-\x7e]+$/.test(text)) {
			throw new HapiHubError(
				'The API token in the HapiHub credential is empty or has characters that a token cannot have. Copy it again.',
				{ outcome: 'notSent', cause: 'configuration-invalid' },
			);
		}
		return new Connection(context, toBaseUrl(String(url ?? '')), text, clock);
	}

	now(): number {
		return this.clock.now();
	}

	/** Pauses, and ends early when n8n cancels the execution. */
	async pause(ms: number): Promise<void> {
		await this.pace.wait(ms);
	}

	async get(path: string, query: Query = {}): Promise<unknown> {
		return await this.exchange({ method: 'GET', path, query });
	}

	async post(path: string, body: unknown, secrets?: readonly string[]): Promise<unknown> {
		return await this.exchange({ method: 'POST', path, body, secrets });
	}

	async patch(path: string, body: unknown, secrets?: readonly string[]): Promise<unknown> {
		return await this.exchange({ method: 'PATCH', path, body, secrets });
	}

	/** Sends until there is an answer worth judging, or repeating is useless, forbidden or used up. */
	private async exchange(call: Call): Promise<unknown> {
		const isRead = call.method === 'GET';
		const secrets = [this.token, ...(call.secrets ?? [])];
		for (let repeat = 0; ; repeat++) {
			await this.pace.turn();
			let failure: HapiHubError;
			try {
				const verdict = classify(await this.send(call), this.clock.now());
				if (verdict.kind === 'data') return verdict.body;
				failure = refusal(verdict, { isRead, secrets });
			} catch (error) {
				failure = this.failureOf(error);
			}
			if (!(await this.mayRepeatAfter(failure, isRead, repeat))) throw failure;
		}
	}

	private async mayRepeatAfter(
		failure: HapiHubError,
		isRead: boolean,
		repeat: number,
	): Promise<boolean> {
		if (failure.failureCause === 'rate-limited') {
			const pause = pauseAfterRefusal(failure.retryAfterMs, repeat);
			this.pace.keepQuiet(pause);
			return await this.pace.mayRepeat(repeat, pause);
		}
		const isPassing = failure.failureCause === 'temporarily-unavailable';
		const isHarmless = isRead || failure.outcome === 'notSent';
		return isPassing && isHarmless && (await this.pace.mayRepeat(repeat));
	}

	private async send({ method, path, query = {}, body }: Call): Promise<RawReply> {
		const text = toQueryString(query);
		const options: IHttpRequestOptions = {
			method,
			url: `${this.key}${path}${text === '' ? '' : `?${text}`}`,
			headers: {
				Accept: 'application/json',
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			encoding: 'text',
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			timeout: TIMEOUT_MS,
		};
		const answer: unknown = await this.context.helpers.httpRequestWithAuthentication.call(
			this.context as IAllExecuteFunctions,
			CREDENTIAL,
			options,
		);
		return toRawReply(answer);
	}

	private failureOf(error: unknown): HapiHubError {
		if (isHapiHubError(error)) return error;
		if (this.context.getExecutionCancelSignal?.()?.aborted)
			return new HapiHubError('The execution was cancelled', { outcome: 'unknown' });
		return networkFailure(error);
	}
}
