import { assert } from '../../platform';
import type { IConnections, INode } from 'n8n-workflow';
import type { WorkflowDefinition } from '../../engine/run';
import { START } from '../manual-workflow';
import type { Credential } from '../n8n-api';
import { PACKAGE } from '../package-installation';
import { OfficeN8n, type Workbench } from '../workbench';

/** An agent finds the node as a tool, fills in its fields, and hears what the hospital has. */
export async function agent(bench: Workbench): Promise<void> {
	const { checks } = bench;
	const office = await OfficeN8n.open(bench, 'agent');
	try {
		const { api, credentials, model } = office;
		model.calls = [['OpenBoxes', { Product: '10001' }]];
		await checks.that('n8n offers the node as a tool', async () => {
			const tool = (await api.nodeTypes()).find(({ name }) => name === `${PACKAGE}.openBoxesTool`);
			assert.ok(tool);
		});
		const workflow = await api.createWorkflow(
			agentWorkflow(credentials.model, credentials.pharmacy),
		);
		await checks.that('the agent calls it and tells what it said', async () => {
			const { status, data } = await api.run(workflow.id, 'Start');
			const { error, runData } = data.resultData;
			assert.equal(status, 'success', `${error?.message} ${error?.description}`);
			const answer = runData.Agent?.[0].data?.main[0]?.[0].json.output;
			const used = JSON.stringify(runData.OpenBoxes?.[0]);
			assert.match(String(answer), /Ibuprofen 200mg tablet/, used);
		});
		await checks.that('the model was told what the tool does, and what to fill in', () => {
			const [tool] = model.tools;
			assert.match(tool.function.description, /product/i);
			assert.match(JSON.stringify(tool.function.parameters), /Product/);
		});
	} finally {
		await office.close();
	}
}

function agentWorkflow(key: Credential, openBoxes: Credential): WorkflowDefinition {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: INode['parameters'],
		credential?: Credential,
	): INode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		...(credential && {
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		}),
	});
	const to = (kind: string): IConnections[string] => ({
		[kind]: [[{ node: 'Agent', type: kind as 'main', index: 0 }]],
	});
	return {
		name: 'Agent',
		nodes: [
			START,
			node('Agent', '@n8n/n8n-nodes-langchain.agent', 2, {
				promptType: 'define',
				text: 'How much ibuprofen is there?',
				options: {},
			}),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				1.2,
				{ model: { __rl: true, mode: 'id', value: 'stub' }, options: { maxRetries: 0 } },
				key,
			),
			node(
				'OpenBoxes',
				`${PACKAGE}.openBoxesTool`,
				1,
				{
					resource: 'product',
					operation: 'get',
					product: {
						__rl: true,
						mode: 'id',
						value: "={{ $fromAI('Product', 'Code or name of the product', 'string') }}",
					},
				},
				openBoxes,
			),
		],
		connections: {
			Start: to('main'),
			Model: to('ai_languageModel'),
			OpenBoxes: to('ai_tool'),
		},
	} as WorkflowDefinition;
}
