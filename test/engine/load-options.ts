import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INodeParameters, type INodePropertyOptions } from 'n8n-workflow';
import type { Engine } from './engine';

/** Opens a field with several choices and returns what it would offer. */
export async function loadOptions(
	engine: Engine,
	type: string,
	method: string,
	parameters: INodeParameters,
): Promise<INodePropertyOptions[]> {
	const node = engine.node('Node', type, parameters);
	const nodeTypes = engine.nodeTypes();
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		...engine.additionalData(engine.workflowBase([node], {}), 'internal'),
		currentNodeParameters: node.parameters,
	};
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	const load = nodeTypes.getByNameAndVersion(node.type).methods?.loadOptions?.[method];
	if (!load) throw new Error(`${node.type} has no options "${method}"`);
	await workflow.expression.acquireIsolate();
	try {
		return await load.call(context);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
