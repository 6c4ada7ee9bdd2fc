import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../../../engine/engine';
import { runNode, type NodeRun } from '../../../../engine/run';
import { LOCATION, tillCredential } from '../../../../hospital/hospital';
import {
	BIN,
	listedStatus,
	ORDER,
	ORDER_ITEM,
	unitsAt,
} from '../../../../hospital/purchase-orders';
import { startSandbox, type Kind, type Sandbox, type SandboxOptions } from '../../../../sandbox';

let sandbox: Sandbox;
let engine: Engine;

async function start(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox(options);
	engine = await Engine.start({
		credentials: tillCredential(sandbox.url, { location: LOCATION.central }),
	});
}

afterEach(async () => await sandbox.close());

async function receive(
	reference: string,
	lines: IDataObject[] | 'everything',
	options: IDataObject = {},
	purchaseOrder: string | IDataObject = 'PO-1',
): Promise<NodeRun> {
	return await runNode(engine, {
		type: 'openBoxes',
		parameters: {
			resource: 'purchaseOrder',
			operation: 'receive',
			purchaseOrder:
				typeof purchaseOrder === 'string'
					? { __rl: true, mode: 'number', value: purchaseOrder }
					: purchaseOrder,
			reference,
			...(lines === 'everything'
				? { linesFrom: 'all' }
				: { linesFrom: 'json', linesJson: JSON.stringify(lines) }),
			options,
		} as never,
	});
}

/** Output of a run that worked. */
function outputOf(run: NodeRun): IDataObject {
	expect(run.error).toBeUndefined();
	return run.output[0].json;
}

const linesOf = (run: NodeRun): IDataObject[] => outputOf(run).lines as IDataObject[];

const WHOLE = [
	{
		productCode: '10001',
		quantity: 10,
		unit: 'order',
		lot: 'IBU-N',
		expirationDate: '2029-06-30',
		bin: 'A-01',
	},
	{ productCode: '20001', quantity: 500, lot: 'AMX-N', expirationDate: '2029-01-31', bin: 'A-02' },
	{ productCode: '30001', quantity: 20, unit: 'order', bin: 'B-01' },
];

/** On a server of the documented kind an order counts in single units only. */
const wholeOn = (kind: Kind): IDataObject[] =>
	kind === 'documented' ? WHOLE.map((line) => ({ ...line, unit: 'each' })) : WHOLE;

const OPEN_SOURCE: Kind[] = ['0.9.0', '0.9.3', '0.9.8'];

describe.each([...OPEN_SOURCE, 'documented'] as Kind[])('a delivery on a %s server', (kind) => {
	it('is received whole: stock, order status and nothing left', async () => {
		await start({ kind });
		const perBox = kind === 'documented' ? 1 : 100;
		const before = unitsAt(sandbox, '10001');
		const output = outputOf(await receive('DN-1', wholeOn(kind)));
		expect(output).toMatchObject({ status: 'received', orderStatus: 'received', remaining: 0 });
		expect(unitsAt(sandbox, '10001')).toBe(before + 10 * perBox);
		expect(unitsAt(sandbox, '10001', { lot: 'IBU-N', bin: BIN['A-01'] })).toBe(10 * perBox);
		expect(unitsAt(sandbox, '20001', { lot: 'AMX-N', bin: BIN['A-02'] })).toBe(500);
		expect(listedStatus(sandbox, ORDER.placed)).toBe('RECEIVED');
	});

	it('is reported as already received when it comes again', async () => {
		await start({ kind });
		outputOf(await receive('DN-1', wholeOn(kind)));
		const before = unitsAt(sandbox, '20001');
		const again = outputOf(await receive('DN-1', wholeOn(kind)));
		expect(again).toMatchObject({ status: 'alreadyReceived', remaining: 0 });
		expect(unitsAt(sandbox, '20001')).toBe(before);
	});

	it('is refused when the same reference has other content', async () => {
		await start({ kind });
		outputOf(
			await receive('DN-1', [{ productCode: '20001', quantity: 100, lot: 'AMX-1', bin: 'A-01' }]),
		);
		const before = unitsAt(sandbox, '20001');
		const run = await receive('DN-1', [
			{ productCode: '20001', quantity: 200, lot: 'AMX-1', bin: 'A-01' },
		]);
		expect(run.error?.message).toMatch(/other content/);
		expect(unitsAt(sandbox, '20001')).toBe(before);
	});

	it('is received in three parts, with what remains exact each time', async () => {
		await start({ kind });
		const part = (quantity: number) => [
			{ orderItemId: ORDER_ITEM.amoxicillin, quantity, lot: 'AMX-1', bin: 'A-01' },
		];
		const before = unitsAt(sandbox, '20001');
		for (const [index, [quantity, remaining]] of [
			[150, 350],
			[250, 100],
			[100, 0],
		].entries()) {
			const [line] = linesOf(await receive(`DN-${index}`, part(quantity)));
			expect(line).toMatchObject({ ordered: 500, receivedNow: quantity, remaining });
		}
		expect(unitsAt(sandbox, '20001')).toBe(before + 500);
	});

	it('books two lots of one order line', async () => {
		await start({ kind });
		const lots = [
			{
				productCode: '20001',
				quantity: 200,
				lot: 'AMX-N1',
				expirationDate: '2029-01-31',
				bin: 'A-01',
			},
			{
				productCode: '20001',
				quantity: 300,
				lot: 'AMX-N2',
				expirationDate: '2030-02-28',
				bin: 'A-01',
			},
		];
		expect(linesOf(await receive('DN-1', lots))).toHaveLength(2);
		expect(unitsAt(sandbox, '20001', { lot: 'AMX-N1' })).toBe(200);
		expect(unitsAt(sandbox, '20001', { lot: 'AMX-N2' })).toBe(300);
	});
});
