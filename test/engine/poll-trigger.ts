import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Engine } from './engine';

export interface PollTriggerOptions {
	/** `openBoxesTrigger` is enough. */
	type: string;
	parameters: INodeParameters;
	/**
	 * How n8n keeps the position between polls:
	 * - `inMemory`: in the process; written to the database only when a poll returned items, and after activation.
	 * - `durable`: read from the database for each poll and written after each, except the one at activation when it
	 *   returned nothing. What belongs to the whole workflow is saved after the activation and when a poll returned
	 *   items, and read for each poll, which may run in any process.
	 */
	scheduler?: 'inMemory' | 'durable';
	/** Time that a poll is given; `null` stands for an n8n that does not tell. */
	budgetMs?: number | null;
	/** Position saved by an earlier n8n. */
	saved?: IDataObject;
}

/** One activated trigger node in a workflow of its own. */
export class PollTrigger {
	private readonly node: INode;
	private workflow: Workflow;
	private savedText: string;
	/** What n8n keeps for the whole workflow. */
	private sharedText = '{}';
	private activation: WorkflowActivateMode = 'activate';

	constructor(
		private readonly engine: Engine,
		private readonly options: PollTriggerOptions,
	) {
		this.node = engine.node('Trigger', options.type, options.parameters);
		this.savedText = JSON.stringify(options.saved ?? {});
		this.workflow = this.load();
	}

	/** The node's position as it is in n8n's database. */
	get saved(): IDataObject {
		return JSON.parse(this.savedText) as IDataObject;
	}

	/** Somebody edited the database, or a disk failed: this is what n8n finds as the node's position. */
	replaceSaved(saved: IDataObject): void {
		this.savedText = JSON.stringify(saved);
		this.workflow = this.load();
	}

	/** Switches the workflow on, with the poll that n8n makes at once. */
	async activate(): Promise<INodeExecutionData[] | null> {
		return await this.pollAtActivation('activate');
	}

	/** Stops n8n without warning and starts it again: what was only in memory is gone. */
	async restart(): Promise<INodeExecutionData[] | null> {
		this.workflow = this.load();
		return await this.pollAtActivation('init');
	}

	/** Saves the workflow with another name of the node: n8n keeps its position under the old one. */
	async rename(name: string): Promise<INodeExecutionData[] | null> {
		this.node.name = name;
		if (!this.isDurable) this.savedText = '{}';
		return await this.restart();
	}

	/** One poll of the schedule: the items that start an execution, or null. */
	async poll(): Promise<INodeExecutionData[] | null> {
		if (this.isDurable) {
			this.workflow = this.load();
			this.activation = 'update';
		}
		const { items, state } = await this.run('trigger', this.activation);
		if (this.isDurable || items !== null) this.save(state);
		if (this.isDurable && items !== null) this.saveShared();
		return items;
	}

	/** n8n is killed when the poll is done and nothing of it is stored: neither its items nor its position are kept. */
	async pollAndDie(): Promise<void> {
		if (this.isDurable) this.workflow = this.load();
		await this.run('trigger', this.activation);
		this.workflow = this.load();
	}

	/** "Execute step" in the editor: nothing is saved, whatever the node wrote. */
	async runManually(): Promise<INodeExecutionData[] | null> {
		const before = this.workflow;
		this.workflow = this.load();
		try {
			return (await this.run('manual', 'manual')).items;
		} finally {
			this.workflow = before;
		}
	}

	private get isDurable(): boolean {
		return this.options.scheduler === 'durable';
	}

	private async pollAtActivation(
		activation: WorkflowActivateMode,
	): Promise<INodeExecutionData[] | null> {
		this.activation = activation;
		const { items, state } = await this.run('trigger', activation);
		if (!this.isDurable || items !== null) this.save(state);
		if (this.isDurable) this.saveShared();
		return items;
	}

	private async run(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<{ items: INodeExecutionData[] | null; state: IDataObject }> {
		const { workflow, node } = this;
		const { budgetMs } = this.options;
		const { poll } = workflow.nodeTypes.getByNameAndVersion(node.type);
		if (!poll) throw new Error(`${node.type} does not poll`);

		let running = true;
		const state = this.isDurable ? this.saved : workflow.getStaticData('node', node);
		const context = new PollContext(
			workflow,
			node,
			this.engine.additionalData(this.engine.workflowBase([node], {}), mode),
			mode,
			activation,
			undefined,
			undefined,
			undefined,
			undefined,
			() => {
				if (this.isDurable && !running) throw new Error('Static data outside of a running poll');
				return state;
			},
			typeof budgetMs === 'number' ? () => budgetMs : undefined,
		);
		// n8n 2.37 and older have no such function.
		if (budgetMs === null) Object.assign(context, { getPollBudgetMs: undefined });

		await workflow.expression.acquireIsolate();
		try {
			const outputs = await poll.call(context);
			return { items: outputs === null ? null : outputs.flat(), state };
		} finally {
			running = false;
			await workflow.expression.releaseIsolate();
		}
	}

	private save(state: IDataObject): void {
		// The in-memory scheduler looks at this mark only, which nested changes do not always set.
		const changed = this.isDurable || this.workflow.staticData.__dataChanged === true;
		if (!changed) return;
		this.savedText = JSON.stringify(state);
		if (this.isDurable) return;
		this.saveShared();
		this.workflow.staticData.__dataChanged = false;
	}

	private saveShared(): void {
		this.sharedText = JSON.stringify(this.workflow.getStaticData('global'));
	}

	private load(): Workflow {
		const nodes = [structuredClone(this.node)];
		return new Workflow({
			id: 'polling',
			nodes,
			connections: {},
			active: true,
			nodeTypes: this.engine.nodeTypes(),
			staticData: {
				global: JSON.parse(this.sharedText) as IDataObject,
				[`node:${this.node.name}`]: this.saved,
			},
		});
	}
}
