import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ClinicSandbox, type ClinicSandboxOptions } from '../../clinic-sandbox';
import { MemoryCredentialStore } from '../../engine/credential-store';
import { Engine } from '../../engine/engine';
import { runNode, type NodeRun } from '../../engine/run';

/** A clinic with its server, and an n8n beside it. */
export class Clinic {
	private constructor(
		readonly sandbox: ClinicSandbox,
		readonly engine: Engine,
	) {}

	static async open(
		options: ClinicSandboxOptions = {},
		credential: IDataObject = {},
	): Promise<Clinic> {
		const sandbox = await ClinicSandbox.start(options);
		const store = new MemoryCredentialStore({
			id: 'clinic',
			name: 'Clinic',
			type: 'hapiHubApi',
			data: { ...sandbox.credential, ...(credential as Record<string, string>) },
		});
		return new Clinic(sandbox, await Engine.start({ store }));
	}

	async run(
		operation: string,
		parameters: INodeParameters = {},
		{ items, continueOnFail }: { items?: IDataObject[]; continueOnFail?: boolean } = {},
	): Promise<NodeRun> {
		return await runNode(this.engine, {
			type: 'hapiHub',
			parameters: { resource: 'inventoryTransaction', operation, ...parameters },
			items,
			continueOnFail,
		});
	}

	/** Items of a run that must succeed. */
	async output(
		operation: string,
		parameters: INodeParameters = {},
		items?: IDataObject[],
	): Promise<IDataObject[]> {
		const { output, error } = await this.run(operation, parameters, { items });
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		return output.map(({ json }) => json);
	}

	/** Message and advice of a run that must fail. */
	async failure(operation: string, parameters: INodeParameters = {}): Promise<string> {
		const { error, output } = await this.run(operation, parameters);
		if (!error) throw new Error(`It did not fail: ${JSON.stringify(output)}`);
		return `${error.message} ${error.description ?? ''}`;
	}

	/** Bodies of the calls of a method, as the server received them. */
	bodies(method: string): unknown[] {
		return this.sandbox.received
			.filter((call) => call.method === method)
			.map(({ body }) => JSON.parse(body) as unknown);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}

/** A creation of a whole transaction. */
export function creation(body: object, reference?: string): INodeParameters {
	return {
		fieldsFrom: 'json',
		transactionJson: JSON.stringify(body),
		simplify: false,
		...(reference === undefined ? {} : { reference }),
	};
}
