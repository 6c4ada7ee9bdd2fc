import { postRequests } from '../../stock/post-requests';
import type { OperationResult, OperationRun } from '../operation';
import { readPostings, type PostingKind } from './posting-input';
import { toOutput } from './posting-output';

/** Settings of a run that hold for all its items. */
export function runSettings(run: OperationRun) {
	return {
		dryRun: run.context.getNodeParameter('dryRun', 0, false) === true,
		stopOnError: run.stopOnError,
		zone: run.context.getTimezone(),
	};
}

/** In the order of the input items. */
export function inOrder(results: readonly OperationResult[]): OperationResult[] {
	return [...results].sort((a, b) => a.items[0] - b.items[0]);
}

/** Posts what all input items ask to take out of stock. */
export async function postAll(run: OperationRun, kind: PostingKind): Promise<OperationResult[]> {
	const server = await run.connection.serverInfo();
	const { requests, rejected } = readPostings(run, server, kind);
	if (rejected.length > 0 && run.stopOnError) return rejected;
	const results = await postRequests(run.connection, requests, runSettings(run));
	return inOrder([...rejected, ...results.map((result) => toOutput(result, server))]);
}
