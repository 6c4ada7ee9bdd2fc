/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off -- not part of the package */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { jsonParse, type IDataObject, type INode } from 'n8n-workflow';
import type { WorkflowDefinition } from '../engine/run';

/**
 * An example as a user imports it, with three changes that n8n's command line asks for: a manual trigger before the
 * webhook, a node of the webhook's name that holds what was posted, and a mail node that needs no mail server.
 */
export function exampleForCommandLine(
	file: string,
	posted: IDataObject,
	credential: { id: string; name: string },
): WorkflowDefinition {
	const path = resolve(__dirname, '../../examples', file);
	const example = jsonParse<WorkflowDefinition>(readFileSync(path, 'utf8'));
	const webhook = example.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
	if (!webhook) throw new Error(`${file} has no webhook`);

	const nodes = example.nodes.map((node): INode => {
		if (node === webhook) {
			const jsonOutput = JSON.stringify({ body: posted });
			const parameters = { mode: 'raw', jsonOutput, options: {} };
			return { ...plain(node), type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
		}
		if (node.type === 'n8n-nodes-base.emailSend') {
			return { ...plain(node), type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
		}
		return node.credentials ? { ...node, credentials: { openBoxesApi: credential } } : node;
	});
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [-200, 0],
		parameters: {},
	};
	return {
		...example,
		nodes: [start, ...nodes],
		connections: {
			...example.connections,
			Start: { main: [[{ node: webhook.name, type: 'main', index: 0 }]] },
		},
	};
}

/** What every node has, without the parts that belong to its type. */
function plain({ id, name, position }: INode): Pick<INode, 'id' | 'name' | 'position'> {
	return { id, name, position };
}
