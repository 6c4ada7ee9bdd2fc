import {
	createServer,
	request,
	type IncomingMessage,
	type Server,
	type ServerResponse,
	type AddressInfo,
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

/** Stands between node and server, counts calls, and can cut the line at any of them. */
export class CuttingProxy {
	private cut: Cut | undefined;

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

	mend(): void {
		this.calls = [];
		this.cut = undefined;
	}

	private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const path = incoming.url ?? '';
		this.bodies.push(Buffer.concat(chunks).toString('utf8'));
		const isLogin = /\/(login|getAppContext|chooseLocation)/.test(path);
		if (!isLogin) this.calls.push(`${incoming.method ?? ''} ${path}`);
		const { cut } = this;
		const isDead = cut !== undefined && !isLogin && this.calls.length >= cut.call;
		const isFirst = isDead && this.calls.length === cut.call;
		if (isDead && !(isFirst && cut.point === 'after the server')) {
			if (isFirst) cut.onCut();
			incoming.socket.destroy();
			return;
		}
		const forwarded = request(
			{
				host: this.target.hostname,
				port: this.target.port,
				method: incoming.method,
				path,
				headers: { ...incoming.headers, connection: 'close' },
			},
			(answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => parts.push(part));
				answer.on('end', () => {
					if (isFirst) {
						cut.onCut();
						incoming.socket.destroy();
						return;
					}
					outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
					outgoing.end(Buffer.concat(parts));
				});
			},
		);
		forwarded.on('error', () => incoming.socket.destroy());
		forwarded.end(Buffer.concat(chunks));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}
