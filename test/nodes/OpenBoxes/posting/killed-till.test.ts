import type { INodeParameters } from 'n8n-workflow';
import { sleep } from '../../../engine/clock';
import type { NodeRun } from '../../../engine/run';
import { LoneProcess } from '../../../exactly-once/ground';
import { Tills } from './tills';

let tills: Tills;
let processes: LoneProcess[] = [];

afterEach(async () => {
	for (const { line } of processes) await line.close();
	processes = [];
	await tills.close();
});

/** Of morphine, of which the pharmacy has 12. */
const sale = (reference: string, quantity: number, options = {}): INodeParameters => ({
	resource: 'transaction',
	operation: 'debit',
	reference,
	linesFrom: 'json',
	linesJson: JSON.stringify([{ productCode: '10003', quantity }]),
	options: { source: 'TILL1', ...options },
});

async function newProcess(): Promise<LoneProcess> {
	const process = await LoneProcess.start(tills.sandbox, 'pharmacy');
	processes.push(process);
	return process;
}

/**
 * An n8n that dies when the server has saved its sale, before it looks whether others took the same.
 *
 * @param meanwhile happens after it chose its boxes, and before they are saved
 */
async function sellAndDie(
	parameters: INodeParameters,
	meanwhile?: () => Promise<void>,
): Promise<void> {
	const process = await newProcess();
	const { line } = process;
	const kill = new AbortController();
	line.onCall = async (call) => {
		if (!/^POST .*generic\/transaction$/.test(call)) return;
		await meanwhile?.();
		line.cutAt({ call: 1, point: 'before the server', onCut: () => kill.abort() });
	};
	await process.run(parameters, kill.signal);
	expect(kill.signal.aborted).toBe(true);
}

/** In an n8n that remembers nothing. */
async function sellInNewProcess(parameters: INodeParameters): Promise<string> {
	return answerOf(await (await newProcess()).run(parameters));
}

function answerOf({ error, output }: NodeRun): string {
	return error ? `${error.message} ${error.description ?? ''}` : String(output[0].json.status);
}

/** Boxes that both chose: the first is sold, and the n8n of the second dies before it sees that. */
async function dieWithBoxesOfOthers(second: INodeParameters): Promise<void> {
	await sellAndDie(second, async () => {
		expect(await sellInNewProcess(sale('FIRST', 7))).toBe('posted');
		// The ledger tells whole seconds.
		await sleep(1000 - (Date.now() % 1000));
	});
	expect(tills.left('10003')).toBe(-1);
}

describe.each(['0.9.8', '0.9.6', '0.9.0'] as const)(
	'a till that is killed between its sale and the look at what others took (%s)',
	(kind) => {
		it('left a lot below zero: its receipt, run again, is taken back and refused', async () => {
			tills = await Tills.open(1, { kind });
			await dieWithBoxesOfOthers(sale('KILLED', 6));
			expect(await sellInNewProcess(sale('KILLED', 6))).toMatch(
				/6 wanted, \d in stock.* taken back/s,
			);
			expect(tills.left('10003')).toBe(5);
		}, 60_000);

		it('gives way to a person who took of the same lot at the same moment', async () => {
			tills = await Tills.open(1, { kind });
			await sellAndDie(sale('KILLED', 12), async () => await tills.bookByHand(5));
			expect(await sellInNewProcess(sale('KILLED', 12))).toMatch(/12 wanted, \d in stock/);
			expect(tills.left('10003')).toBe(7);
		}, 60_000);
	},
);

describe('a till that is killed before that look', () => {
	it('sells what is left when the user wants that', async () => {
		tills = await Tills.open(1, {});
		const wish = sale('KILLED', 6, { shortage: 'takeAvailable' });
		await dieWithBoxesOfOthers(wish);
		expect(await sellInNewProcess(wish)).toBe('posted');
		expect(tills.left('10003')).toBe(0);
	}, 60_000);

	it('goes below zero when the user allows it', async () => {
		tills = await Tills.open(1, {});
		const wish = sale('KILLED', 6, { shortage: 'allowNegative' });
		await dieWithBoxesOfOthers(wish);
		expect(await sellInNewProcess(wish)).toBe('alreadyPosted');
		expect(tills.left('10003')).toBe(-1);
	}, 60_000);

	it('keeps its sale when there was enough', async () => {
		tills = await Tills.open(1, {});
		await sellAndDie(sale('KILLED', 12));
		expect(await sellInNewProcess(sale('KILLED', 12))).toBe('alreadyPosted');
		expect(tills.left('10003')).toBe(0);
	}, 60_000);

	it('keeps its sale when it was the first: others gave way to it', async () => {
		tills = await Tills.open(1, {});
		await sellAndDie(sale('KILLED', 12));
		expect(await sellInNewProcess(sale('LATER', 1))).toMatch(/1 wanted, 0 in stock/);
		expect(await sellInNewProcess(sale('KILLED', 12))).toBe('alreadyPosted');
	}, 60_000);
});

describe('a sale that stands', () => {
	it('is never taken back when it is run again much later, whatever the lot holds then', async () => {
		tills = await Tills.open(1, {});
		await dieWithBoxesOfOthers(sale('KILLED', 6));
		await sleep(3_600_000);
		expect(await sellInNewProcess(sale('KILLED', 6))).toBe('alreadyPosted');
		expect(tills.left('10003')).toBe(-1);
	}, 60_000);

	it('is not taken back for what a person took below zero afterwards', async () => {
		tills = await Tills.open(1, {});
		expect(await sellInNewProcess(sale('SOLD', 10))).toBe('posted');
		await sleep(10_000);
		await tills.bookByHand(5);
		expect(await sellInNewProcess(sale('SOLD', 10))).toBe('alreadyPosted');
		expect(tills.left('10003')).toBe(-3);
	}, 60_000);

	it('is not taken back for what another sale was allowed to take below zero', async () => {
		tills = await Tills.open(1, {});
		expect(await sellInNewProcess(sale('SOLD', 10))).toBe('posted');
		expect(await sellInNewProcess(sale('BELOW', 5, { shortage: 'allowNegative' }))).toBe('posted');
		expect(await sellInNewProcess(sale('SOLD', 10))).toBe('alreadyPosted');
		expect(tills.left('10003')).toBe(-3);
	}, 60_000);
});
