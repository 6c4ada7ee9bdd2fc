import { EngineProcess, type RemoteRun } from '../engine/engine-process';
import type { NodeRunOptions } from '../engine/run';

/** An n8n that can be killed in the middle of its work and comes back with an empty memory. */
export class MortalEngine {
	private alive: Promise<EngineProcess>;

	kills = 0;

	private constructor(
		private readonly storeFile: string,
		first: EngineProcess,
	) {
		this.alive = Promise.resolve(first);
	}

	static async start(storeFile: string): Promise<MortalEngine> {
		return new MortalEngine(storeFile, await EngineProcess.start({ storeFile }));
	}

	/** @returns undefined when n8n died meanwhile; resolves when it is there again */
	async run(options: Omit<NodeRunOptions, 'signal'>): Promise<RemoteRun | undefined> {
		const engine = await this.alive;
		try {
			return await engine.runNode(options);
		} catch {
			await this.alive;
			return undefined;
		}
	}

	/** SIGKILL, then a new process. */
	async killAndRestart(): Promise<void> {
		const engine = await this.alive;
		this.kills += 1;
		this.alive = engine
			.kill()
			.then(async () => await EngineProcess.start({ storeFile: this.storeFile }));
		await this.alive;
	}

	async close(): Promise<void> {
		await (await this.alive).kill();
	}
}
