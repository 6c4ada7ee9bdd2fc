import { createServer, type Server, type AddressInfo, join } from '../platform';
import { tillCredential, LOCATION } from '../hospital/hospital';
import type { ClinicSandbox } from '../clinic-sandbox';
import type { Sandbox } from '../sandbox';
import type { Checks } from './checks';
import { Mailbox } from './mailbox';
import { N8nApi, type Credential } from './n8n-api';
import type { InstalledN8n } from './n8n-installation';
import { N8nServer } from './n8n-server';
import { installPackage } from './package-installation';
import { StubModel } from './stub-model';

export const PLACES = ['pharmacy', 'central'] as const;
export type Place = (typeof PLACES)[number];

const NAMES = { pharmacy: 'Hospital Pharmacy', central: 'Central Depot' } as const;

/** What callers of webhooks send as their header. */
export const WEBHOOK_KEY = { name: 'X-Webhook-Key', value: 'key-of-the-till' };

/** What the parts of the run work with: a hospital's server, an n8n with our package, and the systems around. */
export interface Workbench {
	checks: Checks;
	n8n: InstalledN8n;
	/** The packed package. */
	packed: string;
	/** For what is to be thrown away. */
	folder: string;
	/** For pictures and the logs of programs, kept after the run. */
	output: string;
	sandbox: Sandbox;
	/** The other end of the counter. */
	clinic: ClinicSandbox;
}

/** What an n8n needs to be started. */
export interface Surroundings extends Pick<
	Workbench,
	'n8n' | 'packed' | 'folder' | 'sandbox' | 'clinic'
> {
	env?: NodeJS.ProcessEnv;
}

/** One n8n with our package, a mail server, an ERP, a chat model, and a credential for each place. */
export class OfficeN8n {
	private constructor(
		readonly server: N8nServer,
		readonly api: N8nApi,
		readonly mailbox: Mailbox,
		readonly erp: Erp,
		readonly model: StubModel,
		readonly credentials: Record<Place | 'mail' | 'webhook' | 'clinic' | 'model', Credential>,
		readonly userFolder: string,
	) {}

	static async open(bench: Surroundings, name: string, port?: number): Promise<OfficeN8n> {
		const userFolder = join(bench.folder, name);
		installPackage(bench.packed, userFolder);
		const { n8n, env } = bench;
		const server = await N8nServer.start({ n8n, folder: userFolder, port, env });
		const api = new N8nApi(server.url);
		await api.setUp();
		const mailbox = await Mailbox.open();
		const model = await StubModel.open();
		const openBoxes = async (place: Place): Promise<Credential> =>
			await api.createCredential(NAMES[place], 'openBoxesApi', credentialOf(bench, place));
		const credentials = {
			central: await openBoxes('central'),
			// The last one is what n8n chooses for a new node.
			pharmacy: await openBoxes('pharmacy'),
			mail: await createMailCredential(api, mailbox),
			webhook: await api.createCredential('Webhook Key', 'httpHeaderAuth', WEBHOOK_KEY),
			clinic: await api.createCredential('Clinic', 'hapiHubApi', { ...bench.clinic.credential }),
			model: await api.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url }),
		};
		return new OfficeN8n(server, api, mailbox, await Erp.open(), model, credentials, userFolder);
	}

	async close(): Promise<void> {
		await this.server.stop();
		await this.mailbox.close();
		await this.erp.close();
		await this.model.close();
	}
}

export function credentialOf(
	{ sandbox }: Pick<Workbench, 'sandbox'>,
	place: Place,
): Record<string, string> {
	return tillCredential(sandbox.url, {
		location: LOCATION[place],
		username: 'manager',
		password: 'manager-pass',
	});
}

export async function createMailCredential(api: N8nApi, mailbox: Mailbox): Promise<Credential> {
	return await api.createCredential('Mail', 'smtp', {
		host: '127.0.0.1',
		port: mailbox.port,
		secure: false,
		disableStartTls: true,
	});
}

/** Another system that takes what is posted to it. */
export class Erp {
	readonly received: unknown[] = [];

	/** Status of its answers. */
	status = 200;

	private constructor(private readonly server: Server) {}

	static async open(): Promise<Erp> {
		const server = createServer();
		const erp = new Erp(server);
		server.on('request', (request, answer) => {
			let body = '';
			request.on('data', (chunk) => (body += String(chunk)));
			request.on('end', () => {
				if (erp.status < 300) erp.received.push(JSON.parse(body || 'null'));
				answer.writeHead(erp.status, { 'content-type': 'application/json' });
				answer.end(JSON.stringify(erp.status < 300 ? { taken: true } : { message: 'closed' }));
			});
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		return erp;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/orders`;
	}

	async close(): Promise<void> {
		await new Promise((done) => this.server.close(done));
	}
}
