import { OpenBoxesError } from './openboxes-error';
import { apiPath } from './base-url';
import {
	cancelled,
	limiterFor,
	realClock,
	type Clock,
	type Limiter,
	type Priority,
} from './limiter';
import { readAppContext } from './login';
import { classify, type RawReply, type Verdict } from './reply';
import { backOffMs, MOST_REPEATS, pauseAfterRefusal, RetryBudget, waitFor } from './retry';
import { Session, type Call, type RequestContext } from './session';
import type { ServerInfo } from './server';
import { refusal } from './refusal';

/** Query values; a list repeats the key. Missing values are left out. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Logins for one call before the session counts as lost for good. */
const MOST_LOGINS = 3;
/** Pauses after which such a call is tried again: others may be ending each other's sessions. */
const MOST_LOGOUT_REPEATS = 3;

interface CallOptions {
	priority?: Priority;
	timeoutMs?: number;
}

/** A condition of the generic search (note 02 §0.10); the value must be a non-empty text. */
export interface SearchAttribute {
	property: string;
	operator?: 'eq' | 'like' | 'ilike';
	value: string;
}

function toQueryString(query: Query): string {
	const pairs: string[] = [];
	for (const [key, value] of Object.entries(query)) {
		if (value === undefined || value === '') continue;
		const values: ReadonlyArray<string | number | boolean> =
			typeof value === 'object' ? value : [value];
		for (const one of values)
			pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(one))}`);
	}
	return pairs.join('&');
}

/**
 * The one way to talk to a server. Reads are repeated when the network or the server fails; a write
 * is sent once, and repeated only when it certainly was not carried out (429, logged out, never sent).
 * Whoever writes must find out what an `unknown` outcome left behind (design rules 4 and 5).
 */
export class Connection {
	private readonly budget = new RetryBudget();

	private readonly limiter: Limiter;

	private info?: ServerInfo;

	private constructor(
		private readonly context: RequestContext,
		private readonly session: Session,
		private readonly clock: Clock,
	) {
		this.limiter = limiterFor(session.limiterKey, session.settings.requestsPerMinute);
	}

	static async open(context: RequestContext, clock: Clock = realClock): Promise<Connection> {
		return new Connection(context, await Session.open(context), clock);
	}

	/** Address of the server: what the process remembers of its data holds for all its users. */
	get key(): string {
		return this.session.server;
	}

	get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal?.();
	}

	now(): number {
		return this.clock.now();
	}

	/** Notes in n8n's log what was repaired; never a body or a secret. */
	warn(text: string): void {
		this.context.logger?.warn(text);
	}

	/** Pauses, and ends early when n8n cancels the execution. */
	async pause(ms: number): Promise<void> {
		await waitFor(ms, this.clock, this.signal);
	}

	/** Kind, version, location and user; costs a request only before the first login or with an API key. */
	async serverInfo(): Promise<ServerInfo> {
		this.info ??= this.session.knownServer;
		if (!this.info) {
			let reply: RawReply | undefined;
			const send = async (): Promise<unknown> => {
				reply = await this.exchange(
					{ method: 'GET', path: apiPath('getAppContext') },
					true,
					'short',
				);
				return { statusCode: reply.status, headers: reply.headers, body: reply.body };
			};
			this.info = await readAppContext(send, this.session.settings, {});
		}
		return this.info;
	}

	/** GET; repeated when needed. @returns the parsed body, undefined when empty */
	async get(path: string, query: Query = {}, options: CallOptions = {}): Promise<unknown> {
		return await this.read(
			{ method: 'GET', path, query: toQueryString(query), ...options },
			options,
		);
	}

	/** A POST that only reads, such as the generic search; repeated like a GET. */
	async postRead(path: string, body: unknown, options: CallOptions = {}): Promise<unknown> {
		return await this.read({ method: 'POST', path, body, ...options }, options);
	}

	/** All rows of a domain class that match; the server knows no page limit here (note 02 §0.10). */
	async search(
		resource: string,
		attributes: SearchAttribute[],
		options?: CallOptions,
	): Promise<unknown> {
		return await this.postRead(
			apiPath('generic', resource, 'search'),
			{ searchAttributes: attributes },
			options,
		);
	}

	async post(path: string, body: unknown, options: CallOptions = {}): Promise<unknown> {
		return await this.write({ method: 'POST', path, body, ...options });
	}

	async put(path: string, body: unknown, options: CallOptions = {}): Promise<unknown> {
		return await this.write({ method: 'PUT', path, body, ...options });
	}

	async delete(path: string, options: CallOptions = {}): Promise<unknown> {
		return await this.write({ method: 'DELETE', path, ...options });
	}

	/** A link of a web page that changes something: a GET that is sent once, like any write. */
	async visit(path: string): Promise<unknown> {
		return await this.write({ method: 'GET', path });
	}

	private async read(call: Call, options: CallOptions): Promise<unknown> {
		const reply = await this.exchange(call, true, options.priority ?? 'short');
		return this.dataOf(call, reply, true);
	}

	private async write(call: Call): Promise<unknown> {
		const reply = await this.exchange(call, false, 'short');
		return this.dataOf(call, reply, false);
	}

	private dataOf(call: Call, reply: RawReply, isRead: boolean): unknown {
		const verdict = this.judge(reply, isRead);
		if (verdict.kind === 'data') return verdict.body;
		throw refusal(call, verdict, { settings: this.session.settings, server: this.info, isRead });
	}

	/** Sends until there is an answer worth judging, or repeating is useless, forbidden or used up. */
	private async exchange(call: Call, isRead: boolean, priority: Priority): Promise<RawReply> {
		for (let repeat = 0; ; repeat++) {
			let reply: RawReply;
			try {
				reply = await this.sendLoggedIn(call, isRead, priority);
			} catch (error) {
				if (!(await this.mayRepeatAfter(error, isRead, repeat))) throw asConnectionError(error);
				continue;
			}
			const verdict = this.judge(reply, isRead);
			if (!(await this.mayRepeat(verdict, isRead, repeat))) return reply;
		}
	}

	/**
	 * Sends, with a new login when the session is gone: a call that meets it was not carried out. An
	 * inactive user cannot make this go round, since the login itself finds it out; other executions
	 * can end a fresh session again, so it is tried a few times.
	 */
	private async sendLoggedIn(call: Call, isRead: boolean, priority: Priority): Promise<RawReply> {
		let usedToken = this.session.token;
		let reply = await this.paced(priority, async () => await this.session.send(call));
		for (let login = 0; login < MOST_LOGINS && this.isLoggedOut(reply, isRead); login++) {
			const lostToken = usedToken === '' ? this.session.token : usedToken;
			reply = await this.paced(
				priority,
				async () => await this.session.sendAgainAfterLogout(call, lostToken),
			);
			usedToken = this.session.token;
		}
		return reply;
	}

	private isLoggedOut(reply: RawReply, isRead: boolean): boolean {
		return this.session.canLogIn && this.judge(reply, isRead).kind === 'loggedOut';
	}

	/** A write is not sent again because of a page that may as well hide its success. */
	private judge(reply: RawReply, isRead: boolean): Verdict {
		const verdict = classify(reply, this.clock.now());
		const isUnclear = !isRead && verdict.kind === 'loggedOut' && verdict.mayBeSaved === true;
		return isUnclear ? { kind: 'notOpenBoxes' } : verdict;
	}

	private async paced(priority: Priority, send: () => Promise<RawReply>): Promise<RawReply> {
		await this.limiter.acquire(priority, this.signal);
		return await send();
	}

	private async mayRepeatAfter(error: unknown, isRead: boolean, repeat: number): Promise<boolean> {
		if (!(error instanceof OpenBoxesError) || this.signal?.aborted) return false;
		if (error.failureCause === 'rate-limited') {
			const pause = pauseAfterRefusal(error.retryAfterMs, repeat);
			this.limiter.pause(pause);
			return await this.pauseFor(pause, repeat);
		}
		const isTemporary = error.failureCause === 'temporarily-unavailable';
		if (!isTemporary || !(isRead || error.outcome === 'notSent')) return false;
		return await this.pauseFor(undefined, repeat);
	}

	private async mayRepeat(verdict: Verdict, isRead: boolean, repeat: number): Promise<boolean> {
		if (verdict.kind === 'rateLimited') {
			const pause = pauseAfterRefusal(verdict.retryAfterMs, repeat);
			this.limiter.pause(pause);
			return await this.pauseFor(pause, repeat);
		}
		if (verdict.kind === 'loggedOut') {
			const mayComeBack = this.session.canLogIn && repeat < MOST_LOGOUT_REPEATS;
			return mayComeBack && (await this.pauseFor(undefined, repeat));
		}
		const isPassing = verdict.kind === 'broken' || verdict.kind === 'notOpenBoxes';
		if (!isRead || !isPassing) return false;
		if (verdict.kind === 'notOpenBoxes' && repeat >= 2) return false;
		return await this.pauseFor(undefined, repeat);
	}

	private async pauseFor(ms: number | undefined, repeat: number): Promise<boolean> {
		if (repeat >= MOST_REPEATS || !this.budget.take()) return false;
		await this.pause(ms ?? backOffMs(repeat));
		return !this.signal?.aborted;
	}
}

function asConnectionError(error: unknown): OpenBoxesError {
	return error instanceof OpenBoxesError ? error : cancelled();
}
