import {
	spawn,
	closeSync,
	openSync,
	readFileSync,
	writeFileSync,
	createSocketServer as createServer,
	type AddressInfo,
	join,
	process,
} from '../platform';
import type { IRun } from 'n8n-workflow';
import type { WorkflowDefinition } from '../engine/run';
import type { InstalledN8n } from '../e2e/n8n-installation';

/** One n8n instance, driven by its command line: a user folder with its database. */
export class N8nCommand {
	constructor(
		private readonly n8n: InstalledN8n,
		readonly folder: string,
	) {}

	async importWorkflow(id: string, workflow: WorkflowDefinition): Promise<void> {
		const input = this.write('workflow.json', { id, name: 'e2e', active: false, ...workflow });
		await this.command(['import:workflow', `--input=${input}`]);
	}

	/** Runs a workflow in a process of its own, whose id is told at its start. */
	async execute(id: string, onStart?: (pid: number) => void): Promise<Pick<IRun, 'data'>> {
		const output = await this.command(['execute', `--id=${id}`, '--rawOutput'], true, onStart);
		// Among lines of the log, the execution is the one object that starts and ends a line of its own.
		const [json] = /^\{\n[^]*^\}$/m.exec(output) ?? [];
		if (!json) throw new Error(`n8n execute printed no execution:\n${output.slice(-5000)}`);
		return JSON.parse(json) as Pick<IRun, 'data'>;
	}

	/** n8n's answer on standard output; throws when it fails, except when a failure is an answer too. */
	private async command(
		args: string[],
		mayFail = false,
		onStart?: (pid: number) => void,
	): Promise<string> {
		// A file, as n8n ends without waiting for a reader of much output.
		const [output, errors] = ['output', 'errors'].map((name) => join(this.folder, `${name}.txt`));
		const [outputFile, errorFile] = [openSync(output, 'w'), openSync(errors, 'w')];
		const child = spawn(this.n8n.node, [this.n8n.program, ...args], {
			cwd: this.folder,
			env: { ...this.environment(), N8N_RUNNERS_BROKER_PORT: String(await freePort()) },
			stdio: ['ignore', outputFile, errorFile],
		});
		if (child.pid !== undefined) onStart?.(child.pid);
		const code = await new Promise<number | null>((done, fail) => {
			child.on('error', fail);
			child.on('close', done);
		});
		closeSync(outputFile);
		closeSync(errorFile);
		const printed = readFileSync(output, 'utf8');
		const complaints = readFileSync(errors, 'utf8');
		if (code !== 0 && !mayFail)
			throw new Error(`n8n ${args[0]} failed:\n${printed.slice(-5000)}${complaints}`);
		return code === 0 ? printed : printed + complaints;
	}

	private environment(): NodeJS.ProcessEnv {
		return {
			PATH: process.env.PATH,
			HOME: this.folder,
			N8N_USER_FOLDER: this.folder,
			N8N_ENCRYPTION_KEY: 'only-for-tests',
			// `execute` prints its result through the logger.
			N8N_LOG_LEVEL: 'info',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			GENERIC_TIMEZONE: 'UTC',
		};
	}

	private write(name: string, content: unknown): string {
		const file = join(this.folder, name);
		writeFileSync(file, JSON.stringify(content));
		return file;
	}
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}
