import { readFileSync, rethrow } from '../platform';
import { WorkflowExecute, WorkflowHasIssuesError } from 'n8n-core';
import {
	createRunExecutionData,
	jsonParse,
	Workflow,
	type IBinaryKeyData,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type IWorkflowSettings,
	type OnError,
} from 'n8n-workflow';
import type { Engine } from './engine';
import { describeError, type RunError } from './run-error';

export interface WorkflowDefinition {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface WorkflowRunOptions {
	/** Items of the start node (what the till sends). */
	input?: IDataObject[];
	/** Files of each item of the start node. */
	binary?: IBinaryKeyData;
	/** Items of other nodes that are not to run, by node name: n8n's own pinned data. */
	pinned?: Record<string, IDataObject[]>;
	/** For the nodes of the package: true stands for "Continue (using regular output)". */
	continueOnFail?: boolean | OnError;
	/** Aborting it presses "Stop execution". */
	signal?: AbortSignal;
	/** Name of the trigger to start from, when there are several. */
	startNode?: string;
}

/** An execution as n8n would save it. */
export interface Run {
	status: IRun['status'];
	error?: RunError;
	/** Per node that ran: the items of each output, of its last run. */
	items: Record<string, INodeExecutionData[][]>;
	data: IRun['data'];
}

/** Runs a workflow, given as such or as the path of an exported file, in n8n-core's engine. */
export async function runWorkflow(
	engine: Engine,
	workflow: WorkflowDefinition | string,
	options: WorkflowRunOptions = {},
): Promise<Run> {
	const definition =
		typeof workflow === 'string'
			? jsonParse<WorkflowDefinition>(readFileSync(workflow, 'utf8'))
			: structuredClone(workflow);
	const nodes = definition.nodes
		.map((node) => engine.withCredentials(node))
		.map((node) => withErrorSetting(engine, node, options.continueOnFail));
	const start = startOf(nodes, definition.connections, options.startNode);
	const pinned = { ...options.pinned, ...(options.input ? { [start]: options.input } : {}) };
	const instance = new Workflow({
		id: 'workflow',
		name: definition.name,
		nodes,
		connections: definition.connections,
		active: false,
		nodeTypes: engine.nodeTypes(nodes),
		settings: { executionOrder: 'v1', ...definition.settings },
	});
	const base = engine.workflowBase(nodes, definition.connections, definition.name);
	const execution = new WorkflowExecute(engine.additionalData(base, 'manual'), 'manual');
	try {
		const running = execution.run({
			workflow: instance,
			startNode: instance.getNode(start) ?? undefined,
			pinData: Object.fromEntries(
				Object.entries(pinned).map(([name, items]) => [
					name,
					items.map((json) => ({ json, binary: options.binary })),
				]),
			),
		});
		return resultOf(await stoppable(running, options.signal));
	} catch (error) {
		if (!(error instanceof WorkflowHasIssuesError)) rethrow(error);
		// Refused before the first node ran, e.g. as a required field is empty.
		const data = createRunExecutionData({ resultData: { runData: {} } });
		return { status: 'error', error: describeError(error), items: {}, data };
	}
}

async function stoppable<T>(
	running: Promise<T> & { cancel(): void },
	signal: AbortSignal | undefined,
): Promise<T> {
	const stop = (): void => running.cancel();
	if (signal?.aborted) stop();
	signal?.addEventListener('abort', stop, { once: true });
	try {
		return await running;
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}

export interface NodeRunOptions extends Omit<WorkflowRunOptions, 'input' | 'pinned' | 'startNode'> {
	/** `openBoxes` is enough. */
	type: string;
	parameters: INodeParameters;
	/** Input items; one empty item by default. */
	items?: IDataObject[];
	settings?: IWorkflowSettings;
}

export interface NodeRun extends Run {
	/** Items of the node's first output. */
	output: INodeExecutionData[];
	/** Items of its error output, with `continueOnFail: 'continueErrorOutput'`. */
	errorOutput: INodeExecutionData[];
}

/** Runs one node behind a trigger. */
export async function runNode(engine: Engine, options: NodeRunOptions): Promise<NodeRun> {
	const { type, parameters, items = [{}], settings, ...others } = options;
	const nodes = [
		engine.node('Start', 'n8n-nodes-base.manualTrigger'),
		engine.node('Node', type, parameters),
	];
	const connections: IConnections = {
		Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
	};
	const run = await runWorkflow(
		engine,
		{ nodes, connections, settings },
		{ input: items, ...others },
	);
	const [output = [], errorOutput = []] = run.items.Node ?? [];
	return { ...run, output, errorOutput };
}

function withErrorSetting(
	engine: Engine,
	node: INode,
	continueOnFail: WorkflowRunOptions['continueOnFail'],
): INode {
	if (continueOnFail === undefined || !(node.type in engine.types.nodes)) return node;
	const onError: OnError =
		continueOnFail === true
			? 'continueRegularOutput'
			: continueOnFail === false
				? 'stopWorkflow'
				: continueOnFail;
	return { ...node, onError };
}

function startOf(nodes: INode[], connections: IConnections, wanted?: string): string {
	const targets = new Set(
		Object.values(connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((lists) =>
				lists.flatMap((list) => (list ?? []).map(({ node }) => node)),
			),
		),
	);
	const starts = nodes.filter(
		({ name, type }) => !targets.has(name) && !type.endsWith('.stickyNote') && name in connections,
	);
	const start = wanted ?? starts[0]?.name;
	if (!start) throw new Error('The workflow has no node to start from');
	return start;
}

function resultOf(run: IRun): Run {
	const { runData, error } = run.data.resultData;
	const items: Run['items'] = {};
	for (const [name, runs] of Object.entries(runData)) {
		items[name] = (runs.at(-1)?.data?.main ?? []).map((list) => list ?? []);
	}
	return {
		status: run.status,
		items,
		data: run.data,
		...(error ? { error: describeError(error) } : {}),
	};
}
