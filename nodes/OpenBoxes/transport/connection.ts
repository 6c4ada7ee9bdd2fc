import { readAppContext } from './app-context';
import { apiPath } from './base-url';
import { configurationFailure } from './credential-check';
import { judgeWith, type Judge } from './judge';
import { limiterFor, realClock, type Priority } from './limiter';
import { asCaught, isOpenBoxesError, type OpenBoxesError } from './openboxes-error';
import { toQueryString, type Query } from './query';
import { refusal } from './refusal';
import { repeatWith } from './repeat';
import { waitFor, type Clock } from '../../shared/retry';
import type { ServerInfo } from './server';
import { Session, type Call, type RequestContext } from './session';
import { stayLoggedIn, type Send } from './stay-logged-in';
import { Trace } from './trace';

/** Less is not told from the whole seconds of a header, and does no harm. */
const SAME_CLOCK_MS = 2000;

interface CallOptions {
	priority?: Priority;
	timeoutMs?: number;
	/** Of a write: checked before each sending, also after a pause or a new login. */
	before?: () => Promise<void>;
}

/** A condition of the generic search; the value must be a non-empty text. */
export interface SearchAttribute {
	property: string;
	operator?: 'eq' | 'like' | 'ilike';
	value: string;
}

/**
 * The one way to talk to a server: pace, log in, repeat, judge. Reads are repeated when the network or the
 * server fails; a write is sent once, and repeated only when it certainly was not carried out (429, logged
 * out, never sent). Whoever writes must find out what an `unknown` outcome left behind.
 */
export class Connection {
	private readonly send: Send;

	private readonly judge: Judge;

	private readonly trace: Trace;

	private info?: ServerInfo;

	/** What every further call would meet as well. */
	private fatal?: OpenBoxesError;

	private readonly known = new Map<string, Promise<unknown>>();

	/** Milliseconds by which the server's clock is ahead of ours, as far as its answers tell. */
	private serverAheadMs = 0;

	private constructor(
		private readonly context: RequestContext,
		private readonly session: Session,
		private readonly clock: Clock,
	) {
		const limiter = limiterFor(session.owner, session.settings.requestsPerMinute);
		const signal = (): AbortSignal | undefined => this.signal;
		const judge = judgeWith(() => clock.now());
		const trace = new Trace(context.logger);
		const paced: Send = async (call) => {
			await call.before?.();
			return await limiter.run(call.priority, async () => await this.sendTraced(call), signal());
		};
		this.judge = judge;
		this.trace = trace;
		this.send = repeatWith(
			{ session, judge, limiter, clock, trace, signal },
			stayLoggedIn(session, judge, trace, paced),
		);
	}

	static async open(context: RequestContext, clock: Clock = realClock): Promise<Connection> {
		return new Connection(context, await Session.open(context), clock);
	}

	/** Address of the server: what the process remembers of its stock holds for all its users. */
	get key(): string {
		return this.session.server;
	}

	/** Server and user: what one user may see another may not. */
	get owner(): string {
		return this.session.owner;
	}

	get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal?.();
	}

	now(): number {
		return this.clock.now();
	}

	/** By the server's clock, which may be minutes off: what its dates are compared with. */
	serverNow(): number {
		return this.clock.now() + this.serverAheadMs;
	}

	/** Notes in n8n's log what was repaired; never a body or a secret. */
	warn(text: string): void {
		this.trace.repaired(text);
	}

	/** Pauses, and ends early when n8n cancels the execution. */
	async pause(ms: number): Promise<void> {
		await waitFor(ms, this.clock, this.signal);
	}

	/** Kind, version, location and user; costs a request only before the first login or with an API key. */
	async serverInfo(): Promise<ServerInfo> {
		this.info ??= this.session.knownServer;
		this.info ??= await this.askServer();
		return this.info;
	}

	/**
	 * What a run does not change, such as products and places: read once for all its items, under a key of the reader's
	 * own. A read that failed is done again.
	 */
	async readOnce<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
		const known = this.known.get(key) as Promise<Value> | undefined;
		if (known) return await known;
		const reading = read();
		this.known.set(key, reading);
		try {
			return await reading;
		} catch (error) {
			this.known.delete(key);
			throw asCaught(error);
		}
	}

	/** GET; repeated when needed. @returns the parsed body, undefined when empty */
	async get(path: string, query: Query = {}, options: CallOptions = {}): Promise<unknown> {
		return await this.read({ method: 'GET', path, query: toQueryString(query) }, options);
	}

	/** A POST that only reads, such as the generic search; repeated like a GET. */
	async postRead(path: string, body: unknown, options: CallOptions = {}): Promise<unknown> {
		return await this.read({ method: 'POST', path, body }, options);
	}

	/** All rows of a domain class that match; the server knows no page limit here. */
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
		return await this.write({ method: 'POST', path, body }, options);
	}

	async put(path: string, body: unknown, options: CallOptions = {}): Promise<unknown> {
		return await this.write({ method: 'PUT', path, body }, options);
	}

	async patch(path: string, body: unknown, options: CallOptions = {}): Promise<unknown> {
		return await this.write({ method: 'PATCH', path, body }, options);
	}

	async delete(path: string, options: CallOptions = {}): Promise<unknown> {
		return await this.write({ method: 'DELETE', path }, options);
	}

	/** A link of a web page that changes something: a GET that is sent once, like any write. */
	async visit(path: string): Promise<unknown> {
		return await this.write({ method: 'GET', path }, {});
	}

	private async read(
		call: Omit<Call, 'isRead' | 'priority'>,
		options: CallOptions,
	): Promise<unknown> {
		const { priority = 'short', timeoutMs } = options;
		return await this.answerTo({ ...call, timeoutMs, priority, isRead: true });
	}

	private async write(
		call: Omit<Call, 'isRead' | 'priority'>,
		options: CallOptions,
	): Promise<unknown> {
		const { timeoutMs, before } = options;
		return await this.answerTo({ ...call, timeoutMs, before, priority: 'short', isRead: false });
	}

	private async answerTo(call: Call): Promise<unknown> {
		const verdict = this.judge(call, await this.sendUnlessFatal(call));
		if (verdict.kind === 'data') return verdict.body;
		throw this.remembered(
			refusal(call, verdict, { settings: this.session.settings, server: this.info }),
		);
	}

	/** A wrong password is not tried again for each of a thousand items: servers lock users out for less. */
	private async sendUnlessFatal(call: Call): ReturnType<Send> {
		if (this.fatal) throw this.fatal;
		try {
			return await this.send(call);
		} catch (error) {
			throw this.remembered(asCaught(error));
		}
	}

	private remembered(failure: Error): Error {
		if (isOpenBoxesError(failure) && failure.isFatal) this.fatal ??= failure;
		return failure;
	}

	private async sendTraced(call: Call): ReturnType<Send> {
		const startedAt = this.clock.now();
		try {
			const reply = await this.session.send(call);
			const endedAt = this.clock.now();
			this.noteClock(startedAt, endedAt, reply.headers.date);
			this.trace.asked(call, reply, endedAt - startedAt);
			return reply;
		} catch (error) {
			this.trace.failed(call, this.clock.now() - startedAt);
			throw asCaught(error);
		}
	}

	/** Once for a run, unless a clock was set: moments of a run are compared with each other. */
	private noteClock(startedAt: number, endedAt: number, told = ''): void {
		const time = Date.parse(told) - this.serverAheadMs;
		if (time > endedAt + SAME_CLOCK_MS) this.serverAheadMs += time - endedAt;
		else if (time < startedAt - SAME_CLOCK_MS) this.serverAheadMs += time - startedAt;
	}

	private async askServer(): Promise<ServerInfo> {
		const call: Call = {
			method: 'GET',
			path: apiPath('getAppContext'),
			isRead: true,
			priority: 'short',
		};
		const reply = await this.sendUnlessFatal(call);
		// The login that this call may have led to knows more: it looked the location up.
		const known = this.session.knownServer;
		if (known) return known;
		const { settings } = this.session;
		const info = readAppContext(this.judge(call, reply), settings);
		const id = info?.location.id || settings.location;
		if (info && id !== '') return { ...info, location: { ...info.location, id } };
		throw configurationFailure(
			id === ''
				? 'OpenBoxes does not say which location it works at. Enter the location in the OpenBoxes credential.'
				: `OpenBoxes does not know the location "${id}", or it is disabled. Check the location in the OpenBoxes credential.`,
		);
	}
}
