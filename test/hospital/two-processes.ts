import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { process } from '../platform';
import { sleep } from '../engine/clock';
import { Engine } from '../engine/engine';
import { runNode, type NodeRun } from '../engine/run';
import { startSandbox, type Kind, type Sandbox } from '../sandbox';
import { CuttingProxy } from './cutting-proxy';
import { LOCATION, tillCredential } from './hospital';

/** A round of a test is so many times shorter than on the measured server, its pauses left out. */
const FASTER = 4;
/** Durations of writes on the measured server (docs/openboxes/several-writers.md). */
const DURATIONS = [
	{ path: 'createCombinedShipments$', ms: 150 / FASTER },
	{ path: 'partialReceiving', ms: 60 / FASTER },
	{ path: 'status$', ms: 30 / FASTER },
];

/** `ROUNDS=30 npx jest …/same-delivery-twice.test.ts` is a campaign. */
const ROUNDS = Number(process.env.ROUNDS ?? 10);

/** Rounds, the second run 0 to 300 ms after the first. */
export const APART = Array.from({ length: ROUNDS }, (_, round) =>
	Math.round((round * 300) / (ROUNDS - 1)),
);

/**
 * Two n8n that know nothing of each other on one server whose writes overlap. What a process remembers is kept by the
 * address of the server; the second one reaches it by another address, so they share no lock.
 */
export class TwoProcesses {
	private constructor(
		readonly sandbox: Sandbox,
		private readonly proxy: CuttingProxy,
		private readonly engines: readonly Engine[],
	) {}

	static async start(kind: Kind = '0.9.8', location: string = LOCATION.central) {
		const sandbox = await startSandbox({ kind });
		const proxy = await CuttingProxy.start(sandbox.url);
		const users = [
			{ url: sandbox.url, username: 'till', password: 'till-pass' },
			{ url: proxy.url, username: 'manager', password: 'manager-pass' },
		];
		const engines: Engine[] = [];
		for (const { url, ...user } of users)
			engines.push(await Engine.start({ credentials: tillCredential(url, { location, ...user }) }));
		return new TwoProcesses(sandbox, proxy, engines);
	}

	/** From now on writes take time, and do not see each other before they commit. */
	overlap(): void {
		this.sandbox.overlap.set({ routes: DURATIONS });
	}

	/** The state of the seed again, with overlap off. */
	reset(kind: Kind = '0.9.8'): void {
		this.sandbox.overlap.set();
		this.sandbox.reset({ kind });
	}

	async run(parameters: INodeParameters, process = 0): Promise<NodeRun> {
		return await runNode(this.engines[process], { type: 'openBoxes', parameters });
	}

	/** Sees every call of the second process, and holds it back while its promise is open. */
	onCallOfSecond(look: (call: string) => Promise<void>): void {
		this.proxy.onCall = look;
	}

	/** What receipt lines say of whose they are. */
	comments(): string[] {
		const items = this.sandbox.world.store.table('receiptItem').all();
		return items.map(({ comment }) => String(comment ?? ''));
	}

	async output(parameters: INodeParameters): Promise<IDataObject> {
		const { output, error } = await this.run(parameters);
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		return output[0].json;
	}

	/** Both run, the second so many milliseconds after the first. */
	async both(
		first: INodeParameters,
		second: INodeParameters,
		apartMs: number,
	): Promise<[NodeRun, NodeRun]> {
		const later = async (): Promise<NodeRun> => {
			if (apartMs > 0) await sleep(apartMs / FASTER);
			return await this.run(second, 1);
		};
		return await Promise.all([this.run(first), later()]);
	}

	/** Completed receipts with goods. */
	receipts(): IDataObject[] {
		const { store } = this.sandbox.world;
		return store
			.table('receipt')
			.all()
			.filter((receipt) => receipt.receiptStatusCode === 'RECEIVED')
			.filter((receipt) =>
				store
					.table('receiptItem')
					.by('receipt', receipt.id)
					.some((item) => Number(item.quantityReceived) > 0),
			) as unknown as IDataObject[];
	}

	openDrafts(): number {
		const receipts = this.sandbox.world.store.table('receipt').all();
		return receipts.filter((receipt) => receipt.receiptStatusCode === 'PENDING').length;
	}

	async close(): Promise<void> {
		this.sandbox.overlap.releaseAll();
		await this.proxy.close();
		await this.sandbox.close();
	}
}

/** What a run says: the status of its output, or its message. */
export function answerOf({ output, error }: NodeRun): string {
	if (error) return `${error.message} ${error.description ?? ''}`;
	const { status, alreadyReceived } = output[0].json;
	return alreadyReceived === true ? 'alreadyReceived' : String(status);
}
