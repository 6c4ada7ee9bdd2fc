import { fork, type ChildProcess, resolve, process } from '../platform';
import type { INodeExecutionData } from 'n8n-workflow';
import type { PackageLocation } from './package-types';
import type { NodeRunOptions, WorkflowDefinition, WorkflowRunOptions } from './run';
import type { RunError } from './run-error';

export interface EngineProcessOptions {
	package?: PackageLocation;
	/** File of a FileCredentialStore: the database that all processes share. */
	storeFile: string;
}

/** A run without n8n's own record of it, which stays in the other process. */
export interface RemoteRun {
	status: string;
	items: Record<string, INodeExecutionData[][]>;
	error?: RunError;
}

export type Task =
	| {
			kind: 'workflow';
			workflow: WorkflowDefinition | string;
			options: Omit<WorkflowRunOptions, 'signal'>;
	  }
	| { kind: 'node'; options: Omit<NodeRunOptions, 'signal'> };

export type TaskMessage = { id: number; task: Task };
export type ReplyMessage =
	{ ready: true } | { id: number; run: RemoteRun } | { id: number; failure: string };

interface Waiting {
	done: (run: RemoteRun) => void;
	fail: (error: Error) => void;
}

/** An n8n in a process of its own, as a queue worker is one. Runs may overlap. */
export class EngineProcess {
	private readonly waiting = new Map<number, Waiting>();
	private sent = 0;

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (message: ReplyMessage) => this.receive(message));
		child.on('exit', (code, signal) => {
			const gone = new Error(`The n8n process ended (${signal ?? code})`);
			this.waiting.forEach(({ fail }) => fail(gone));
			this.waiting.clear();
		});
		// A process that nobody closed must not keep a test run from ending; it ends with its parent.
		child.unref();
		child.channel?.unref();
	}

	/** Resolves when the process has loaded n8n-core and the package. */
	static async start(options: EngineProcessOptions): Promise<EngineProcess> {
		const child = fork(resolve(module.path, 'engine-worker.ts'), [JSON.stringify(options)], {
			execArgv: ['--import', 'tsx'],
			// Not the folder of a jest worker: each process has its own.
			env: { ...process.env, OPENBOXES_TEST_FOLDER: '', JEST_WORKER_ID: '' },
		});
		await new Promise<void>((done, fail) => {
			child.once('message', () => done());
			child.once('error', fail);
			child.once('exit', (code) => fail(new Error(`The n8n process ended at its start (${code})`)));
		});
		return new EngineProcess(child);
	}

	async runWorkflow(
		workflow: WorkflowDefinition | string,
		options: Omit<WorkflowRunOptions, 'signal'> = {},
	): Promise<RemoteRun> {
		return await this.send({ kind: 'workflow', workflow, options });
	}

	async runNode(options: Omit<NodeRunOptions, 'signal'>): Promise<RemoteRun> {
		return await this.send({ kind: 'node', options });
	}

	/** Ends at once, also in the middle of a request: unfinished runs are rejected. */
	async kill(): Promise<void> {
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const gone = this.gone();
		this.child.kill('SIGKILL');
		await gone;
	}

	/** Lets running executions end first. */
	async close(): Promise<void> {
		if (!this.child.connected) return;
		const gone = this.gone();
		this.child.disconnect();
		await gone;
	}

	private async gone(): Promise<void> {
		this.child.ref();
		await new Promise<void>((done) => this.child.once('exit', () => done()));
	}

	private async send(task: Task): Promise<RemoteRun> {
		const id = (this.sent += 1);
		this.child.channel?.ref();
		return await new Promise((done, fail) => {
			this.waiting.set(id, { done, fail });
			this.child.send({ id, task } satisfies TaskMessage);
		});
	}

	private receive(message: ReplyMessage): void {
		if (!('id' in message)) return;
		const waiting = this.waiting.get(message.id);
		this.waiting.delete(message.id);
		if (this.waiting.size === 0) this.child.channel?.unref();
		if ('run' in message) waiting?.done(message.run);
		else waiting?.fail(new Error(message.failure));
	}
}
