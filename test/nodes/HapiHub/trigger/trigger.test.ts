import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ClinicSandboxOptions, Row } from '../../../clinic-sandbox';
import { PollTrigger, type PollTriggerOptions } from '../../../engine/poll-trigger';
import { Clinic } from '../clinic';

const realNow = Date.now.bind(Date);
const MORNING = Date.UTC(2026, 10, 22, 8);
let now = MORNING;

let clinic: Clinic;
let trigger: PollTrigger;

async function watch(
	events: string[],
	{
		parameters = {},
		...options
	}: { parameters?: INodeParameters } & Pick<PollTriggerOptions, 'scheduler' | 'budgetMs'> & {
			sandbox?: ClinicSandboxOptions;
		} = {},
): Promise<void> {
	now = MORNING;
	const start = realNow();
	jest.spyOn(Date, 'now').mockImplementation(() => now + (realNow() - start));
	clinic = await Clinic.open({ clock: () => Date.now(), ...options.sandbox });
	trigger = new PollTrigger(clinic.engine, {
		type: 'hapiHubTrigger',
		parameters: { events, ...parameters },
		...options,
	});
}
afterEach(async () => {
	jest.restoreAllMocks();
	await clinic.close();
});

const minutes = (count: number): void => {
	now += count * 60_000;
};
const json = (items: Array<{ json: IDataObject }> | null): IDataObject[] =>
	(items ?? []).map((item) => item.json);
const poll = async (): Promise<unknown[]> => json(await trigger.poll()).map(({ id }) => id);
const sell = (values: Row = {}): Row =>
	clinic.sandbox.enter({
		type: 'sales',
		warehouse: 'north',
		items: [{ sku: 'A', quantity: 1 }],
		...values,
	});

describe('new transactions', () => {
	it('start the workflow once each, oldest first, by their kind', async () => {
		await watch(['sale.created', 'return.created', 'receipt.created', 'transfer.created']);
		sell();
		await trigger.activate();
		expect(await poll()).toEqual([]);
		minutes(1);
		sell({ type: 'ales' });
		sell({ type: 'return', transaction: 'trx000001' });
		sell({ type: 'adjustment' });
		minutes(1);
		sell({ type: 'receiving' });
		sell({ type: 'transfer' });
		expect(await poll()).toEqual([
			'sale.created:trx000002',
			'return.created:trx000003',
			'receipt.created:trx000005',
			'transfer.created:trx000006',
		]);
		expect(await poll()).toEqual([]);
	});

	it('hold the whole transaction, simplified or raw', async () => {
		await watch(['sale.created'], { parameters: { simplify: false } });
		await trigger.activate();
		minutes(1);
		const row = sell({ type: 'ales', customer: 'patient-1' });
		expect(json(await trigger.poll())).toEqual([
			{
				id: 'sale.created:trx000001',
				event: 'sale.created',
				occurredAt: new Date(row.createdAt as number).toISOString(),
				occurredAtExact: true,
				warehouse: 'north',
				data: row,
			},
		]);
	});

	it('are told of one warehouse only, also where the server drops the filter', async () => {
		const parameters = { warehouse: { __rl: true, mode: 'id', value: 'south' } };
		await watch(['sale.created', 'transfer.created'], {
			parameters,
			sandbox: { knownFilters: [] },
		});
		await trigger.activate();
		minutes(1);
		sell();
		sell({ warehouse: 'south' });
		sell({ type: 'transfer', warehouse: 'north', destination: 'south' });
		expect(await poll()).toEqual(['sale.created:trx000002', 'transfer.created:trx000003']);
	});

	it('are told although they were entered late, or in the same second', async () => {
		await watch(['sale.created']);
		await trigger.activate();
		minutes(60);
		sell();
		expect(await poll()).toHaveLength(1);
		sell({ createdAt: clinic.sandbox.rows[0].createdAt });
		sell({ createdAt: now - 45 * 60_000 });
		expect(await poll()).toEqual(['sale.created:trx000003', 'sale.created:trx000002']);
		minutes(10);
		expect(await poll()).toEqual([]);
	});

	it('are told when they were handed out long after', async () => {
		await watch(['sale.fulfilled']);
		const sale = sell();
		await trigger.activate();
		minutes(200);
		for (let index = 0; index < 120; index++) sell();
		expect(await poll()).toEqual([]);
		sale.fulfilledAt = now;
		minutes(61);
		expect(await poll()).toEqual(['sale.fulfilled:trx000001']);
		expect(await poll()).toEqual([]);
	});

	it('before the activation are told with a start date', async () => {
		await watch(['sale.created'], {
			parameters: { options: { startFrom: new Date(MORNING - 600_000).toISOString() } },
		});
		sell({ createdAt: MORNING - 900_000 });
		sell({ createdAt: MORNING - 300_000 });
		expect(json(await trigger.activate()).map(({ id }) => id)).toEqual(['sale.created:trx000002']);
	});
});

describe('nothing is lost and nothing told twice', () => {
	const SERVERS: Array<[string, ClinicSandboxOptions]> = [
		['another shape each time', { maxLimit: 20 }],
		['rows that are repeated', { repeatsRows: true, maxLimit: 20 }],
		['everything at once', { ignoresPages: true, shape: 'array' }],
		['no order', { ignoresSort: true, maxLimit: 30 }],
	];

	it.each(SERVERS)('by a server that gives %s', async (_, sandbox) => {
		await watch(['sale.created'], { sandbox });
		for (let index = 0; index < 30; index++) sell({ createdAt: now - index * 1000 });
		await trigger.activate();
		const told: unknown[] = [];
		for (let round = 0; round < 8; round++) {
			minutes(3);
			for (let index = 0; index < 25; index++) sell();
			told.push(...(await poll()));
		}
		expect(told).toHaveLength(200);
		expect(new Set(told).size).toBe(200);
	});

	it('by failures: a failed poll is told, and the next one goes on', async () => {
		await watch(['sale.created']);
		await trigger.activate();
		minutes(1);
		sell();
		clinic.sandbox.faults.next({ kind: '429', retryAfter: 1, count: 1 });
		expect(await poll()).toHaveLength(1);
		sell();
		clinic.sandbox.faults.set({ scripted: [{ kind: '5xx before commit', status: 400, count: 1 }] });
		await expect(trigger.poll()).rejects.toThrow(/HapiHub refused: The database did not answer/);
		expect(await poll()).toEqual(['sale.created:trx000002']);
	});

	it('by a stop of n8n during which more came than one poll reads', async () => {
		await watch(['sale.created'], { sandbox: { maxLimit: 150 } });
		await trigger.activate();
		minutes(1);
		sell();
		expect(await poll()).toHaveLength(1);
		for (let index = 0; index < 1100; index++) {
			now += 1000;
			sell();
		}
		const told: unknown[] = [];
		for (let round = 0; round < 12; round++) {
			minutes(1);
			told.push(...(await poll()));
		}
		expect(told).toHaveLength(1100);
		expect(told).toEqual([...told].sort());
	});

	it.each(['inMemory', 'durable'] as const)(
		'by a restart of n8n with its %s scheduler, or a new name of the node',
		async (scheduler) => {
			await watch(['sale.created'], { scheduler });
			await trigger.activate();
			minutes(1);
			sell();
			expect(await poll()).toHaveLength(1);
			minutes(1);
			sell();
			expect(json(await trigger.restart()).map(({ id }) => id)).toEqual(['sale.created:trx000002']);
			minutes(1);
			sell();
			const told = json(await trigger.rename('Sales of the Clinic')).map(({ id }) => id);
			expect(told).toContain('sale.created:trx000003');
		},
	);

	it('costs one request when nothing is new', async () => {
		await watch(['sale.created'], { sandbox: { maxLimit: 100 } });
		for (let index = 0; index < 300; index++) sell({ createdAt: now - index * 60_000 });
		await trigger.activate();
		minutes(70);
		await poll();
		minutes(2);
		await poll();
		const before = clinic.sandbox.received.length;
		await poll();
		expect(clinic.sandbox.received.length - before).toBe(1);
	});
});

describe('the editor', () => {
	it('shows real examples and moves nothing', async () => {
		await watch(['sale.created']);
		sell({ customer: 'patient-Maria-Santos' });
		sell({ type: 'return' });
		const shown = json(await trigger.runManually());
		expect(shown.map(({ id }) => id)).toEqual(['sale.created:trx000001']);
		expect(JSON.stringify(shown)).not.toMatch(/Maria/);
		expect(trigger.saved).toEqual({});
	});

	it('says that there is no example, and that no event is chosen', async () => {
		await watch(['sale.created']);
		await expect(trigger.runManually()).rejects.toThrow(/no example of these events/);
		await clinic.close();
		await watch([]);
		await expect(trigger.runManually()).rejects.toThrow(/No event is chosen/);
	});
});
