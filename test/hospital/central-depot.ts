import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../engine/engine';
import { runNode, type NodeRun } from '../engine/run';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';
import { LOCATION, tillCredential } from './hospital';

/** A server with n8n beside it, logged in at the Central Depot. */
export class CentralDepot {
	private constructor(
		readonly sandbox: Sandbox,
		readonly engine: Engine,
	) {}

	static async start(
		options: SandboxOptions = {},
		credential: Record<string, string> = {},
	): Promise<CentralDepot> {
		const sandbox = await startSandbox(options);
		const credentials = tillCredential(sandbox.url, { location: LOCATION.central, ...credential });
		return new CentralDepot(sandbox, await Engine.start({ credentials }));
	}

	async run(resource: string, operation: string, parameters: IDataObject = {}): Promise<NodeRun> {
		return await runNode(this.engine, {
			type: 'openBoxes',
			parameters: { resource, operation, ...parameters } as never,
		});
	}

	/** Items of a run that must work. */
	async items(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
	): Promise<IDataObject[]> {
		const run = await this.run(resource, operation, parameters);
		if (run.error) throw new Error(`${run.error.message} ${run.error.description ?? ''}`);
		return run.output.map(({ json }) => json);
	}

	async item(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
	): Promise<IDataObject> {
		return (await this.items(resource, operation, parameters))[0];
	}

	/** What a person sees when it does not work. */
	async failure(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
	): Promise<string> {
		const run = await this.run(resource, operation, parameters);
		return run.error ? `${run.error.message} ${run.error.description ?? ''}` : 'it worked';
	}

	/** A call of another program, such as the web page, on the same server. */
	async call(method: string, path: string, body?: unknown): Promise<IDataObject> {
		const headers: Record<string, string> = {
			'content-type': 'application/json',
			accept: 'application/json',
		};
		const login = await fetch(`${this.sandbox.url}/api/login`, {
			method: 'POST',
			headers,
			body: JSON.stringify({
				username: 'till',
				password: 'till-pass',
				location: LOCATION.central,
			}),
		});
		const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0];
		const answer = await fetch(`${this.sandbox.url}/api/${path}`, {
			method,
			headers: { ...headers, cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
		return (text === '' ? {} : JSON.parse(text)) as IDataObject;
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}
