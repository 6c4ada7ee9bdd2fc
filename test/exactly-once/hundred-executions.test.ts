import { resolve } from '../platform';
import type { IDataObject } from 'n8n-workflow';
import { runWorkflow } from '../engine/run';
import type { FaultKind } from '../sandbox';
import { IN_STOCK, Till } from './till';

const workflow = resolve(module.path, '../../examples/pos-sale-to-debit.json');

let till: Till;
afterEach(async () => await till.close());

describe('100 executions of the till workflow', () => {
	const sell = async (receipt: string): Promise<IDataObject[]> => {
		const body = { till: 'TILL1', receipt, lines: [{ productCode: '10002', quantity: 1 }] };
		const run = await runWorkflow(till.engine, workflow, { input: [{ body }] });
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
		till = await Till.open();
		expect(told(await sellHundred())).toEqual(ALL_POSTED);
		expect(till.sandbox.requests.logins).toBe(1);
		expect(till.paracetamol()).toBe(IN_STOCK - 100);
	}, 90_000);

	it.each<FaultKind>(['session expired 401', 'session expired 302', 'session expired page'])(
		'all succeed, once each, when every tenth request finds the session gone (%s)',
		async (kind) => {
			till = await Till.open({
				faults: { random: { seed: 3, path: 'generic|products', rates: { [kind]: 0.1 } } },
			});
			expect(told(await sellHundred())).toEqual(ALL_POSTED);
			expect(till.saved().size).toBe(100);
			expect(till.paracetamol()).toBe(IN_STOCK - 100);
		},
		90_000,
	);

	it('all succeed when the server really drops the session of every tenth request', async () => {
		till = await Till.open({ faults: { dropSessionEvery: 10 } });
		expect(told(await sellHundred())).toEqual(ALL_POSTED);
		expect(till.saved().size).toBe(100);
		expect(till.paracetamol()).toBe(IN_STOCK - 100);
	}, 90_000);
});
