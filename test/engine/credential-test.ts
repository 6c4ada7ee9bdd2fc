import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type ICredentialTestRequest,
	type IDataObject,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import type { StoredCredential } from './credential-store';
import type { Engine } from './engine';

/** The refusal of a credential test's request, as n8n-core wraps it. */
interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/**
 * Presses "Retry" / saves in the credential form: the login through `preAuthentication`, then the `test` request,
 * and n8n's way of turning the outcome into the one sentence that the user sees.
 */
export async function testCredential(
	engine: Engine,
	credential: StoredCredential = engine.store.all()[0],
): Promise<INodeCredentialTestResult> {
	const { type, id, name } = credential;
	const { test } = engine.types.credentials[type];
	if (!test) throw new Error(`Credential type ${type} has no test`);

	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		// As n8n 2.41 names it: its own helper then does not take the node for a credential test.
		type: 'noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const nodeType = testNodeType(type, test);
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = engine.additionalData(engine.workflowBase([node], {}), 'internal');
	const data = await engine
		.credentialsHelper()
		.withDefaults(additionalData, credential.data, type, 'internal');
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createRunExecutionData({ resultData: { runData: {} } }),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	await workflow.expression.acquireIsolate();
	try {
		const reply = await new RoutingNode(context, nodeType, { id, name, type, data }).runNode();
		return judgeReply(test, reply?.[0]?.[0]);
	} catch (error) {
		return judgeFailure(test, error as RequestFailure);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** A node with one hidden field whose routing is the test request. */
function testNodeType(credentialType: string, test: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'No Operation',
			name: 'noOp',
			group: ['organization'],
			version: 1,
			description: '',
			defaults: { name: 'No Operation' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
}

function judgeReply(
	test: ICredentialTestRequest,
	item: INodeExecutionData | undefined,
): INodeCredentialTestResult {
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, message } = rule.properties;
		const value: unknown = rule.properties.value;
		if (valueAt(item?.json ?? {}, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function judgeFailure(
	test: ICredentialTestRequest,
	{ message, cause }: RequestFailure,
): INodeCredentialTestResult {
	if (!cause?.response) return { status: 'Error', message: cause?.code ?? message };
	const { status, statusText } = cause.response;
	for (const rule of test.rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === status) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'Error', message: statusText || `Received HTTP status code: ${status}` };
}

const valueAt = (source: IDataObject, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], source);
