import { runNode } from '../engine/run';
import type { FaultKind, SandboxOptions } from '../sandbox';
import { sales } from './receipts';
import { IN_STOCK, Till } from './till';

const POST = 'generic/transaction$';

let till: Till;
afterEach(async () => await till.close());

describe('ten executions that post the same receipt at the same time', () => {
	const LATE: SandboxOptions[] = [{ saveWindow: 150 }, { saveWindow: 150, lateCommits: 400 }];

	it.each(LATE)(
		'in one process leave one transaction, and each reports it (%j)',
		async (options) => {
			till = await Till.open(options);
			const runs = await Promise.all(
				Array.from({ length: 10 }, async () => await runNode(till.engine, sales('SAME'))),
			);
			const [ids] = till.saved().values();
			expect(ids).toHaveLength(1);
			expect(runs.map(({ output }) => output[0].json.transactionId)).toEqual(
				runs.map(() => ids[0]),
			);
			expect(till.paracetamol()).toBe(IN_STOCK - 2);
		},
	);
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
			till = await Till.open();
			till.sandbox.faults.next({ kind, path: POST, method: 'POST', retryAfter: 1 });
			const run = await runNode(till.engine, sales('A', 'B', 'C'));
			expect(run.output.map(({ json }) => json.error ?? json.status)).toEqual([
				'posted',
				'posted',
				'posted',
			]);
			expect([...till.saved().values()].map((ids) => ids.length)).toEqual([1, 1, 1]);
			expect(till.paracetamol()).toBe(IN_STOCK - 6);
		},
		60_000,
	);

	it.each<FaultKind>(['cut after commit', '5xx after commit', 'truncated JSON', 'HTML page'])(
		'is reported when it stays unclear, and the next run finds what is there: %s',
		async (kind) => {
			till = await Till.open();
			await runNode(till.engine, sales('FIRST'));
			till.sandbox.faults.next({ kind, path: POST, method: 'POST' });
			till.sandbox.faults.next({
				kind: '5xx before commit',
				path: 'transaction/search',
				count: 100,
			});
			const unclear = await runNode(till.engine, sales('A'));
			expect(unclear.output[0].json.error).toBeDefined();
			till.sandbox.faults.clear();
			const again = await runNode(till.engine, sales('A'));
			expect(again.output[0].json.error).toBeUndefined();
			expect(till.saved().get('TILL1/A')).toHaveLength(1);
			expect(till.paracetamol()).toBe(IN_STOCK - 4);
		},
		60_000,
	);
});
