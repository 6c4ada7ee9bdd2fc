import { Engine } from '../../../engine/engine';
import { runNode, type NodeRun } from '../../../engine/run';
import { tillCredential } from '../../../hospital/hospital';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';

let sandbox: Sandbox;
let engine: Engine;

async function start(options: SandboxOptions): Promise<void> {
	sandbox = await startSandbox(options);
	engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
}

afterEach(async () => await sandbox.close());

/** Morphine ampoules at the pharmacy; the seed has 12 in one lot. */
function ampoules(): number {
	return sandbox
		.state()
		.stock.filter((row) => row.location === tillCredential('').location)
		.filter((row) => row.productCode === '10003')
		.reduce((sum, row) => sum + row.quantity, 0);
}

const sell = async (receipt: string, quantity: number): Promise<NodeRun> =>
	await runNode(engine, {
		type: 'openBoxes',
		parameters: {
			resource: 'transaction',
			operation: 'debit',
			reference: receipt,
			linesFrom: 'json',
			linesJson: JSON.stringify([{ productCode: '10003', quantity }]),
			options: { source: 'TILL1' },
		},
		continueOnFail: true,
	});

const outcome = ({ output: [{ json }] }: NodeRun): string => {
	const { error, status } = json;
	return typeof error === 'string' && /wanted, \d+ in stock/.test(error)
		? 'not enough'
		: String(error ?? status);
};

describe.each(['0.9.0', '0.9.8', 'documented'] as const)(
	'five tills that sell the last ampoules at the same time (%s)',
	(kind) => {
		it('never sell more than there are, and sell all there are', async () => {
			await start({ kind, saveWindow: 200 });
			const runs = await Promise.all(
				['A', 'B', 'C', 'D', 'E'].map(async (receipt) => await sell(receipt, 5)),
			);
			expect(runs.map(outcome).sort()).toEqual([
				'not enough',
				'not enough',
				'not enough',
				'posted',
				'posted',
			]);
			expect(ampoules()).toBe(2);
		}, 60_000);

		it('never sell more than there are when many press at once', async () => {
			await start({ kind, saveWindow: 50 });
			const receipts = Array.from({ length: 30 }, (_, index) => `RUSH-${index}`);
			const runs = await Promise.all(receipts.map(async (receipt) => await sell(receipt, 1)));
			expect(runs.filter((run) => outcome(run) === 'posted')).toHaveLength(12);
			expect(ampoules()).toBe(0);
		}, 120_000);
	},
);

it('a sale that the server refuses keeps no stock from the next one', async () => {
	await start({ kind: '0.9.8' });
	sandbox.faults.next({ kind: '429', retryAfter: 0, path: 'generic/transaction$', count: 20 });
	expect(outcome(await sell('REFUSED', 12))).not.toBe('posted');
	sandbox.faults.clear();
	expect(outcome(await sell('NEXT', 12))).toBe('posted');
	expect(ampoules()).toBe(0);
}, 60_000);

it('a sale whose end stays unclear keeps its stock until the server shows what became of it', async () => {
	await start({ kind: '0.9.8' });
	sandbox.faults.next({ kind: 'cut after commit', path: 'generic/transaction$' });
	sandbox.faults.next({
		kind: '5xx before commit',
		path: 'transaction/search',
		skip: 1,
		count: 60,
	});
	expect(outcome(await sell('UNCLEAR', 12))).toMatch(/unclear/);
	sandbox.faults.clear();
	expect(outcome(await sell('NEXT', 12))).toBe('not enough');
	expect(ampoules()).toBe(0);
}, 90_000);
