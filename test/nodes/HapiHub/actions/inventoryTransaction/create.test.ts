import { setTimeout } from '../../../../platform';
import { sleep } from '../../../../engine/clock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FaultKind } from '../../../../sandbox/faults';
import type { ClinicSandboxOptions } from '../../../../clinic-sandbox';
import { runNode } from '../../../../engine/run';
import { Clinic, creation } from '../../clinic';

const RECEIPT = {
	warehouse: 'pharmacy-1',
	type: 'receiving',
	items: [{ sku: 'IBU', quantity: 5, control: 'LOT-1', expiresAt: '2028-06-30T04:00:00Z' }],
};

let clinic: Clinic;
afterEach(async () => await clinic.close());

const create = async (reference: string, body: object = RECEIPT): Promise<IDataObject> =>
	(await clinic.output('create', creation(body, reference)))[0];

describe('a creation with a reference', () => {
	it('is made once, however often it is asked for', async () => {
		clinic = await Clinic.open();
		expect(await create('SHIP-1')).toMatchObject({ alreadyExisted: false, warnings: [] });
		expect(await create('SHIP-1')).toMatchObject({ id: 'trx000001', alreadyExisted: true });
		expect(clinic.sandbox.rows).toHaveLength(1);
		expect(clinic.sandbox.rows[0]).toMatchObject({
			items: [{ sku: 'IBU', quantity: 5, control: 'LOT-1', expiresAt: Date.UTC(2028, 5, 30, 4) }],
		});
	});

	it('is made once by ten items and ten executions at the same moment', async () => {
		clinic = await Clinic.open({ saveDelay: 30 });
		const items = Array.from({ length: 10 }, () => ({}));
		const runs = await Promise.all(
			items.map(
				async () => await clinic.run('create', creation(RECEIPT, 'SAME'), { items: [{}, {}] }),
			),
		);
		const ids = runs.flatMap(({ output }) => output.map(({ json }) => json.id));
		expect(new Set(ids).size).toBe(1);
		expect(clinic.sandbox.rows).toHaveLength(1);
	});

	it('refuses other content under the same reference, and names what is there', async () => {
		clinic = await Clinic.open();
		await create('SHIP-1');
		const other = { ...RECEIPT, items: [{ sku: 'IBU', quantity: 6 }] };
		expect(await clinic.failure('create', creation(other, 'SHIP-1'))).toMatch(
			/another transaction with the reference "SHIP-1": trx000001.*content differs/,
		);
		expect(clinic.sandbox.rows).toHaveLength(1);
	});

	it.each<FaultKind>(['cut after commit', '5xx after commit', 'truncated JSON', 'HTML page'])(
		'finds by its mark what was saved although no answer came: %s',
		async (kind) => {
			clinic = await Clinic.open();
			clinic.sandbox.faults.next({ kind, method: 'POST' });
			expect(await create('LOST')).toMatchObject({ id: 'trx000001', warnings: [] });
			expect(clinic.sandbox.rows).toHaveLength(1);
			expect(clinic.bodies('POST')).toHaveLength(1);
		},
	);

	it.each<FaultKind>(['cut before commit', '5xx before commit'])(
		'is not repeated when it is not found either, says so, and is made by the next run: %s',
		async (kind) => {
			clinic = await Clinic.open();
			clinic.sandbox.faults.next({ kind, method: 'POST' });
			expect(await clinic.failure('create', creation(RECEIPT, 'GONE'))).toMatch(
				/not clear whether the transaction was created.*Run it again with the same reference/s,
			);
			expect(clinic.bodies('POST')).toHaveLength(1);
			expect(await create('GONE')).toMatchObject({ id: 'trx000001', alreadyExisted: false });
		},
	);

	it('is found although the server was still at work when the line was cut', async () => {
		clinic = await Clinic.open({ saveDelay: 700 });
		clinic.sandbox.faults.next({ kind: 'cut before commit', method: 'POST' });
		const made = sleep(900).then(() => {
			const [{ metadata }] = clinic.bodies('POST') as Array<{ metadata: object }>;
			clinic.sandbox.enter({ ...RECEIPT, metadata });
		});
		expect(await create('SLOW')).toMatchObject({ id: 'trx000001' });
		await made;
	});

	it('waits and is sent again after "too many requests": then nothing was done', async () => {
		clinic = await Clinic.open();
		clinic.sandbox.faults.next({ kind: '429', method: 'POST', retryAfter: 1 });
		expect(await create('BUSY')).toMatchObject({ id: 'trx000001' });
		expect(clinic.bodies('POST')).toHaveLength(2);
		expect(clinic.sandbox.rows).toHaveLength(1);
	});

	it.each<[string, ClinicSandboxOptions]>([
		['filters by metadata', { knownFilters: ['metadata.n8nReference'] }],
		['drops the filter', { knownFilters: [] }],
		['drops it and gives few rows', { knownFilters: [], maxLimit: 6, repeatsRows: true }],
		['gives everything at once', { knownFilters: [], ignoresPages: true, shape: 'array' }],
		['does not sort', { knownFilters: [], ignoresSort: true, maxLimit: 7 }],
	])('is found on a server that %s', async (_, options) => {
		clinic = await Clinic.open(options);
		await create('EARLY');
		for (let index = 0; index < 40; index++)
			clinic.sandbox.enter({ type: 'sales', warehouse: 'pharmacy-1', items: [] });
		expect(await create('EARLY')).toMatchObject({ id: 'trx000001', alreadyExisted: true });
	});

	it('is found by a list where the filter by metadata finds nothing, once that was noticed', async () => {
		clinic = await Clinic.open({ knownFilters: ['metadata.n8nReference'] });
		// A server that knows the field by another name.
		const blind = clinic.sandbox.rows;
		const enter = clinic.sandbox.enter.bind(clinic.sandbox);
		jest.spyOn(clinic.sandbox, 'enter').mockImplementation((values) => {
			const row = enter(values);
			const metadata = row.metadata as Record<string, unknown>;
			row.metadata = { toJSON: () => metadata };
			return row;
		});
		expect(await create('BLIND')).toMatchObject({ alreadyExisted: false, warnings: [] });
		expect(await create('BLIND')).toMatchObject({ alreadyExisted: true });
		expect(blind).toHaveLength(1);
	});

	it('warns when the server does not keep the mark', async () => {
		clinic = await Clinic.open({ dropsMetadata: true });
		const { warnings } = await create('FORGOTTEN');
		expect(warnings).toEqual([expect.stringMatching(/did not keep the reference/)]);
	});

	it('warns of twins that another n8n made at the same moment', async () => {
		clinic = await Clinic.open({ saveDelay: 50 });
		const running = create('TWIN');
		const until = Date.now() + 3000;
		while (clinic.bodies('POST').length === 0 && Date.now() < until)
			await new Promise((done) => setTimeout(done, 5));
		const [{ metadata }] = clinic.bodies('POST') as Array<{ metadata: object }>;
		clinic.sandbox.enter({ ...RECEIPT, metadata });
		const { warnings } = await running;
		expect(warnings).toEqual([
			expect.stringMatching(/2 transactions carry the reference "TWIN": trx00000\d, trx00000\d/),
		]);
	});
});

describe('a creation without a reference', () => {
	it('is not made twice when n8n repeats the node, and is another one in the next execution', async () => {
		clinic = await Clinic.open();
		await clinic.output('create', creation(RECEIPT));
		await clinic.output('create', creation(RECEIPT));
		const marks = clinic.sandbox.rows.map(({ metadata }) => (metadata as IDataObject).n8nReference);
		expect(new Set(marks).size).toBe(2);
		for (const mark of marks) expect(mark).toMatch(/^n8n-[\w-]{10}-\d+-0-0$/);
	});
});

describe('what a user may write', () => {
	beforeEach(async () => {
		clinic = await Clinic.open({ extraTypes: ['consignment'] });
	});

	it('shows only what applies, sends the sane type, and takes another word too', async () => {
		await clinic.output('create', {
			transactionType: 'other',
			otherType: 'consignment',
			itemsFrom: 'json',
			itemsJson: '{"sku": "A", "quantity": "3"}',
		});
		await clinic.output('create', {
			transactionType: 'sales',
			items: { item: [{ sku: 'A', quantity: 2, more: { price: 0 } }] },
		} as INodeParameters);
		expect(clinic.sandbox.rows).toMatchObject([
			{ type: 'consignment', items: [{ sku: 'A', quantity: 3 }] },
			{ type: 'sales', items: [{ sku: 'A', quantity: 2, price: 0 }] },
		]);
		expect(clinic.sandbox.rows[1]).not.toHaveProperty('items.0.tax');
	});

	it.each<[string, object, RegExp]>([
		['a time that is none', { expiresAt: 'soon' }, /"expiresAt" must be a time/],
		[
			'a number in words',
			{ items: [{ quantity: 'two' }] },
			/"quantity" of line 1 must be a number/,
		],
		['no lines', { items: [] }, /"items" is empty/],
		['lines that are words', { items: ['ibuprofen'] }, /"items" must be a list of lines/],
		['metadata that is a text', { metadata: 'x' }, /"metadata" must be a JSON object/],
	])('is refused before anything is sent: %s', async (_, body, words) => {
		expect(await clinic.failure('create', creation(body))).toMatch(words);
		expect(clinic.sandbox.received).toEqual([]);
	});

	it('goes out although it is unknown, as a newer server may know it', async () => {
		await create('NEW', { ...RECEIPT, branch: 'north' });
		expect(clinic.sandbox.rows[0]).toMatchObject({ branch: 'north' });
	});

	it('reads a time without zone in the zone of the workflow', async () => {
		await runNode(clinic.engine, {
			type: 'hapiHub',
			parameters: { operation: 'create', ...creation({ createdAt: '2026-07-01T12:00:00' }) },
			settings: { timezone: 'Asia/Manila' },
		});
		expect(clinic.sandbox.rows[0].createdAt).toBe(Date.UTC(2026, 6, 1, 4));
	});
});
