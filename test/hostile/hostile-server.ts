import {
	once,
	createServer,
	request,
	type IncomingMessage,
	type Server,
	type ServerResponse,
	type AddressInfo,
} from '../platform';
import type { Random } from '../sandbox/random';
import { spoil, type SpoiltReply } from './spoil';

/**
 * Stands between n8n and a hospital's server and spoils replies: a broken proxy, another application, an
 * attacker. What it spoils was still carried out, or not, as the server behind it decided.
 */
export class HostileServer {
	/** Share of replies that are spoilt, by kind of request. */
	share = { login: 0, read: 0, write: 0 };

	readonly secrets: string[];

	private constructor(
		private readonly server: Server,
		private readonly behind: URL,
		private readonly random: Random,
		secrets: readonly string[],
	) {
		this.secrets = [...secrets];
	}

	static async start(
		behind: string,
		random: Random,
		secrets: readonly string[],
	): Promise<HostileServer> {
		const server = createServer();
		const hostile = new HostileServer(server, new URL(behind), random, secrets);
		server.on('request', (incoming, outgoing) => void hostile.serve(incoming, outgoing));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return hostile;
	}

	get url(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}${this.behind.pathname}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}

	private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		try {
			const body = await textOf(incoming);
			const { url = '', method = 'GET', headers } = incoming;
			const cookie = /JSESSIONID=([^;]+)/.exec(headers.cookie ?? '')?.[1];
			if (cookie && !this.secrets.includes(cookie)) this.secrets.push(cookie);
			const isLogin = /\/api\/(login|getAppContext)/.test(url);
			const isRead = method === 'GET' || /\/search$/.test(url);
			const share = this.share[isLogin ? 'login' : isRead ? 'read' : 'write'];
			const isSpoilt = this.random() < share;
			const reply = await this.ask(incoming, body);
			const sent = isSpoilt ? spoil(reply, this.random, this.secrets) : reply;
			outgoing.writeHead(sent.status, sent.headers);
			outgoing.end(sent.status === 204 ? undefined : sent.body);
		} catch {
			outgoing.destroy();
		}
	}

	private async ask(incoming: IncomingMessage, body: string): Promise<SpoiltReply> {
		const outgoing = request({
			host: this.behind.hostname,
			port: this.behind.port,
			path: incoming.url,
			method: incoming.method,
			headers: { ...incoming.headers, connection: 'close' },
		});
		outgoing.end(body);
		const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
		const headers: Record<string, string> = {};
		for (const name of ['content-type', 'location', 'set-cookie']) {
			const value = answer.headers[name];
			if (value !== undefined) headers[name] = Array.isArray(value) ? value[0] : value;
		}
		return { status: answer.statusCode ?? 0, headers, body: await textOf(answer) };
	}
}

async function textOf(stream: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
