import { postRequests, type PostingOptions } from '../../posting/write/post-requests';
import type { BookedLine, PostingResult } from '../../posting/write/posting-request';
import type { OperationResult, OperationRun } from '../operation';
import { readPostings, type PostingKind } from './posting-input';
import { toOutput } from './posting-output';

/** Settings of a run that hold for all its items. */
export function runSettings(run: OperationRun): PostingOptions {
	return {
		stopOnError: run.stopOnError,
		zone: run.context.getTimezone(),
	};
}

/** In the order of the input items. */
export function inOrder(results: readonly OperationResult[]): OperationResult[] {
	return [...results].sort((a, b) => a.items[0] - b.items[0]);
}

function withRemarks(
	result: PostingResult,
	remarks: (lines: readonly BookedLine[], time: number) => string[],
): PostingResult {
	if (result.status !== 'posted' && result.status !== 'dryRun') return result;
	return {
		...result,
		warnings: [...result.warnings, ...remarks(result.lines, result.request.time)],
	};
}

/**
 * Posts what all input items ask to take out of stock.
 *
 * @param remarks warnings about what was taken
 */
export async function postAll(
	run: OperationRun,
	kind: PostingKind,
	remarks: (run: OperationRun, lines: readonly BookedLine[], time: number) => string[] = () => [],
): Promise<OperationResult[]> {
	const server = await run.connection.serverInfo();
	const { requests, rejected } = readPostings(run, server, kind);
	if (rejected.length > 0 && run.stopOnError) return rejected;
	const results = await postRequests(run.connection, requests, runSettings(run));
	const outputs = results
		.map((result) => withRemarks(result, (lines, time) => remarks(run, lines, time)))
		.map((result) => toOutput(result, server));
	return inOrder([...rejected, ...outputs]);
}
