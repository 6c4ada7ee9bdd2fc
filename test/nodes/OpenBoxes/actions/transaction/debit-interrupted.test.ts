import { setTimeout, setInterval, clearInterval } from '../../../../platform';
import type { INodeParameters } from 'n8n-workflow';
import { sleep } from '../../../../engine/clock';
import { runNode, type NodeRun } from '../../../../engine/run';
import { Scene } from '../../../../hospital/scene';
import type { Row } from '../../../../sandbox/store/table';

const debit = (receipt: string, quantity: number): INodeParameters => ({
	resource: 'transaction',
	operation: 'debit',
	reference: receipt,
	linesFrom: 'json',
	linesJson: JSON.stringify([{ productCode: '10001', lot: 'IBU-A', quantity }]),
	options: { source: 'TILL1' },
});

const COUNT = { path: 'transaction/search', method: 'POST' };

/** Ids of the till's transactions. */
const saved = ({ sandbox }: Scene): string[] =>
	sandbox
		.state()
		.transactions.filter(({ transactionNumber: number }) => number?.startsWith('TILL1/'))
		.map(({ id }) => id);

describe('a sale that somebody stops in the middle', () => {
	let scene: Scene;
	afterEach(async () => await scene.close());

	const sell = async (receipt: string, quantity: number, signal?: AbortSignal): Promise<NodeRun> =>
		await runNode(scene.engine, {
			type: 'openBoxes',
			parameters: debit(receipt, quantity),
			items: [{}],
			continueOnFail: true,
			signal,
		});
	/** Presses "Stop execution" as soon as the transaction is saved. */
	async function stopAfterSaving(receipt: string, quantity: number): Promise<void> {
		const stop = new AbortController();
		const watch = setInterval(() => {
			if (saved(scene).length > 0) stop.abort();
		}, 5);
		await sell(receipt, quantity, stop.signal);
		clearInterval(watch);
		expect(stop.signal.aborted).toBe(true);
	}

	it('is not sold to the next customer a second later: the stopped one took it', async () => {
		scene = await Scene.open();
		await stopAfterSaving('STOPPED', 40);
		expect(saved(scene)).toHaveLength(1);
		const next = await sell('NEXT', 40);
		expect(next.output[0].json.error).toMatch(/40 wanted, 0 in stock/);
	}, 60_000);

	it('is found when the execution is run again, and not posted twice', async () => {
		scene = await Scene.open();
		await stopAfterSaving('AGAIN', 3);
		const again = await sell('AGAIN', 3);
		expect(again.output[0].json).toMatchObject({ alreadyPosted: true });
		expect(saved(scene)).toHaveLength(1);
	}, 60_000);

	it('says that it was posted when only the last check failed, and keeps the stock for it', async () => {
		scene = await Scene.open();
		// Saved, but the answer is lost. Passes: look for the number, count after the post; then the server
		// goes away.
		scene.sandbox.faults.next({ kind: 'cut after commit', path: 'generic/transaction$' });
		scene.sandbox.faults.next({ ...COUNT, kind: '5xx before commit', skip: 2, count: 99 });
		const run = await sell('LAST', 40);
		expect(run.output[0].json.error).toMatch(
			/"TILL1\/LAST" was posted \(transaction \w+\), but the last check failed.*Run this item again/,
		);
		scene.sandbox.faults.clear();
		const next = await sell('NEXT', 40);
		expect(next.output[0].json.error).toMatch(/40 wanted, 0 in stock/);
	}, 120_000);
});

describe('two people with users of their own at one pharmacy', () => {
	it('do not sell the same box within seconds', async () => {
		const till = await Scene.open();
		try {
			const other = await Scene.beside(till, 'pharmacy', 'manager');
			await till.output(debit('T-1', 40));
			expect(await other.failure(debit('M-1', 40))).toMatch(/40 wanted, 0 in stock/);
		} finally {
			await till.close();
		}
	}, 60_000);
});

describe('a sale while others move the same lot', () => {
	it('is not refused for lack of stock that is there', async () => {
		const scene = await Scene.open();
		try {
			await scene.output(debit('O-1', 30));
			// Somebody finds 50 more; the server then shows 60, which fits no figure we know.
			const place = { product: '10001', lot: 'IBU-A', bin: 'Shelf 1' };
			const found: INodeParameters = {
				resource: 'transaction',
				operation: 'adjust',
				direction: 'up',
				reason: 'FOUND',
				reference: 'FOUND',
				linesFrom: 'json',
				linesJson: JSON.stringify([{ ...place, quantity: 50 }]),
			};
			await scene.output(found);
			const [sold] = await scene.output(debit('O-2', 60));
			expect(sold).toMatchObject({ status: 'posted', lines: [{ posted: 60 }] });
		} finally {
			await scene.close();
		}
	}, 90_000);
});

describe('a receipt that two other n8n saved a moment earlier', () => {
	it('is reported with the id that stays, also when that one becomes visible last', async () => {
		const scene = await Scene.open();
		try {
			// Time for both to appear: the first before the first count, the second after it.
			scene.sandbox.faults.next({ ...COUNT, kind: 'slow', ms: 300, skip: 1 });
			const table = scene.sandbox.world.store.table('transaction');
			const own = () =>
				table.all().find(({ transactionNumber }) => transactionNumber === 'TILL1/THREE');
			const selling = scene.output(debit('THREE', 2));
			while (!own()) await new Promise((done) => setTimeout(done, 5));
			const earlier = (ms: number, digit: string): Row => ({
				...(own() as Row),
				id: digit.repeat(32),
				// Of another batch: the mark says who made it.
				comment: String(own()?.comment).replace(/:\w{10}(?= |$)/, `:${digit.repeat(10)}`),
				dateCreated: Number(own()?.dateCreated) - ms,
			});
			const [second, first] = [earlier(5000, '2'), earlier(9000, '1')];
			table.insert(second);
			await sleep(700);
			table.insert(first);
			const [done] = await selling;
			expect(done).toMatchObject({ alreadyPosted: true, transactionId: first.id });
			expect(saved(scene)).toEqual(['1'.repeat(32)]);
		} finally {
			await scene.close();
		}
	}, 60_000);
});

describe('stock before and after, as the output tells it', () => {
	it('is what lies there, also seconds after another sale that the server does not show yet', async () => {
		const scene = await Scene.open();
		try {
			await scene.output(debit('S-1', 30));
			const [second] = await scene.output(debit('S-2', 4));
			expect(second.lines).toMatchObject([{ lots: [{ stockBefore: 10, stockAfter: 6 }] }]);
			const [back] = await scene.output({
				resource: 'transaction',
				operation: 'credit',
				original: 'S-1',
				reference: 'BACK',
				what: 'everything',
				options: { source: 'TILL1' },
			});
			expect(back.lines).toMatchObject([{ lots: [{ stockBefore: 6, stockAfter: 36 }] }]);
		} finally {
			await scene.close();
		}
	}, 60_000);
});

describe('a page in the place of an answer', () => {
	it('does not make the sale go out again before it was looked for', async () => {
		const scene = await Scene.open();
		try {
			scene.sandbox.faults.next({
				kind: 'HTML page',
				path: 'generic/transaction$',
				method: 'POST',
				count: 1,
			});
			await scene.output(debit('PAGE', 2));
			expect(scene.sandbox.requests.routes['POST /api/generic/transaction']).toBe(1);
			expect(saved(scene)).toHaveLength(1);
		} finally {
			await scene.close();
		}
	}, 60_000);
});

describe.each(['0.9.0', '0.9.8', 'documented'] as const)(
	'ten customers at ten tills at the same moment (%s)',
	(kind) => {
		it('get no more boxes than there are', async () => {
			const scene = await Scene.open({ kind });
			try {
				const runs = await Promise.all(
					Array.from({ length: 10 }, async (_, till) => await scene.run(debit(`TEN-${till}`, 6))),
				);
				const posted = runs.filter(({ error }) => error === undefined);
				expect(posted).toHaveLength(6);
				expect(scene.stock()['10001 IBU-A Shelf 1']).toBe(4);
				for (const { error } of runs) expect(error?.message ?? 'wanted').toMatch(/wanted/);
			} finally {
				await scene.close();
			}
		}, 60_000);
	},
);
