/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off -- not part of the package */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FileCredentialStore } from '../engine/credential-store';
import { Engine } from '../engine/engine';
import { EngineProcess } from '../engine/engine-process';
import { runNode, runWorkflow, type NodeRunOptions } from '../engine/run';
import { tillCredential } from '../hospital/hospital';
import { startSandbox, type FaultKind, type Sandbox, type SandboxOptions } from '../sandbox';

const workflow = resolve(__dirname, '../../examples/pos-sale-to-debit.json');
const POST = 'generic/transaction$';

let sandbox: Sandbox;
let engine: Engine;

async function start(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox(options);
	engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
}
afterEach(async () => await sandbox.close());

const sales = (...receipts: string[]): NodeRunOptions => ({
	type: 'openBoxes',
	parameters: {
		resource: 'transaction',
		operation: 'debit',
		reference: '={{ $json.receipt }}',
		linesJson: '=[{"productCode": "10002", "quantity": 2}]',
		options: { source: 'TILL1' },
	},
	items: receipts.map((receipt) => ({ receipt })),
	continueOnFail: true,
});

/** Ids of the transactions that exist, by number. */
function saved(): Map<string, string[]> {
	const ids = new Map<string, string[]>();
	for (const { id, transactionNumber } of sandbox.state().transactions) {
		if (!transactionNumber?.startsWith('TILL1/')) continue;
		ids.set(transactionNumber, [...(ids.get(transactionNumber) ?? []), id]);
	}
	return ids;
}

function paracetamol(): number {
	return sandbox
		.state()
		.stock.filter(
			({ location, productCode }) =>
				location === tillCredential('').location && productCode === '10002',
		)
		.reduce((sum, { quantity }) => sum + quantity, 0);
}

const IN_STOCK = 390;

describe('100 executions of the till workflow', () => {
	const sell = async (receipt: string): Promise<IDataObject[]> => {
		const body = { till: 'TILL1', receipt, lines: [{ productCode: '10002', quantity: 1 }] };
		const run = await runWorkflow(engine, workflow, { input: [{ body }] });
		expect(run.error).toBeUndefined();
		return run.items['Take It out of Stock'].flatMap((output) => output.map(({ json }) => json));
	};

	/** Ten tills at a time, as a hospital has them. */
	async function sellHundred(): Promise<IDataObject[]> {
		const outcomes: IDataObject[] = [];
		for (let first = 0; first < 100; first += 10) {
			const receipts = Array.from({ length: 10 }, (_, index) => String(first + index));
			outcomes.push(...(await Promise.all(receipts.map(sell))).flat());
		}
		return outcomes;
	}

	const ALL_POSTED = Array.from({ length: 100 }, () => 'posted');
	const told = (outcomes: IDataObject[]): unknown[] =>
		outcomes.map(({ status, error }) => error ?? status);

	it('log in once', async () => {
		await start();
		expect(told(await sellHundred())).toEqual(ALL_POSTED);
		expect(sandbox.requests.logins).toBe(1);
		expect(paracetamol()).toBe(IN_STOCK - 100);
	}, 90_000);

	it.each<FaultKind>(['session expired 401', 'session expired 302', 'session expired page'])(
		'all succeed, once each, when every tenth request finds the session gone (%s)',
		async (kind) => {
			await start({
				faults: { random: { seed: 3, path: 'generic|products', rates: { [kind]: 0.1 } } },
			});
			expect(told(await sellHundred())).toEqual(ALL_POSTED);
			expect(saved().size).toBe(100);
			expect(paracetamol()).toBe(IN_STOCK - 100);
		},
		90_000,
	);

	it('all succeed when the server really drops the session of every tenth request', async () => {
		await start({ faults: { dropSessionEvery: 10 } });
		expect(told(await sellHundred())).toEqual(ALL_POSTED);
		expect(saved().size).toBe(100);
		expect(paracetamol()).toBe(IN_STOCK - 100);
	}, 90_000);
});

describe('ten executions that post the same receipt at the same time', () => {
	const LATE: SandboxOptions[] = [{ saveWindow: 150 }, { saveWindow: 150, lateCommits: 400 }];

	it.each(LATE)(
		'in one process leave one transaction, and each reports it (%j)',
		async (options) => {
			await start(options);
			const runs = await Promise.all(
				Array.from({ length: 10 }, async () => await runNode(engine, sales('SAME'))),
			);
			const [ids] = saved().values();
			expect(ids).toHaveLength(1);
			expect(runs.map(({ output }) => output[0].json.transactionId)).toEqual(
				runs.map(() => ids[0]),
			);
			expect(paracetamol()).toBe(IN_STOCK - 2);
		},
	);

	it('in ten processes leave one transaction, and each reports it', async () => {
		await start({ saveWindow: 150, lateCommits: 400 });
		const folder = mkdtempSync(join(tmpdir(), 'openboxes-'));
		const storeFile = join(folder, 'credentials.json');
		new FileCredentialStore(storeFile, ...engine.store.all());
		const processes: EngineProcess[] = [];
		try {
			const starts = Array.from(
				{ length: 10 },
				async () => await EngineProcess.start({ storeFile }),
			);
			processes.push(...(await Promise.all(starts)));
			const runs = await Promise.all(
				processes.map(async (one) => await one.runNode(sales('SAME'))),
			);
			const [ids] = saved().values();
			expect(ids).toHaveLength(1);
			const reported = runs.map(({ items }) => items.Node[0][0].json);
			expect(reported.map(({ transactionId, error }) => error ?? transactionId)).toEqual(
				runs.map(() => ids[0]),
			);
			expect(paracetamol()).toBe(IN_STOCK - 2);
		} finally {
			await Promise.all(processes.map(async (one) => await one.close()));
			rmSync(folder, { recursive: true, force: true });
		}
	}, 120_000);
});

describe('a write whose end is unclear', () => {
	it.each<FaultKind>([
		'cut before commit',
		'cut after commit',
		'5xx before commit',
		'5xx after commit',
		'429',
		'session expired 401',
		'session expired 302',
		'session expired page',
		'truncated JSON',
		'HTML page',
	])(
		'posts each receipt once: %s',
		async (kind) => {
			await start();
			sandbox.faults.next({ kind, path: POST, method: 'POST', retryAfter: 1 });
			const run = await runNode(engine, sales('A', 'B', 'C'));
			expect(run.output.map(({ json }) => json.error ?? json.status)).toEqual([
				'posted',
				'posted',
				'posted',
			]);
			expect([...saved().values()].map((ids) => ids.length)).toEqual([1, 1, 1]);
			expect(paracetamol()).toBe(IN_STOCK - 6);
		},
		60_000,
	);

	it.each<FaultKind>(['cut after commit', '5xx after commit', 'truncated JSON', 'HTML page'])(
		'is reported when it stays unclear, and the next run finds what is there: %s',
		async (kind) => {
			await start();
			await runNode(engine, sales('FIRST'));
			sandbox.faults.next({ kind, path: POST, method: 'POST' });
			sandbox.faults.next({ kind: '5xx before commit', path: 'transaction/search', count: 100 });
			const unclear = await runNode(engine, sales('A'));
			expect(unclear.output[0].json.error).toBeDefined();
			sandbox.faults.clear();
			const again = await runNode(engine, sales('A'));
			expect(again.output[0].json.error).toBeUndefined();
			expect(saved().get('TILL1/A')).toHaveLength(1);
			expect(paracetamol()).toBe(IN_STOCK - 4);
		},
		60_000,
	);
});
