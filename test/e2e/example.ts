import { readdirSync, readFileSync, join, resolve } from '../platform';
import { jsonParse, type IDataObject, type INode } from 'n8n-workflow';
import type { WorkflowDefinition } from '../engine/run';
import type { Credential } from './n8n-api';

const folder = resolve(module.path, '../../examples');

export const exampleNames = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''));

export function readExample(name: string): WorkflowDefinition & { name: string } {
	return jsonParse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

/** Nodes whose server stands at its vendor's: a Set node that works out what would have been sent takes their place. */
const VENDORS = ['googleSheets', 'slack', 'microsoftTeams', 'telegram'];

/** Twelve times a minute, each of them once a minute, as n8n refuses one time that comes more often. */
const OFTEN = {
	item: Array.from({ length: 12 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 5} * * * * *`,
	})),
};

export interface Choices {
	openBoxes: Credential;
	clinic: Credential;
	mail: Credential;
	/** A chat model; without one the example's own stays. */
	model?: Credential;
	/** Key that callers of its webhooks send. */
	webhook: Credential;
	erpUrl: string;
	/** Ask OpenBoxes every five seconds. */
	often?: boolean;
}

/** An example as a user who follows its note has set it up: credentials chosen, addresses put in. */
export function setUpExample<T extends WorkflowDefinition>(
	workflow: T,
	{ openBoxes, clinic, mail, model, webhook, erpUrl, often }: Choices,
): T {
	const nodes = workflow.nodes.map((node): INode => {
		const type = node.type.split('.')[1];
		const chosen = (credential: Credential): INode['credentials'] => ({
			[credential.type]: { id: credential.id, name: credential.name },
		});
		if (node.type.startsWith('n8n-nodes-openboxes.')) {
			const { pollTimes } = node.parameters;
			return {
				...node,
				parameters: pollTimes && often ? { ...node.parameters, pollTimes: OFTEN } : node.parameters,
				credentials: chosen(type.startsWith('hapiHub') ? clinic : openBoxes),
			};
		}
		if (type === 'webhook') return { ...node, credentials: chosen(webhook) };
		if (type === 'lmChatOpenAi' && model) return { ...node, credentials: chosen(model) };
		if (type === 'emailSend') return { ...node, credentials: chosen(mail) };
		if (type === 'httpRequest') return { ...node, parameters: { ...node.parameters, url: erpUrl } };
		return VENDORS.includes(type) ? wouldSend(node) : node;
	});
	return { ...workflow, nodes };
}

function wouldSend({ id, name, position, parameters }: INode): INode {
	const assignments = leaves(parameters as IDataObject).map(([path, value]) => ({
		id: path,
		name: path,
		type: 'string',
		value,
	}));
	return {
		id,
		name,
		position,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'manual', assignments: { assignments }, options: { dotNotation: false } },
	};
}

function leaves(value: unknown, path = ''): Array<[path: string, value: string]> {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) =>
		leaves(part, path ? `${path}.${key}` : key),
	);
}
