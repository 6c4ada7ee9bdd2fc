import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../chaos/campaign';
import type { WorkflowDefinition } from '../engine/run';
import type { Credential } from './n8n-api';
import { PACKAGE } from './package-installation';

export interface Receipt {
	till: string;
	receipt: string;
	soldAt?: string;
	lines: unknown[];
}

/** Each receipt that is posted to it becomes an execution of its own, on one of the workers. */
export function tillWorkflow({ id, name }: Credential): WorkflowDefinition {
	return {
		name: 'Till',
		nodes: [
			{
				id: 'webhook',
				name: 'Sale',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: 'till',
				position: [0, 0],
				parameters: { httpMethod: 'POST', path: 'till', responseMode: 'lastNode', options: {} },
			},
			{
				id: 'debit',
				name: 'Debit',
				type: `${PACKAGE}.openBoxes`,
				typeVersion: 1,
				position: [220, 0],
				onError: 'continueRegularOutput',
				credentials: { openBoxesApi: { id, name } },
				parameters: {
					resource: 'transaction',
					operation: 'debit',
					reference: '={{ $json.body.receipt }}',
					itemIs: 'sale',
					linesFrom: 'json',
					linesJson: '={{ $json.body.lines }}',
					options: { source: '={{ $json.body.till }}', time: '={{ $json.body.soldAt }}' },
				},
			},
		],
		connections: { Sale: { main: [[{ node: 'Debit', type: 'main', index: 0 }]] } },
	} as WorkflowDefinition;
}

/** Posts one receipt and tells what n8n said of it; `undefined` when it said nothing. */
export async function ring(url: string, receipt: Receipt): Promise<Report | undefined> {
	try {
		const answer = await fetch(`${url}/webhook/till`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(receipt),
			signal: AbortSignal.timeout(180_000),
		});
		const json = (await answer.json()) as IDataObject;
		if (json.error !== undefined) return { status: 'refused', reason: String(json.error) };
		// An earlier sending may have posted it, and its answer was lost.
		if (json.status !== 'posted' && json.status !== 'alreadyPosted') return undefined;
		const lines = json.lines as Array<{ lots: Array<{ lotId: string; quantity: number }> }>;
		const lots = new Map<string, number>();
		for (const { lotId, quantity } of lines.flatMap((line) => line.lots))
			lots.set(lotId, (lots.get(lotId) ?? 0) + quantity);
		return { status: 'posted', transactionId: String(json.transactionId), lots };
	} catch {
		return undefined;
	}
}

/** Does the work on all, so many at the same time. */
export async function inParallel<T>(
	all: readonly T[],
	width: number,
	work: (one: T) => Promise<void>,
): Promise<void> {
	const queue = [...all];
	await Promise.all(
		Array.from({ length: width }, async () => {
			for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
		}),
	);
}
