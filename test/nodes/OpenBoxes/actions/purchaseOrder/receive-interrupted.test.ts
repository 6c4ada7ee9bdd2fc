import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../../../engine/engine';
import { runNode, type NodeRun } from '../../../../engine/run';
import { CuttingProxy, type CutPoint } from '../../../../hospital/cutting-proxy';
import { LOCATION, tillCredential } from '../../../../hospital/hospital';
import { ORDER_ITEM, unitsAt } from '../../../../hospital/purchase-orders';
import { startSandbox, type Kind, type Sandbox } from '../../../../sandbox';

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

interface Delivery {
	lines?: IDataObject[];
	options?: IDataObject;
	/** What lies ready on the server before. */
	prepare?: () => Promise<void>;
}

async function receive({ lines, options = {} }: Delivery, signal?: AbortSignal): Promise<NodeRun> {
	return await runNode(engine, {
		type: 'openBoxes',
		parameters: {
			resource: 'purchaseOrder',
			operation: 'receive',
			purchaseOrder: { __rl: true, mode: 'number', value: 'PO-1' },
			reference: 'DN-4711',
			...(lines ? { linesFrom: 'json', linesJson: JSON.stringify(lines) } : { linesFrom: 'all' }),
			options,
		} as never,
		signal,
	});
}

interface Booked {
	ibuprofen: number;
	amoxicillin: number;
	transactions: number;
}

function booked(): Booked {
	return {
		ibuprofen: unitsAt(sandbox, '10001'),
		amoxicillin: unitsAt(sandbox, '20001'),
		transactions: sandbox.state().transactions.filter(({ entries }) => entries.length > 0).length,
	};
}

/** Runs a delivery undisturbed, then stops it at each of its calls and runs it again. */
async function expectExactlyOnce(kind: Kind, delivery: Delivery): Promise<void> {
	await start(kind);
	await delivery.prepare?.();
	proxy.mend();
	const whole = await receive(delivery);
	expect(whole.error).toBeUndefined();
	const calls = [...proxy.calls];
	const wanted = booked();
	const wrong: string[] = [];
	for (let call = 1; call <= calls.length; call++) {
		for (const point of ['before the server', 'after the server'] as CutPoint[]) {
			sandbox.reset({ kind });
			await delivery.prepare?.();
			const killed = new AbortController();
			proxy.cutAt({ call, point, onCut: () => killed.abort() });
			await receive(delivery, killed.signal);
			proxy.mend();
			const again = await receive(delivery);
			const now = booked();
			const isRight = JSON.stringify(now) === JSON.stringify(wanted) && !again.error;
			if (isRight) continue;
			const end = again.error?.message ?? JSON.stringify(now);
			wrong.push(`cut ${point} at ${call}. ${calls[call - 1]}: ${end}`);
		}
	}
	expect(wrong).toEqual([]);
	expect(calls.length).toBeGreaterThan(4);
}

const TWO_LINES = [
	{ productCode: '10001', quantity: 300, lot: 'IBU-N', expirationDate: '2029-06-30', bin: 'A-01' },
	{ productCode: '20001', quantity: 120, lot: 'AMX-1', bin: 'A-02' },
];

describe('a delivery that is stopped at any of its calls and run again', () => {
	it.each<Kind>(['0.9.0', '0.9.3', '0.9.8', 'documented'])(
		'is booked exactly once on %s',
		async (kind) => {
			// The documented kind counts in the unit of the order: 10 boxes are open there.
			const [first, second] = TWO_LINES;
			const lines = [{ ...first, quantity: kind === 'documented' ? 7 : first.quantity }, second];
			await expectExactlyOnce(kind, { lines });
		},
		120_000,
	);

	it('is booked exactly once into the receiving bin', async () => {
		const lines = TWO_LINES.map((line) => ({ ...line, bin: undefined }));
		await expectExactlyOnce('0.9.8', { lines });
	}, 120_000);

	it('is booked exactly once when lines are closed short', async () => {
		await expectExactlyOnce('0.9.8', { lines: TWO_LINES, options: { closeShort: true } });
	}, 120_000);

	it('is booked exactly once when it arrived two days ago', async () => {
		const deliveredAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
		await expectExactlyOnce('0.9.8', { lines: TWO_LINES, options: { deliveredAt } });
	}, 120_000);

	it('is booked exactly once when a line on the way arrives in two lots', async () => {
		const lines = [
			{ productCode: '20001', quantity: 120, lot: 'AMX-S', bin: 'A-01' },
			{ productCode: '20001', quantity: 80, lot: 'AMX-1', bin: 'A-02' },
		];
		await expectExactlyOnce('0.9.8', { lines, prepare: async () => await sendBySupplier(200) });
	}, 120_000);

	it('is booked exactly once when it is everything on the way', async () => {
		await expectExactlyOnce('0.9.8', {
			options: { bin: 'A-01' },
			prepare: async () => {
				await sendBySupplier(200);
				leaveOnlyAmoxicillin();
			},
		});
	}, 120_000);

	it.each<Kind>(['0.9.0', '0.9.8'])(
		'is booked exactly once when a part is on the way already, on %s',
		async (kind) => {
			await expectExactlyOnce(kind, {
				lines: [
					{
						productCode: '20001',
						quantity: 300,
						lot: 'AMX-S',
						expirationDate: '2030-01-31',
						bin: 'A-01',
					},
				],
				prepare: async () => await sendBySupplier(200),
			});
		},
		120_000,
	);
});

/** Cancels the other lines, and what is not on the way. */
function leaveOnlyAmoxicillin(): void {
	const { store } = sandbox.world;
	for (const id of [ORDER_ITEM.gloves, ORDER_ITEM.ibuprofen]) {
		const item = store.get('orderItem', id);
		if (item) store.update('orderItem', item, { orderItemStatusCode: 'CANCELED' });
	}
	const item = store.get('orderItem', ORDER_ITEM.amoxicillin);
	if (item) store.update('orderItem', item, { quantity: 200 });
}

/** A person made a shipment for the order in OpenBoxes and sent it. */
async function sendBySupplier(quantity: number): Promise<void> {
	const call = async (path: string, body: unknown, cookie = ''): Promise<Response> =>
		await fetch(`${sandbox.url}/api/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json', cookie },
			body: JSON.stringify(body),
		});
	const login = await call('login', {
		username: 'till',
		password: 'till-pass',
		location: LOCATION.central,
	});
	const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0];
	const made = await call(
		'stockMovements/createCombinedShipments',
		{
			description: 'from the supplier',
			origin: { id: '00000000a202135001a20213d0210008' },
			destination: { id: LOCATION.central },
			lineItems: [
				{
					product: { id: '00000000a202135001a20213d3500025' },
					orderItemId: ORDER_ITEM.amoxicillin,
					quantityRequested: quantity,
					lotNumber: 'AMX-S',
					expirationDate: '01/31/2030',
				},
			],
		},
		cookie,
	);
	const { data } = (await made.json()) as { data: { id: string } };
	await call(`stockMovements/${data.id}/status`, { status: 'ISSUED' }, cookie);
}

it.each<Kind>(['0.9.0', '0.9.8'])(
	'is booked once when two people receive it at the same time on %s',
	async (kind) => {
		await start(kind);
		const other = await Engine.start({
			credentials: tillCredential(sandbox.url, {
				location: LOCATION.central,
				username: 'manager',
				password: 'manager-pass',
			}),
		});
		const lines = [{ productCode: '20001', quantity: 120, lot: 'AMX-1', bin: 'A-02' }];
		const before = booked();
		const parameters = {
			resource: 'purchaseOrder',
			operation: 'receive',
			purchaseOrder: { __rl: true, mode: 'number', value: 'PO-1' },
			reference: 'DN-4711',
			linesFrom: 'json',
			linesJson: JSON.stringify(lines),
		} as never;
		const runs = await Promise.all([
			receive({ lines }),
			runNode(other, { type: 'openBoxes', parameters }),
		]);
		expect(runs.filter(({ error }) => error === undefined).length).toBeGreaterThan(0);
		expect(booked()).toEqual({
			...before,
			amoxicillin: before.amoxicillin + 120,
			transactions: before.transactions + 1,
		});
		expect((await receive({ lines })).output[0].json.status).toBe('alreadyReceived');
	},
);
