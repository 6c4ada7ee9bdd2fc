import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Connection } from '../transport/connection';
import { withoutFullStop } from '../transport/message-text';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { toNodeError } from '../transport/node-error';
import { toCsv } from '../values/csv-text';
import { requireEnabled } from './fields/enable.field';
import { wantsFile } from './fields/list.fields';
import { choiceReader } from './choices';
import type { Operation, OperationResult } from './operation';
import { resources } from './resources';

function findOperation(resource: string, operation: string): Operation {
	const found = resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === operation);
	if (!found) {
		throw new OpenBoxesError(
			`This version of the OpenBoxes node has no operation "${operation}" for "${resource}"`,
			{
				description: 'Choose the operation again, or update the node.',
			},
		);
	}
	return found;
}

function toOutput(result: OperationResult): INodeExecutionData {
	const pairedItem = result.items.map((item) => ({ item }));
	if (result.error === undefined) {
		return { json: result.json, ...(result.binary ? { binary: result.binary } : {}), pairedItem };
	}
	const { message, description } = result.error;
	// No other keys: n8n recognises a failed item by `error` alone.
	const text = description ? `${withoutFullStop(message)}. ${description}` : message;
	return { json: { error: text }, pairedItem };
}

/** All rows as one CSV file; what failed stays an item of its own. */
async function toFile(
	context: IExecuteFunctions,
	results: readonly OperationResult[],
): Promise<INodeExecutionData[]> {
	const rows = results.filter((result) => result.error === undefined);
	const failed = results.filter((result) => result.error !== undefined);
	const fileName = `${String(context.getNodeParameter('resource', 0))}.csv`;
	const data = await context.helpers.prepareBinaryData(
		Buffer.from(toCsv(rows.map(({ json }) => json)), 'utf8'),
		fileName,
		'text/csv',
	);
	const items = [...new Set(rows.flatMap((row) => row.items))];
	const json = { fileName, rows: rows.length };
	return [
		{ json, binary: { data }, pairedItem: items.map((item) => ({ item })) },
		...failed.map(toOutput),
	];
}

/** n8n's error with the operation that failed, e.g. for a workflow that handles errors. */
function toNamedError(
	context: IExecuteFunctions,
	operation: Operation | undefined,
	error: unknown,
	item?: number,
): ReturnType<typeof toNodeError> {
	const failure = toNodeError(context.getNode(), error, item);
	failure.context.operation = operation?.action;
	return failure;
}

/** Runs the chosen operation on all items and turns what became of them into output items. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const stopOnError = !context.continueOnFail();
	const items = context.getInputData();
	let results: OperationResult[];
	let operation: Operation | undefined;
	try {
		operation = findOperation(
			context.getNodeParameter('resource', 0),
			context.getNodeParameter('operation', 0),
		);
		if (operation.danger !== undefined) requireEnabled(context, operation.danger);
		const connection = await Connection.open(context);
		const wrongChoice = choiceReader(context, operation.properties);
		results = await operation.execute({ context, connection, items, stopOnError, wrongChoice });
	} catch (error) {
		if (stopOnError) throw toNamedError(context, operation, error);
		const failure = toOpenBoxesError(error);
		results = items.map((_, item) => ({ items: [item], error: failure }));
	}
	const failed = results.find((result) => result.error !== undefined);
	if (stopOnError && failed?.error)
		throw toNamedError(context, operation, failed.error, failed.items[0]);
	if (wantsFile(context)) return [await toFile(context, results)];
	return [results.map(toOutput)];
}
