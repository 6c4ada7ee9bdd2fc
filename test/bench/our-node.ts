import { resolve } from '../platform';
import { Engine } from '../engine/engine';
import { PollTrigger } from '../engine/poll-trigger';
import { runNode, type NodeRunOptions } from '../engine/run';
import type { Job, Place } from './jobs';

const root = resolve(module.path, '../..');

function toRun(job: Job): NodeRunOptions {
	if (job.kind === 'debit') {
		return {
			type: 'openBoxes',
			parameters: {
				resource: 'transaction',
				operation: 'debit',
				reference: '={{ $json.receipt }}',
				linesFrom: 'json',
				linesJson: '={{ $json.lines }}',
				options: { source: 'TILL1', time: '={{ $json.soldAt }}' },
			},
			items: job.receipts.map((receipt) => ({ ...receipt })),
		};
	}
	if (job.kind === 'stock') {
		return {
			type: 'openBoxes',
			parameters: {
				resource: 'product',
				operation: 'getStock',
				itemNames: 'product',
				product: '={{ $json.productCode }}',
			},
			items: job.productCodes.map((productCode) => ({ productCode })),
		};
	}
	return {
		type: 'openBoxes',
		parameters: { resource: 'product', operation: 'getAll', returnAll: true },
	};
}

/** (a) The built package in n8n-core's engine. */
export async function ourNode(
	job: Job,
	place: Place,
	isLoggedIn: boolean,
): Promise<() => Promise<number>> {
	const { url, location, username, password, requestsPerMinute } = place;
	const engine = await Engine.start({
		package: root,
		credentials: {
			url,
			authentication: 'login',
			username,
			password,
			location,
			requestsPerMinute,
		},
	});
	if (isLoggedIn) {
		const trigger = new PollTrigger(engine, {
			type: 'openBoxesTrigger',
			parameters: { events: ['product.created'] },
		});
		await trigger.activate();
		await trigger.poll();
		return async () => (await trigger.poll())?.length ?? 0;
	}
	const jobs =
		job.kind === 'debit' && job.isOneByOne
			? job.receipts.map((receipt): Job => ({ kind: 'debit', receipts: [receipt] }))
			: [job];
	return async () => {
		let results = 0;
		for (const one of jobs) {
			const run = await runNode(engine, toRun(one));
			if (run.error) throw new Error(run.error.message);
			results += run.output.length;
		}
		return results;
	};
}
