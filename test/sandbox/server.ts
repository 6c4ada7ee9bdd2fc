import {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
	type AddressInfo,
	type Socket,
} from '../platform';
import { DOCUMENTED_KEY, sessionOfKey, type ApiKey } from './api-key';
import { wantsJson, type Headers } from './content';
import { answerControl } from './control';
import { routes } from './endpoints';
import { Faults, type ScriptedFault } from './faults';
import { Cores, realLatency, type TimedRequest } from './latency';
import { Overlap, type OverlapSettings } from './overlap';
import { RateLimit, tooMany } from './rate-limit';
import { htmlPage, type Reply } from './reply';
import { respond } from './respond';
import { Router } from './router';
import { Sessions, type Session } from './session';
import { Statistics } from './statistics';
import { Timeline } from './timeline';
import type { World } from './world';

export const CONTEXT_PATH = '/openboxes';
const MAX_URL = 8192;

/** Switches of the HTTP side. */
export interface ServerOptions {
	latency?: 'real' | number;
	rateLimit?: number;
	apiKey?: ApiKey;
	/** How long a write takes until it commits; others see nothing of it before. Off when left out. */
	overlap?: number | 'real' | OverlapSettings;
	/** Requests take no real time: they end when `time.advance` has passed their end. */
	timeByHand?: boolean;
}

/** The HTTP side of the sandbox: sessions, faults, rate limit, and the way of a request to its handler. */
export class SandboxServer {
	private readonly http: Server;
	private readonly sockets = new Set<Socket>();
	readonly sessions = new Sessions(() => this.world);
	readonly faults = new Faults();
	readonly statistics = new Statistics();
	readonly time: Timeline;
	private readonly cores = new Cores();
	readonly overlap: Overlap;
	private router: Router;
	rateLimit: RateLimit;
	latency: 'real' | number;

	constructor(
		public world: World,
		readonly options: ServerOptions,
		/** What POST /__sandbox/reset does. */
		readonly reset: (settings: Record<string, unknown>) => void,
	) {
		this.router = Router.of(routes, world.version);
		this.rateLimit = new RateLimit(options.rateLimit);
		this.latency = options.latency ?? 0;
		this.time = new Timeline(options.timeByHand);
		this.overlap = new Overlap(this.time, options.overlap);
		this.http = createServer({ maxHeaderSize: 65536 }, (request, response) => {
			void this.serve(request, response).catch(() => request.socket.destroy());
		});
		this.http.keepAliveTimeout = 30_000;
		this.http.on('connection', (socket: Socket) => {
			this.sockets.add(socket);
			socket.on('close', () => this.sockets.delete(socket));
		});
	}

	get port(): number {
		return (this.http.address() as AddressInfo).port;
	}

	async listen(port: number): Promise<void> {
		await new Promise<void>((done, fail) => {
			this.http.once('error', fail);
			this.http.listen(port, '127.0.0.1', () => {
				this.http.removeListener('error', fail);
				done();
			});
		});
	}

	/** Ends all connections, those in the middle of an answer too. */
	async close(): Promise<void> {
		this.overlap.releaseAll();
		await new Promise<void>((done) => {
			this.http.close(() => done());
			for (const socket of this.sockets) socket.destroy();
		});
	}

	/** Stops and starts: sessions are gone, data, faults and counts stay. */
	async restart(): Promise<void> {
		const { port } = this;
		await this.close();
		this.sessions.dropAll();
		await this.listen(port);
	}

	/** Puts another world behind the same port; sessions, faults and counts start anew. */
	replace(world: World, rateLimit?: number): void {
		this.overlap.releaseAll();
		this.world = world;
		this.router = Router.of(routes, world.version);
		this.sessions.dropAll();
		this.faults.clear();
		this.statistics.clear();
		this.rateLimit = new RateLimit(rateLimit ?? this.options.rateLimit);
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readBody(request);
		const url = request.url ?? '/';
		if (url.startsWith('/__sandbox/')) {
			send(response, request, answerControl(this, request.method ?? 'GET', url, body));
			return;
		}
		this.world.clock.runDue();
		this.world.clock.step();
		const method = effectiveMethod(request, url);
		this.statistics.count(method, url);
		const fault = this.faults.draw(method, url);
		if (fault?.kind === 'cut before commit') {
			request.socket.destroy();
			return;
		}
		await this.delay(fault, method, url, body);
		const early = faultBefore(fault);
		const limited = this.rateLimit.check(Date.now());
		const reply = early ?? limited.reply ?? (await this.handle(request, method, url, body, fault));
		if (fault?.kind === 'cut after commit') {
			request.socket.destroy();
			return;
		}
		const answer = faultAfter(fault, reply);
		const date = new Date(this.world.clock.now()).toUTCString();
		const headers = { Date: date, ...answer.headers, ...limited.headers };
		send(response, request, { ...answer, headers });
	}

	private async delay(
		fault: ScriptedFault | undefined,
		method: string,
		url: string,
		body: string,
	): Promise<void> {
		const { latency } = this;
		const isLater = this.overlap.isPaced(method, url);
		const usual = latency !== 'real' ? latency : isLater ? 0 : this.pace({ method, url, body });
		const ms = usual + (fault?.kind === 'slow' ? (fault.ms ?? 3000) : 0);
		await this.time.wait(ms);
	}

	private pace(request: TimedRequest): number {
		return this.cores.occupy(this.time.now(), realLatency(request));
	}

	private async handle(
		request: IncomingMessage,
		method: string,
		url: string,
		body: string,
		fault: ScriptedFault | undefined,
	): Promise<Reply> {
		const headers = request.headers as Headers;
		// The container refuses these before the application sees them (sessions-and-errors.md#e15,
		// sessions-and-errors.md#e16).
		const [rawPath, rawQuery = ''] = splitUrl(url);
		if (url.length > MAX_URL || /[[\]{}|\\^`"<>]/.test(url)) return tomcatPage();
		if (method === 'OPTIONS' && headers.origin)
			return { status: 403, body: 'Invalid CORS request' };
		const { version } = this.world;
		const apiKey = this.options.apiKey ?? (version.isDocumented ? DOCUMENTED_KEY : undefined);
		const keyed = sessionOfKey(this.world, headers, apiKey);
		if (keyed === null) return unauthorized();
		const known = this.sessions.find(headers.cookie);
		if (known && (this.faults.dropsSession() || fault?.kind.startsWith('session expired'))) {
			this.sessions.drop(known);
		}
		const live = known && this.sessions.find(headers.cookie) ? known : undefined;
		const session = keyed ?? live ?? this.sessions.create();
		const reply =
			fault?.kind === 'session expired page'
				? { status: 200, body: htmlPage('Login'), contentType: 'text/html;charset=UTF-8' }
				: fault?.kind === 'session expired 401'
					? unauthorized()
					: await respond({
							world: this.world,
							router: this.router,
							session,
							method,
							path: rawPath,
							query: new URLSearchParams(rawQuery),
							body,
							headers,
							contextPath: CONTEXT_PATH,
							origin: `http://${headers.host ?? '127.0.0.1'}`,
							json: wantsJson(headers),
							overlap: this.overlap,
							pace: () => this.pace({ method, url, body }),
							ownErrors: this.statistics.ownErrors,
						});
		this.afterwards(session, rawPath, reply);
		return live || keyed ? reply : withCookie(reply, session);
	}

	private afterwards(session: Session, path: string, reply: Reply): void {
		if (session.loggedOut) this.sessions.drop(session);
		if (reply.status === 200 && /\/api\/login\/?$/.test(path)) this.statistics.logins += 1;
	}
}

const splitUrl = (url: string): [string, string?] => {
	const at = url.indexOf('?');
	return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
};

/** `X-HTTP-Method-Override` and `?_method=` on a POST are obeyed (sessions-and-errors.md#bad-input). */
function effectiveMethod(request: IncomingMessage, url: string): string {
	const method = request.method ?? 'GET';
	if (method !== 'POST') return method;
	const header = request.headers['x-http-method-override'];
	const query = new URLSearchParams(splitUrl(url)[1] ?? '').get('_method');
	return (typeof header === 'string' ? header : (query ?? method)).toUpperCase();
}

async function readBody(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString('utf8');
}

const unauthorized = (): Reply => ({
	status: 401,
	body: JSON.stringify({ errorCode: 401, errorMessage: 'Unauthorized user: null' }),
	contentType: 'application/json;charset=UTF-8',
});

const tomcatPage = (): Reply => ({
	status: 400,
	body: '<!doctype html><html lang="en"><head><title>HTTP Status 400 – Bad Request</title></head><body><h1>HTTP Status 400 – Bad Request</h1></body></html>',
	contentType: 'text/html;charset=utf-8',
});

const serverError = (status: number): Reply => ({
	status,
	body: htmlPage('General Error'),
	contentType: 'text/html;charset=UTF-8',
});

function faultBefore(fault: ScriptedFault | undefined): Reply | undefined {
	if (fault?.kind === '429') return tooMany(fault.retryAfter ?? 1);
	if (fault?.kind === '5xx before commit') return serverError(fault.status ?? 502);
	return undefined;
}

function faultAfter(fault: ScriptedFault | undefined, reply: Reply): Reply {
	if (fault?.kind === '5xx after commit') return serverError(fault.status ?? 502);
	if (fault?.kind === 'HTML page') return serverError(200);
	if (fault?.kind === 'truncated JSON' && reply.body) {
		return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
	}
	return reply;
}

const withCookie = (reply: Reply, session: Session): Reply => ({
	...reply,
	headers: {
		...reply.headers,
		'Set-Cookie': `JSESSIONID=${session.cookie}; Path=${CONTEXT_PATH}; HttpOnly`,
	},
});

/** After every 400 and 500 the server closes the connection (sessions-and-errors.md#errors). */
function send(response: ServerResponse, request: IncomingMessage, reply: Reply): void {
	response.statusCode = reply.status;
	for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
	if (reply.contentType) response.setHeader('Content-Type', reply.contentType);
	if (reply.status === 400 || reply.status === 500) response.setHeader('Connection', 'close');
	response.end(request.method === 'HEAD' ? undefined : reply.body);
}
