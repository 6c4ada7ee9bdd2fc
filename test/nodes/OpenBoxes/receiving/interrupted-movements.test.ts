import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Engine } from '../../../engine/engine';
import { runNode, type NodeRun } from '../../../engine/run';
import { CuttingProxy, type CutPoint } from '../../../hospital/cutting-proxy';
import { LOCATION, tillCredential } from '../../../hospital/hospital';
import { at, gloves, ibuprofen, json, on, op } from '../../../hospital/movements';
import { unitsAt } from '../../../hospital/purchase-orders';
import { startSandbox, type Kind, type Sandbox } from '../../../sandbox';

let sandbox: Sandbox;
let proxy: CuttingProxy;
let engine: Engine;

async function start(kind: Kind): Promise<void> {
	sandbox = await startSandbox({ kind });
	proxy = await CuttingProxy.start(sandbox.url);
	engine = await Engine.start({
		credentials: tillCredential(proxy.url, { location: LOCATION.central }),
	});
}

afterEach(async () => {
	await proxy.close();
	await sandbox.close();
});

async function run(parameters: INodeParameters, signal?: AbortSignal): Promise<NodeRun> {
	return await runNode(engine, { type: 'openBoxes', parameters, signal });
}

async function output(parameters: INodeParameters): Promise<IDataObject> {
	const done = await run(parameters);
	if (done.error) throw new Error(`${done.error.message} ${done.error.description ?? ''}`);
	return done.output[0].json;
}

async function sentMovement(): Promise<IDataObject> {
	const lines = [
		{ productId: ibuprofen, quantity: 100 },
		{ productId: gloves, quantity: 50 },
	];
	const places = { origin: at('north'), destination: at('central') };
	return await output(on(await output(op('create', { ...places, ...json(lines) })), 'send'));
}

const state = () => ({
	ibuprofen: unitsAt(sandbox, '10001'),
	gloves: unitsAt(sandbox, '30001'),
	ibuprofenAtNorth: unitsAt(sandbox, '10001', { location: LOCATION.north }),
	bookings: sandbox.state().transactions.filter(({ entries }) => entries.length > 0).length,
});

/** Runs a job undisturbed, then stops it at each of its calls and runs it again. */
async function expectExactlyOnce(
	kind: Kind,
	prepare: () => Promise<IDataObject>,
	job: (movement: IDataObject) => INodeParameters,
): Promise<void> {
	await start(kind);
	let movement = await prepare();
	proxy.mend();
	const whole = await run(job(movement));
	expect(whole.error).toBeUndefined();
	const calls = [...proxy.calls];
	const wanted = JSON.stringify(state());
	const wrong: string[] = [];
	for (let call = 1; call <= calls.length; call++) {
		for (const point of ['before the server', 'after the server'] as CutPoint[]) {
			sandbox.reset({ kind });
			proxy.mend();
			movement = await prepare();
			const killed = new AbortController();
			proxy.cutAt({ call, point, onCut: () => killed.abort() });
			await run(job(movement), killed.signal);
			proxy.mend();
			const again = await run(job(movement));
			const now = JSON.stringify(state());
			if (now === wanted && !again.error) continue;
			wrong.push(`cut ${point} at ${call}. ${calls[call - 1]}: ${again.error?.message ?? now}`);
		}
	}
	expect(wrong).toEqual([]);
}

const goods = (movement: IDataObject): INodeParameters =>
	on(movement, 'receive', {
		...json([
			{ productId: ibuprofen, quantity: 40, bin: 'A-01' },
			{ productId: gloves, quantity: 50, bin: 'A-02' },
		]),
		options: { reference: 'DN-7' },
	});

it.each<Kind>(['0.9.0', '0.9.6', '0.9.8'])(
	'a receipt of a stock movement that is stopped at any of its calls is booked exactly once on %s',
	async (kind) => {
		await expectExactlyOnce(kind, sentMovement, goods);
	},
	120_000,
);

it.each<Kind>(['0.9.0', '0.9.6', '0.9.8'])(
	'a roll back of receipts and sending that is stopped at any of its calls is done when run again on %s',
	async (kind) => {
		const received = async (): Promise<IDataObject> => {
			const movement = await sentMovement();
			await output(goods(movement));
			return movement;
		};
		await start(kind);
		const before = JSON.stringify(state());
		const wrong: string[] = [];
		const rollBack = (movement: IDataObject): INodeParameters =>
			on(movement, 'rollBack', { undo: 'beforeSending' });
		const first = await received();
		proxy.mend();
		await output(rollBack(first));
		const calls = [...proxy.calls];
		expect(JSON.parse(JSON.stringify(state()))).toMatchObject({ ...JSON.parse(before) });
		for (let call = 1; call <= calls.length; call++) {
			for (const point of ['before the server', 'after the server'] as CutPoint[]) {
				sandbox.reset({ kind });
				proxy.mend();
				const movement = await received();
				const killed = new AbortController();
				proxy.cutAt({ call, point, onCut: () => killed.abort() });
				await run(rollBack(movement), killed.signal);
				proxy.mend();
				await output(rollBack(movement));
				if (JSON.stringify(state()) !== before)
					wrong.push(`cut ${point} at ${call}. ${calls[call - 1]}: ${JSON.stringify(state())}`);
			}
		}
		expect(wrong).toEqual([]);
	},
	120_000,
);
