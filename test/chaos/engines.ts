import { wait } from '../platform';
import type { Sandbox } from '../sandbox';
import { pickFrom, seededRandom } from '../sandbox/random';
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

/** How a campaign is disturbed. */
interface Disturbance {
	seed: number;
	/** Shortest and longest pause between two blows, in ms. */
	pauseMs: readonly [shortest: number, longest: number];
	/** Share of blows that restart the server; the others kill an n8n. */
	serverShare: number;
}

/**
 * Kills an n8n, or restarts the server, at random moments until the campaign is done.
 *
 * @returns how often the server was restarted
 */
export async function disturb(
	campaign: { readonly isDone: boolean },
	mortal: readonly MortalEngine[],
	sandbox: Sandbox,
	{ seed, pauseMs: [shortest, longest], serverShare }: Disturbance,
): Promise<number> {
	const random = seededRandom(seed + 2000);
	let serverRestarts = 0;
	for (;;) {
		await wait(shortest + random() * (longest - shortest));
		if (campaign.isDone) return serverRestarts;
		if (random() < serverShare) {
			serverRestarts += 1;
			await sandbox.restart();
		} else await pickFrom(random, mortal).killAndRestart();
	}
}
