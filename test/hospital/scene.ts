import { mkdtempSync, readFileSync, tmpdir, join } from '../platform';
import { FileCredentialStore } from '../engine/credential-store';
import { Engine } from '../engine/engine';
import { EngineProcess } from '../engine/engine-process';
import { runNode, type NodeRun } from '../engine/run';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';

interface Names {
	locations: Record<string, string>;
	bins: Record<string, string>;
	products: Record<string, string>;
	lots: Record<string, string>;
	inventories: Record<string, string>;
	categories: Record<string, string>;
	orders: Record<string, string>;
}

const seed = JSON.parse(
	readFileSync(join(module.path, '../sandbox/fixtures/hospital.json'), 'utf8'),
) as { names: Names };

/** Ids of the seed hospital by the names people use: `id.products['10001']`. */
export const id = seed.names;

/** Server versions and kinds that every operation must serve alike. */
export const KINDS = ['0.9.0', '0.9.6', '0.9.8', 'documented'] as const;

export interface SceneOptions extends SandboxOptions {
	/** Location of the credential: its name in the seed. */
	at?: string;
	/** User of the credential (default `till`). */
	user?: string;
}

/** A hospital with its server, and an n8n whose credential belongs to its till. */
export class Scene {
	private constructor(
		readonly sandbox: Sandbox,
		readonly engine: Engine,
		private readonly location: string,
	) {}

	static async open({
		at = 'pharmacy',
		user = 'till',
		...options
	}: SceneOptions = {}): Promise<Scene> {
		return await Scene.at(await startSandbox(options), at, user);
	}

	/** Another n8n that works on the same server, at the same location or another one. */
	static async beside({ sandbox }: Scene, at = 'pharmacy', user = 'till'): Promise<Scene> {
		return await Scene.at(sandbox, at, user);
	}

	/**
	 * As an n8n in a process of its own: it knows the server by another name, so it shares no lock, no tally and no
	 * session with the others. A real process takes seconds to start.
	 */
	static async apart(
		{ sandbox }: Scene,
		at = 'pharmacy',
		user = 'till',
		name = 'localhost',
	): Promise<Scene> {
		return await Scene.at(sandbox, at, user, sandbox.url.replace('127.0.0.1', name));
	}

	private static async at(
		sandbox: Sandbox,
		at: string,
		user: string,
		url = sandbox.url,
	): Promise<Scene> {
		const engine = await Engine.start({
			credentials: {
				url,
				authentication: 'login',
				username: user,
				password: `${user}-pass`,
				location: id.locations[at],
			},
		});
		return new Scene(sandbox, engine, id.locations[at]);
	}

	/** An n8n in a process of its own with the same credential. Close it before the scene. */
	async process(): Promise<EngineProcess> {
		const storeFile = join(mkdtempSync(join(tmpdir(), 'scene-')), 'credentials.json');
		new FileCredentialStore(storeFile, ...this.engine.store.all());
		return await EngineProcess.start({ storeFile });
	}

	/** Runs the node once, as one execution. */
	async run(
		parameters: INodeParameters,
		{ items, continueOnFail }: { items?: IDataObject[]; continueOnFail?: boolean } = {},
	): Promise<NodeRun> {
		return await runNode(this.engine, { type: 'openBoxes', parameters, items, continueOnFail });
	}

	/** Output of a run that must succeed. */
	async output(parameters: INodeParameters, items?: IDataObject[]): Promise<IDataObject[]> {
		const { output, error } = await this.run(parameters, { items });
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		return output.map(({ json }) => json);
	}

	/** Message and advice of a run that must fail. */
	async failure(parameters: INodeParameters, items?: IDataObject[]): Promise<string> {
		const { error, output } = await this.run(parameters, { items });
		if (!error) throw new Error(`It did not fail: ${JSON.stringify(output)}`);
		return `${error.message} ${error.description ?? ''}`;
	}

	/** Everything that lies at the location, e.g. `{ '10001 IBU-A Shelf 1': 40 }`, without any delay. */
	stock(location = this.location): Record<string, number> {
		const bins = new Map(
			this.sandbox.world.store
				.table('location')
				.all()
				.map((row) => [row.id, String(row.name)]),
		);
		const lines = this.sandbox
			.state()
			.stock.filter((line) => line.location === location)
			.map(({ productCode, lotNumber, binLocation, quantity }): [string, number] => [
				[productCode, lotNumber, bins.get(binLocation ?? '')].filter(Boolean).join(' '),
				quantity,
			]);
		return Object.fromEntries(lines);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}

/** Changed entries between two records of stock, as differences. */
export function changes(
	before: Record<string, number>,
	after: Record<string, number>,
): Record<string, number> {
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
	return Object.fromEntries(
		keys
			.map((key): [string, number] => [key, (after[key] ?? 0) - (before[key] ?? 0)])
			.filter(([, difference]) => difference !== 0),
	);
}
