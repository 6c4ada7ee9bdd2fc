import type { INodeParameters } from 'n8n-workflow';
import { sleep } from '../../../engine/clock';
import { ibuprofen, json, locator, on, op, at } from '../../../hospital/movements';
import { unitsAt } from '../../../hospital/purchase-orders';
import { answerOf, APART, TwoProcesses } from '../../../hospital/two-processes';
import type { NodeRun } from '../../../engine/run';

const order: INodeParameters = {
	resource: 'purchaseOrder',
	operation: 'receive',
	purchaseOrder: locator('PO-1', 'number'),
	reference: 'DN-4711',
	linesFrom: 'json',
	linesJson: JSON.stringify([{ productCode: '20001', quantity: 120, lot: 'AMX-1', bin: 'A-02' }]),
};

let processes: TwoProcesses;
afterEach(async () => await processes.close());

/** What is wrong after two runs of one delivery; empty when all is well. */
function verdict(runs: readonly NodeRun[], booked: number, wanted: number): string[] {
	const answers = runs.map(answerOf);
	const successes = runs.filter(({ error }) => error === undefined);
	const written = answers.filter((answer) => ['received', 'partiallyReceived'].includes(answer));
	const wrong: string[] = [];
	if (booked !== wanted) wrong.push(`${booked} units are booked`);
	if (processes.receipts().length !== 1) wrong.push(`${processes.receipts().length} receipts`);
	if (processes.openDrafts() > 0) wrong.push('a draft is open');
	if (written.length > 1) wrong.push('two say that they booked it');
	if (successes.length === 0) wrong.push('nobody says that it is booked');
	for (const answer of answers) {
		const isClear = /^(received|partiallyReceived|alreadyReceived)$|[Rr]un it again/.test(answer);
		if (!isClear) wrong.push(`unclear: ${answer}`);
	}
	return wrong.length === 0 ? [] : [`${wrong.join(', ')} (${answers.join(' / ')})`];
}

describe('one delivery note, received by two processes 0 to 300 ms apart', () => {
	it('makes one shipment, one booking and two truthful answers for a purchase order', async () => {
		processes = await TwoProcesses.start();
		const wrong: string[] = [];
		for (const apart of APART) {
			processes.reset();
			const before = unitsAt(processes.sandbox, '20001');
			const shipments = processes.sandbox.world.store.table('shipment').all().length;
			processes.overlap();
			const runs = await processes.both(order, order, apart);
			const booked = unitsAt(processes.sandbox, '20001') - before;
			const made = processes.sandbox.world.store.table('shipment').all().length - shipments;
			if (made !== 1) wrong.push(`${apart} ms apart: ${made} shipments`);
			wrong.push(...verdict(runs, booked, 120).map((text) => `${apart} ms apart: ${text}`));
			const again = answerOf(await processes.run(order));
			if (again !== 'alreadyReceived') wrong.push(`${apart} ms apart, run again: ${again}`);
		}
		expect(wrong).toEqual([]);
	}, 120_000);

	it('is said to be booked by one of them, also when the other saved over its draft just before', async () => {
		processes = await TwoProcesses.start();
		let other: Promise<NodeRun> | undefined;
		processes.onCallOfSecond(async (call) => {
			if (other || !/^POST .*partialReceiving.*stepNumber=2/.test(call)) return;
			const saved = processes.comments().join();
			other = processes.run(order);
			while (processes.comments().join() === saved) await sleep(10);
		});
		const before = unitsAt(processes.sandbox, '20001');
		const run = await processes.run(order, 1);
		const runs = [run, (await other) as NodeRun];
		expect(verdict(runs, unitsAt(processes.sandbox, '20001') - before, 120)).toEqual([]);
	}, 120_000);

	it('makes one booking and two truthful answers for a stock movement', async () => {
		processes = await TwoProcesses.start();
		const wrong: string[] = [];
		for (const apart of APART) {
			processes.reset();
			const movement = await processes.output(
				op('create', {
					origin: at('north'),
					destination: at('central'),
					...json([{ productId: ibuprofen, quantity: 100 }]),
				}),
			);
			await processes.output(on(movement, 'send'));
			const before = unitsAt(processes.sandbox, '10001');
			processes.overlap();
			const receive = on(movement, 'receive', {
				...json([{ productId: ibuprofen, quantity: 40, bin: 'A-01' }]),
				options: { reference: 'DN-7' },
			});
			const runs = await processes.both(receive, receive, apart);
			const booked = unitsAt(processes.sandbox, '10001') - before;
			wrong.push(...verdict(runs, booked, 40).map((text) => `${apart} ms apart: ${text}`));
			const again = answerOf(await processes.run(receive));
			if (again !== 'alreadyReceived') wrong.push(`${apart} ms apart, run again: ${again}`);
		}
		expect(wrong).toEqual([]);
	}, 120_000);
});
