import { mkdirSync, dirname, join, process } from '../platform';
import type { InstalledN8n } from './n8n-installation';
import { freePort, Program } from './program';

export interface N8nServerSettings {
	n8n: InstalledN8n;
	/** User folder with database, key and packages; one server at a time. */
	folder: string;
	port?: number;
	/** `worker` takes executions from the queue. */
	command?: 'start' | 'worker';
	args?: string[];
	env?: NodeJS.ProcessEnv;
}

/** A running n8n, as a hospital's computer runs it. */
export class N8nServer {
	private program: Program | undefined;

	private constructor(
		private readonly settings: N8nServerSettings,
		readonly port: number,
	) {}

	static async start(settings: N8nServerSettings): Promise<N8nServer> {
		const server = new N8nServer(settings, settings.port ?? (await freePort()));
		await server.start();
		return server;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get log(): string {
		return join(this.settings.folder, 'n8n.log');
	}

	async start(): Promise<void> {
		const { n8n, folder, command = 'start', args = [], env = {} } = this.settings;
		mkdirSync(folder, { recursive: true });
		const health = command === 'worker' ? await freePort() : this.port;
		this.program = await Program.start(
			{
				command: n8n.node,
				args: [n8n.program, command, ...args],
				cwd: folder,
				env: {
					// n8n starts npm and its runners from the path.
					PATH: `${dirname(n8n.node)}:${process.env.PATH}`,
					HOME: folder,
					N8N_USER_FOLDER: folder,
					N8N_PORT: String(this.port),
					N8N_LISTEN_ADDRESS: '127.0.0.1',
					N8N_SECURE_COOKIE: 'false',
					N8N_ENCRYPTION_KEY: 'only-for-tests',
					N8N_RUNNERS_BROKER_PORT: String(await freePort()),
					N8N_DIAGNOSTICS_ENABLED: 'false',
					N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
					N8N_TEMPLATES_ENABLED: 'false',
					N8N_PERSONALIZATION_ENABLED: 'false',
					N8N_HIRING_BANNER_ENABLED: 'false',
					GENERIC_TIMEZONE: 'UTC',
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(health),
					...env,
				},
				log: this.log,
			},
			async () => {
				const isHealthy = (await fetch(`http://127.0.0.1:${health}/healthz/readiness`)).ok;
				if (command === 'worker' || !isHealthy) return isHealthy;
				// The interface of the editor can come a moment later.
				return (await fetch(`${this.url}/rest/settings`)).ok;
			},
			180,
		);
	}

	async stop(): Promise<void> {
		await this.program?.stop();
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	tail(): string {
		return this.program?.tail() ?? '';
	}
}
