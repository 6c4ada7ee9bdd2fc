import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Connection } from '../transport/connection';
import { HapiHubError, toHapiHubError } from '../transport/hapihub-error';
import { toNodeError } from '../transport/node-error';
import type { Operation } from './operation';
import { resources } from './resources';

function findOperation(context: IExecuteFunctions, item: number): Operation {
	const resource: unknown = context.getNodeParameter('resource', item);
	const operation: unknown = context.getNodeParameter('operation', item);
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new HapiHubError(
		`This version of the HapiHub node has no operation "${String(operation)}" for "${String(resource)}"`,
		{ description: 'Choose the operation again, or update the node.' },
	);
}

/** No other keys: n8n recognises a failed item by `error` alone. */
function errorItem({ message, description }: HapiHubError, item: number): INodeExecutionData {
	const error = description ? `${message.replace(/\.$/, '')}. ${description}` : message;
	return { json: { error }, pairedItem: { item } };
}

/** Runs the chosen operation on each item. Later items are not started after a failure, unless the user chose so. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	let connection: Connection | undefined;
	for (let item = 0; item < context.getInputData().length; item++) {
		try {
			connection ??= await Connection.open(context);
			const rows = await findOperation(context, item).execute({ context, connection }, item);
			output.push(...rows.map((json) => ({ json, pairedItem: { item } })));
		} catch (error) {
			const failure = toHapiHubError(error);
			if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, item);
			output.push(errorItem(failure, item));
		}
	}
	return [output];
}
