import type { IDataObject } from 'n8n-workflow';
import { runWorkflow } from '../engine/run';
import { resolve } from '../platform';
import type { Till } from './till';

const workflow = resolve(module.path, '../../examples/pos-sale-to-debit.json');

async function sell(till: Till, receipt: string): Promise<IDataObject[]> {
	const body = { till: 'TILL1', receipt, lines: [{ productCode: '10002', quantity: 1 }] };
	const run = await runWorkflow(till.engine, workflow, { input: [{ body }] });
	expect(run.error).toBeUndefined();
	return run.items['Take It out of Stock'].flatMap((output) => output.map(({ json }) => json));
}

/** 100 executions of the till workflow, ten at a time as a hospital has them: the end of each. */
export async function sellHundred(till: Till): Promise<unknown[]> {
	const outcomes: IDataObject[] = [];
	for (let first = 0; first < 100; first += 10) {
		const receipts = Array.from({ length: 10 }, (_, index) => String(first + index));
		const sales = receipts.map(async (receipt) => await sell(till, receipt));
		outcomes.push(...(await Promise.all(sales)).flat());
	}
	return outcomes.map(({ status, error }) => error ?? status);
}

export const ALL_POSTED = Array.from({ length: 100 }, () => 'posted');
