/**
 * Stand-ins for the few nodes of n8n-nodes-base that our workflows use. They are not those nodes: each does just the
 * part that an example needs. Nodes that would send something out (mail, chat, sheets, HTTP) record it instead.
 */
import { createContext, runInContext } from '../platform';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

/** What a recording stand-in was asked to send: the node's parameters, resolved for one item. */
export interface Recorded {
	node: string;
	type: string;
	parameters: IDataObject;
}

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const TRIGGERS = [
	'manualTrigger',
	'scheduleTrigger',
	'webhook',
	'formTrigger',
	'errorTrigger',
	'emailReadImap',
];
const RECORDERS = [
	'emailSend',
	'gmail',
	'googleSheets',
	'httpRequest',
	'microsoftTeams',
	'respondToWebhook',
	'slack',
	'telegram',
];
const WORKERS: Record<string, { execute: Execute; outputs?: number }> = {
	noOp: { execute: passOn },
	stickyNote: { execute: passOn },
	set: { execute: setFields },
	splitOut: { execute: splitOut },
	aggregate: { execute: aggregate },
	filter: { execute: filter },
	if: { execute: ifElse, outputs: 2 },
	code: { execute: code },
};

const PREFIX = 'n8n-nodes-base.';

export const isStandIn = (type: string): boolean =>
	type.startsWith(PREFIX) && kindOf(type) !== undefined;

/** The stand-in for one node of a workflow; `record` gets what it would have sent. */
export function standIn(node: INode, record: (sent: Recorded) => void): INodeType {
	const kind = kindOf(node.type);
	if (!kind) throw new Error(`No stand-in for ${node.type}: add it to base-nodes.ts`);
	const { execute, outputs = 1 } = kind;
	return {
		description: {
			displayName: `Stand-in for ${node.type}`,
			name: node.type.slice(PREFIX.length),
			group: [kind.trigger ? 'trigger' : 'transform'],
			version: [node.typeVersion],
			description: 'Stand-in for tests and demo',
			defaults: { name: node.name },
			inputs: kind.trigger ? [] : [NodeConnectionTypes.Main],
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			properties: Object.keys(node.parameters).map(asProperty),
		},
		...(kind.trigger ? { trigger: async () => ({}) } : {}),
		execute: execute ?? recorder(record),
	};
}

function kindOf(
	type: string,
): { execute?: Execute; outputs?: number; trigger?: boolean } | undefined {
	const name = type.slice(PREFIX.length);
	if (TRIGGERS.includes(name)) return { execute: passOn, trigger: true };
	if (RECORDERS.includes(name)) return {};
	return WORKERS[name];
}

/** n8n drops parameters that a node type does not declare; conditions are evaluated by n8n's own filter. */
function asProperty(name: string): INodeProperties {
	const type = name === 'conditions' ? 'filter' : 'json';
	return { displayName: name, name, type, default: '' };
}

async function passOn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return [this.getInputData()];
}

function recorder(record: (sent: Recorded) => void): Execute {
	return async function send() {
		const items = this.getInputData();
		const { name, type, parameters } = this.getNode();
		items.forEach((_item, i) => {
			const resolved = Object.keys(parameters).map((key) => [key, this.getNodeParameter(key, i)]);
			record({ node: name, type, parameters: Object.fromEntries(resolved) as IDataObject });
		});
		return [items.map(({ json }, i) => paired(json, i))];
	};
}

/** Edit Fields: assignments, or a JSON text. */
async function setFields(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output = this.getInputData().map(({ json }, i) => {
		const all = this.getNodeParameter('includeOtherFields', i, false) === true;
		const fields: IDataObject = all ? { ...json } : {};
		if (this.getNodeParameter('mode', i, 'manual') === 'raw') {
			const raw = this.getNodeParameter('jsonOutput', i, '{}') as string | IDataObject;
			Object.assign(fields, typeof raw === 'string' ? JSON.parse(raw) : raw);
		} else {
			const { assignments = [] } = this.getNodeParameter('assignments', i, {}) as {
				assignments?: Array<{ name: string; value: unknown; type?: string }>;
			};
			for (const { name, value, type } of assignments) setPath(fields, name, typed(value, type));
		}
		return paired(fields, i);
	});
	return [output];
}

function typed(value: unknown, type = 'string'): unknown {
	if (type === 'number') return Number(value);
	if (type === 'boolean') return value === true || value === 'true';
	if (type === 'string') return value === null || value === undefined ? value : String(value);
	return typeof value === 'string' ? JSON.parse(value) : value;
}

function setPath(target: IDataObject, path: string, value: unknown): void {
	const [first, ...rest] = path.split('.');
	if (rest.length === 0) {
		Object.assign(target, { [first]: value });
		return;
	}
	const inner = { ...(target[first] as IDataObject | undefined) };
	setPath(inner, rest.join('.'), value);
	target[first] = inner;
}

const getPath = (source: IDataObject, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], source);

async function splitOut(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output = this.getInputData().flatMap(({ json }, i) => {
		const field = this.getNodeParameter('fieldToSplitOut', i) as string;
		const include = this.getNodeParameter('include', i, 'noOtherFields') as string;
		const others = { ...json };
		delete others[field];
		const list = (getPath(json, field) ?? []) as unknown[];
		return list.map((element) => {
			const own =
				typeof element === 'object' && element !== null && include === 'noOtherFields'
					? (element as IDataObject)
					: ({ [field]: element } as IDataObject);
			return paired(include === 'noOtherFields' ? own : { ...others, ...own }, i);
		});
	});
	return [output];
}

/** All items into one list; the form of the node that collects whole items. */
async function aggregate(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const field = (this.getNodeParameter('destinationFieldName', 0, '') as string) || 'data';
	return [
		[
			{
				json: { [field]: items.map(({ json }) => json) },
				pairedItem: items.map((_item, item) => ({ item })),
			},
		],
	];
}

async function filter(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [kept] = await ifElse.call(this);
	return [kept];
}

async function ifElse(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const yes: INodeExecutionData[] = [];
	const no: INodeExecutionData[] = [];
	this.getInputData().forEach(({ json }, i) => {
		const holds = this.getNodeParameter('conditions', i, false, { extractValue: true }) === true;
		(holds ? yes : no).push(paired(json, i));
	});
	return [yes, no];
}

/** JavaScript with `$input`, `$json` and `items`, without n8n's task runner. */
async function code(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const script = this.getNodeParameter('jsCode', 0) as string;
	const run = async (globals: IDataObject): Promise<unknown> =>
		(await runInContext(`(async () => { ${script}\n })()`, createContext(globals), {
			timeout: 5_000,
		})) as unknown;
	const normal = (value: unknown): INodeExecutionData => {
		const plain = structuredClone(value) as INodeExecutionData;
		return plain.json ? plain : { json: plain as unknown as IDataObject };
	};
	if (this.getNodeParameter('mode', 0, 'runOnceForAllItems') === 'runOnceForEachItem') {
		const output: INodeExecutionData[] = [];
		for (const [i, item] of items.entries()) {
			const result = await run({ $json: item.json, $input: { item } as unknown as IDataObject });
			output.push({ ...normal(result), pairedItem: { item: i } });
		}
		return [output];
	}
	const $input = { all: () => items, first: () => items[0], last: () => items.at(-1) };
	const result = await run({ items, $input } as unknown as IDataObject);
	return [(Array.isArray(result) ? result : [result]).map(normal)];
}

const paired = (json: IDataObject, item: number): INodeExecutionData => ({
	json,
	pairedItem: { item },
});
