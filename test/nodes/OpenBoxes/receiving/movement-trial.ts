import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Engine } from '../../../engine/engine';
import { runNode, type NodeRun } from '../../../engine/run';
import { CuttingProxy, type CutPoint } from '../../../hospital/cutting-proxy';
import { LOCATION, tillCredential } from '../../../hospital/hospital';
import { at, gloves, ibuprofen, json, on, op } from '../../../hospital/movements';
import { unitsAt } from '../../../hospital/purchase-orders';
import { startSandbox, type Kind, type Sandbox } from '../../../sandbox';

/** What a run may leave behind. */
interface Left {
	ibuprofen: number;
	gloves: number;
	ibuprofenAtNorth: number;
	bookings: number;
}

/** Movements between two places, by a line that can be cut at any call. */
export class MovementTrial {
	private constructor(
		private readonly kind: Kind,
		private readonly sandbox: Sandbox,
		private readonly proxy: CuttingProxy,
		private readonly engine: Engine,
	) {}

	static async start(kind: Kind): Promise<MovementTrial> {
		const sandbox = await startSandbox({ kind });
		const proxy = await CuttingProxy.start(sandbox.url);
		const engine = await Engine.start({
			credentials: tillCredential(proxy.url, { location: LOCATION.central }),
		});
		return new MovementTrial(kind, sandbox, proxy, engine);
	}

	async close(): Promise<void> {
		await this.proxy.close();
		await this.sandbox.close();
	}

	async output(parameters: INodeParameters): Promise<IDataObject> {
		const done = await this.run(parameters);
		if (done.error) throw new Error(`${done.error.message} ${done.error.description ?? ''}`);
		return done.output[0].json;
	}

	async sentMovement(): Promise<IDataObject> {
		const lines = [
			{ productId: ibuprofen, quantity: 100 },
			{ productId: gloves, quantity: 50 },
		];
		const places = { origin: at('north'), destination: at('central') };
		const draft = await this.output(op('create', { ...places, ...json(lines) }));
		return await this.output(on(draft, 'send'));
	}

	left(): Left {
		const { transactions } = this.sandbox.state();
		return {
			ibuprofen: unitsAt(this.sandbox, '10001'),
			gloves: unitsAt(this.sandbox, '30001'),
			ibuprofenAtNorth: unitsAt(this.sandbox, '10001', { location: LOCATION.north }),
			bookings: transactions.filter(({ entries }) => entries.length > 0).length,
		};
	}

	/** Runs a job undisturbed, then stops it at each of its calls and runs it again: both must leave the same. */
	async expectSameEnd(
		prepare: () => Promise<IDataObject>,
		job: (movement: IDataObject) => INodeParameters,
	): Promise<Left> {
		const { sandbox, proxy, kind } = this;
		const first = await prepare();
		proxy.mend();
		await this.output(job(first));
		const calls = [...proxy.calls];
		const wanted = this.left();
		const wrong: string[] = [];
		for (let call = 1; call <= calls.length; call++) {
			for (const point of ['before the server', 'after the server'] as CutPoint[]) {
				sandbox.reset({ kind });
				proxy.mend();
				const movement = await prepare();
				const killed = new AbortController();
				proxy.cutAt({ call, point, onCut: () => killed.abort() });
				await this.run(job(movement), killed.signal);
				proxy.mend();
				const again = await this.run(job(movement));
				const now = JSON.stringify(this.left());
				if (now === JSON.stringify(wanted) && !again.error) continue;
				const end = again.error?.message ?? now;
				wrong.push(`cut ${point} at ${call}. ${calls[call - 1]}: ${end}`);
			}
		}
		expect(wrong).toEqual([]);
		return wanted;
	}

	private async run(parameters: INodeParameters, signal?: AbortSignal): Promise<NodeRun> {
		return await runNode(this.engine, { type: 'openBoxes', parameters, signal });
	}
}

/** What arrives of `sentMovement`: a part of one line, all of the other. */
export const arrived = (movement: IDataObject): INodeParameters =>
	on(movement, 'receive', {
		...json([
			{ productId: ibuprofen, quantity: 40, bin: 'A-01' },
			{ productId: gloves, quantity: 50, bin: 'A-02' },
		]),
		options: { reference: 'DN-7' },
	});
