import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INodeListSearchResult, type INodeParameters } from 'n8n-workflow';
import type { Engine } from './engine';

export interface ListSearchOptions {
	/** `openBoxes` is enough. */
	type: string;
	/** Name of the search, as `typeOptions.searchListMethod` gives it. */
	method: string;
	/** What the user typed. */
	filter?: string;
	paginationToken?: string;
	/** The other fields of the form at that moment. */
	parameters?: INodeParameters;
	/** Place of the field that is searched for, for fields inside a list of lines. */
	path?: string;
}

/** Opens a picker of the node panel ("From list") and returns what it would show. */
export async function listSearch(
	engine: Engine,
	options: ListSearchOptions,
): Promise<INodeListSearchResult> {
	const { type, method, filter, paginationToken, parameters = {}, path = 'parameters' } = options;
	const node = engine.node('Node', type, parameters);
	const nodeTypes = engine.nodeTypes();
	const workflow = new Workflow({
		id: 'editor',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	const base = engine.workflowBase([node], {});
	const additionalData = {
		...engine.additionalData(base, 'internal'),
		currentNodeParameters: node.parameters,
	};
	const context = new LoadOptionsContext(workflow, node, additionalData, path);
	const search = nodeTypes.getByNameAndVersion(node.type).methods?.listSearch?.[method];
	if (!search) throw new Error(`${node.type} has no list search "${method}"`);
	await workflow.expression.acquireIsolate();
	try {
		return await search.call(context, filter, paginationToken);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
