import {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
	type AddressInfo,
	setTimeout,
} from '../platform';
import { Faults, type FaultSettings, type ScriptedFault } from '../sandbox/faults';
import { answerList, type Shape } from './find';
import { refuse, type Row } from './validate';

export type { Row } from './validate';

export const TOKEN = 'bearer-of-clinic';

export interface ClinicSandboxOptions {
	/** Shape of list answers; `mixed` = another one each time (default). */
	shape?: Shape | 'mixed';
	/** Rows that a list gives at most, whatever is asked for (default 50). */
	maxLimit?: number;
	/** Filters that are obeyed; all others are dropped in silence (default warehouse and type). */
	knownFilters?: readonly string[];
	/** Gives every row in every answer. */
	ignoresPages?: boolean;
	ignoresSort?: boolean;
	/** Pages begin some rows too early. */
	repeatsRows?: boolean;
	/** Answers to Post and Patch hold id, warehouse and type only, as in the documentation's examples. */
	shortAnswers?: boolean;
	/** Keeps no metadata. */
	dropsMetadata?: boolean;
	/** Words beside the seven types. */
	extraTypes?: readonly string[];
	/** Ms between the arrival of a creation and its row. */
	saveDelay?: number;
	/** Epoch ms; real time when left out. */
	clock?: () => number;
	faults?: FaultSettings;
}

interface Received {
	method: string;
	url: string;
	authorization: string;
	body: string;
}

interface Answer {
	status: number;
	body: string;
	type?: string;
	headers?: Record<string, string>;
}

const json = (body: unknown, status = 200): Answer => ({
	status,
	body: JSON.stringify(body),
	type: 'application/json; charset=utf-8',
});

/** Errors of Feathers services. */
const failure = (status: number, name: string, message: string): Answer =>
	json({ name, code: status, message }, status);

const page = (status: number): Answer => ({
	status,
	body: '<!DOCTYPE html><html><body><h1>Maintenance</h1></body></html>',
	type: 'text/html',
});

/**
 * A look-alike of the inventory-transactions API v5.45, from its documentation, and harder than it.
 * It never deletes, knows no `updatedAt`, and saves a creation each time it is asked to.
 */
export class ClinicSandbox {
	readonly rows: Row[] = [];

	readonly received: Received[] = [];

	readonly faults = new Faults();

	private lists = 0;

	private constructor(
		private readonly server: Server,
		readonly options: ClinicSandboxOptions,
	) {}

	static async start(options: ClinicSandboxOptions = {}): Promise<ClinicSandbox> {
		const server = createServer();
		const sandbox = new ClinicSandbox(server, options);
		if (options.faults) sandbox.faults.set(options.faults);
		server.on('request', (request, response) => {
			void sandbox.serve(request, response).catch(() => request.socket.destroy());
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		return sandbox;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Data of a credential for this server. */
	get credential(): { url: string; token: string } {
		return { url: this.url, token: TOKEN };
	}

	/** What somebody in the clinic enters. @returns the row */
	enter(values: Row): Row {
		const row = {
			id: `trx${String(this.rows.length + 1).padStart(6, '0')}`,
			createdBy: 'account-cashier',
			createdAt: this.now(),
			...structuredClone(values),
		};
		this.rows.push(row);
		return row;
	}

	/** Without transactions and faults, as at the start. */
	reset(): void {
		this.rows.length = 0;
		this.faults.clear();
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((done) => this.server.close(() => done()));
	}

	private now(): number {
		return this.options.clock?.() ?? Date.now();
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const body = Buffer.concat(parts).toString('utf8');
		const { method = 'GET', url = '/', headers } = request;
		const authorization = headers.authorization ?? '';
		this.received.push({ method, url, authorization, body });
		const fault = this.faults.draw(method, url);
		if (fault?.kind === 'cut before commit') {
			request.socket.destroy();
			return;
		}
		if (fault?.kind === 'slow') await new Promise((done) => setTimeout(done, fault.ms ?? 200));
		const answer = before(fault) ?? (await this.handle(method, url, authorization, body));
		if (fault?.kind === 'cut after commit') {
			request.socket.destroy();
			return;
		}
		const sent = after(fault, answer);
		response.statusCode = sent.status;
		for (const [name, value] of Object.entries(sent.headers ?? {})) response.setHeader(name, value);
		response.setHeader('Content-Type', sent.type ?? 'text/plain');
		response.end(sent.body);
	}

	private async handle(
		method: string,
		url: string,
		authorization: string,
		text: string,
	): Promise<Answer> {
		if (authorization !== `Bearer ${TOKEN}`)
			return failure(401, 'NotAuthenticated', `Invalid token: ${authorization}`);
		const { pathname, searchParams } = new URL(url, 'http://clinic');
		const [, id] = /^\/inventory-transactions(?:\/([^/]+))?$/.exec(pathname) ?? [undefined, null];
		if (id === null) return failure(404, 'NotFound', 'Page not found');
		if (method === 'POST' && id === undefined) return await this.create(text);
		if (method === 'GET' && id === undefined)
			return json(answerList(this.rows, searchParams, this.options, this.lists++));
		const row = this.rows.find((one) => one.id === decodeURIComponent(id ?? ''));
		if (!row) return failure(404, 'NotFound', `No record found for id '${id ?? ''}'`);
		if (method === 'GET') return json(row);
		if (method === 'PATCH') return this.change(row, text);
		return failure(405, 'MethodNotAllowed', `Method ${method} is not supported`);
	}

	private async create(text: string): Promise<Answer> {
		const body = readBody(text);
		const reason = refuse(body, this.options.extraTypes ?? []);
		if (reason !== undefined) return failure(400, 'BadRequest', reason);
		const { saveDelay } = this.options;
		if (saveDelay) await new Promise((done) => setTimeout(done, saveDelay));
		const { metadata, ...others } = body as Row;
		const kept = this.options.dropsMetadata ? {} : { metadata };
		return this.answer(this.enter({ ...others, ...(metadata === undefined ? {} : kept) }));
	}

	private change(row: Row, text: string): Answer {
		const body = readBody(text);
		const reason = refuse(body, this.options.extraTypes ?? []);
		if (reason !== undefined) return failure(400, 'BadRequest', reason);
		for (const [name, value] of Object.entries(body as Row)) {
			if (value === null) delete row[name];
			else row[name] = value;
		}
		return this.answer(row);
	}

	private answer(row: Row): Answer {
		const { id, warehouse, type } = row;
		return json(this.options.shortAnswers ? { id, warehouse, type } : row);
	}
}

function readBody(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function before(fault: ScriptedFault | undefined): Answer | undefined {
	if (fault?.kind === '429') {
		const headers = { 'Retry-After': String(fault.retryAfter ?? 1) };
		return { ...failure(429, 'TooManyRequests', 'Too many requests'), headers };
	}
	if (fault?.kind === '5xx before commit')
		return failure(fault.status ?? 502, 'GeneralError', 'The database did not answer');
	return undefined;
}

function after(fault: ScriptedFault | undefined, answer: Answer): Answer {
	if (fault?.kind === '5xx after commit') return page(fault.status ?? 504);
	if (fault?.kind === 'HTML page') return page(200);
	if (fault?.kind === 'truncated JSON')
		return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
	return answer;
}
