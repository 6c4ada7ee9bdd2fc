import {
	connectSocket,
	createServer,
	request,
	type AddressInfo,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from '../platform';

/** Where the line is cut: the server never sees the request, or its answer never arrives. */
export type CutPoint = 'before the server' | 'after the server';

/** Cuts everything from the n-th call on, as a killed process does. */
interface Cut {
	/** Counted from 1, logins not counted. */
	call: number;
	point: CutPoint;
	/** Called once, when it happens. */
	onCut: () => void;
}

/**
 * What else a line does to one call: it sends it twice, at once or again when the first is answered (the last answer
 * counts); or it answers 504 and the server works on.
 */
interface Trouble {
	/** Which write, counted from 1: a slow machine makes a run look once more, but never write once more. */
	write: number;
	kind: 'doubled at once' | 'doubled later' | 'late';
	/** Called before the server gets it. */
	onCall?: () => void;
}

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** Whether a call changes something: reads are GETs and searches, but the page that places an order is a GET too. */
export const isWrite = (call: string): boolean =>
	call.includes('/order/placeOrder/') || (!call.startsWith('GET ') && !/\/search\b/.test(call));

/** Stands between node and server, counts calls, and can cut the line at any of them. */
export class CuttingProxy {
	private cut: Cut | undefined;

	private trouble: Trouble | undefined;

	/** Sees every call on its way to the server, and holds it back while a promise is open. */
	onCall: ((call: string) => unknown) | undefined;

	calls: string[] = [];

	/** What was sent with them. */
	bodies: string[] = [];

	private constructor(
		private readonly server: Server,
		private readonly target: URL,
	) {}

	static async start(target: string): Promise<CuttingProxy> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const proxy = new CuttingProxy(server, new URL(target));
		server.on('request', (incoming, outgoing) => void proxy.handle(incoming, outgoing));
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.target.pathname}`;
	}

	cutAt(cut: Cut): void {
		this.calls = [];
		this.cut = cut;
	}

	disturb(trouble: Trouble): void {
		this.calls = [];
		this.trouble = trouble;
	}

	mend(): void {
		this.calls = [];
		this.cut = undefined;
		this.trouble = undefined;
	}

	private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const path = incoming.url ?? '';
		this.bodies.push(Buffer.concat(chunks).toString('utf8'));
		const isLogin = /\/(login|getAppContext|chooseLocation)/.test(path);
		if (!isLogin) this.calls.push(`${incoming.method ?? ''} ${path}`);
		const body = Buffer.concat(chunks);
		const { cut } = this;
		const isDead = cut !== undefined && !isLogin && this.calls.length >= cut.call;
		const isFirst = isDead && this.calls.length === cut.call;
		if (isDead && !(isFirst && cut.point === 'after the server')) {
			if (isFirst) cut.onCut();
			incoming.socket.destroy();
			return;
		}
		try {
			const answer = isLogin
				? await this.forward(incoming, body)
				: await this.passOn(incoming, body);
			if (isFirst) {
				cut.onCut();
				incoming.socket.destroy();
				return;
			}
			outgoing.writeHead(answer.status, answer.headers);
			outgoing.end(answer.body);
		} catch {
			incoming.socket.destroy();
		}
	}

	/** With what the line does to this call. */
	private async passOn(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
		await this.onCall?.(this.calls.at(-1) ?? '');
		const { trouble } = this;
		const writes = this.calls.filter(isWrite);
		const isMeant = isWrite(this.calls.at(-1) ?? '') && writes.length === trouble?.write;
		if (!trouble || !isMeant) return await this.forward(incoming, body);
		trouble.onCall?.();
		if (trouble.kind === 'late') {
			this.leave(incoming, body);
			return { status: 504, headers: {}, body: Buffer.from('Gateway Time-out') };
		}
		if (trouble.kind === 'doubled later') await this.forward(incoming, body);
		else void this.forward(incoming, body).catch(() => undefined);
		return await this.forward(incoming, body);
	}

	private async forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
		const headers = { ...incoming.headers, connection: 'close' };
		const { hostname: host, port } = this.target;
		return await new Promise((done, fail) => {
			const { method, url: path } = incoming;
			const forwarded = request({ host, port, method, path, headers }, (answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => parts.push(part));
				answer.on('end', () => {
					const status = answer.statusCode ?? 500;
					done({ status, headers: answer.headers, body: Buffer.concat(parts) });
				});
				answer.on('error', fail);
			});
			forwarded.on('error', fail);
			forwarded.end(body);
		});
	}

	/** Sends it and waits for nothing; not a request of node:http, so that the clock of the test does not wait either. */
	private leave({ method, url: path, headers }: IncomingMessage, body: Buffer): void {
		const socket = connectSocket(Number(this.target.port), this.target.hostname);
		const lines = Object.entries({ ...headers, connection: 'close' }).map(
			([name, value]) => `${name}: ${String(value)}`,
		);
		socket.on('error', () => socket.destroy());
		socket.resume();
		socket.write([`${method ?? ''} ${path ?? ''} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
		socket.write(body);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}
