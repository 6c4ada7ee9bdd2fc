import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../../../engine/engine';
import { runNode, type NodeRun } from '../../../../engine/run';
import { CuttingProxy, type CutPoint } from '../../../../hospital/cutting-proxy';
import { LOCATION, tillCredential } from '../../../../hospital/hospital';
import { ORDER_ITEM, unitsAt } from '../../../../hospital/purchase-orders';
import { startSandbox, type Kind, type Sandbox } from '../../../../sandbox';

interface Delivery {
	lines?: IDataObject[];
	options?: IDataObject;
	/** What lies ready on the server before. */
	prepare?: (sandbox: Sandbox) => Promise<void>;
}

interface Booked {
	ibuprofen: number;
	amoxicillin: number;
	transactions: number;
}

export const TWO_LINES = [
	{ productCode: '10001', quantity: 300, lot: 'IBU-N', expirationDate: '2029-06-30', bin: 'A-01' },
	{ productCode: '20001', quantity: 120, lot: 'AMX-1', bin: 'A-02' },
];

/** Receives PO-1 by a line that can be cut at any call. */
export class DeliveryTrial {
	private constructor(
		readonly kind: Kind,
		readonly sandbox: Sandbox,
		private readonly proxy: CuttingProxy,
		private readonly engine: Engine,
	) {}

	static async start(kind: Kind): Promise<DeliveryTrial> {
		const sandbox = await startSandbox({ kind });
		const proxy = await CuttingProxy.start(sandbox.url);
		const engine = await Engine.start({
			credentials: tillCredential(proxy.url, { location: LOCATION.central }),
		});
		return new DeliveryTrial(kind, sandbox, proxy, engine);
	}

	async close(): Promise<void> {
		await this.proxy.close();
		await this.sandbox.close();
	}

	async receive(
		{ lines, options = {} }: Delivery,
		{ signal, engine = this.engine }: { signal?: AbortSignal; engine?: Engine } = {},
	): Promise<NodeRun> {
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

	booked(): Booked {
		const { transactions } = this.sandbox.state();
		return {
			ibuprofen: unitsAt(this.sandbox, '10001'),
			amoxicillin: unitsAt(this.sandbox, '20001'),
			transactions: transactions.filter(({ entries }) => entries.length > 0).length,
		};
	}

	/** Runs a delivery undisturbed, then stops it at each of its calls and runs it again. */
	async expectExactlyOnce(delivery: Delivery): Promise<void> {
		const { sandbox, proxy, kind } = this;
		await delivery.prepare?.(sandbox);
		proxy.mend();
		const whole = await this.receive(delivery);
		expect(whole.error).toBeUndefined();
		const calls = [...proxy.calls];
		const wanted = this.booked();
		const wrong: string[] = [];
		for (let call = 1; call <= calls.length; call++) {
			for (const point of ['before the server', 'after the server'] as CutPoint[]) {
				sandbox.reset({ kind });
				await delivery.prepare?.(sandbox);
				const killed = new AbortController();
				proxy.cutAt({ call, point, onCut: () => killed.abort() });
				await this.receive(delivery, { signal: killed.signal });
				proxy.mend();
				const again = await this.receive(delivery);
				const now = this.booked();
				const isRight = JSON.stringify(now) === JSON.stringify(wanted) && !again.error;
				if (isRight) continue;
				const end = again.error?.message ?? JSON.stringify(now);
				wrong.push(`cut ${point} at ${call}. ${calls[call - 1]}: ${end}`);
			}
		}
		expect(wrong).toEqual([]);
		expect(calls.length).toBeGreaterThan(4);
	}
}

/** One trial for one test: runs it and closes all. */
export async function expectExactlyOnce(kind: Kind, delivery: Delivery): Promise<void> {
	const trial = await DeliveryTrial.start(kind);
	try {
		await trial.expectExactlyOnce(delivery);
	} finally {
		await trial.close();
	}
}

/** A person made a shipment for the order in OpenBoxes and sent it. */
export async function sendBySupplier(sandbox: Sandbox, quantity: number): Promise<void> {
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
