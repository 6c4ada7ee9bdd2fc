/** The other side of EngineProcess; ends when its parent disconnects and nothing runs any more. */
import { process } from '../platform';
import './environment';
import { jsonParse } from 'n8n-workflow';
import { FileCredentialStore } from './credential-store';
import { Engine } from './engine';
import type { EngineProcessOptions, ReplyMessage, Task, TaskMessage } from './engine-process';
import { runNode, runWorkflow, type Run } from './run';

/** Nobody hears what a parent that has gone would be told. */
const send = (message: ReplyMessage): void =>
	void process.send?.(message, undefined, undefined, () => undefined);

async function main(): Promise<void> {
	const options = jsonParse<EngineProcessOptions>(process.argv[2]);
	const store = new FileCredentialStore(options.storeFile);
	const engine = await Engine.start({ package: options.package, store });
	const running = new Set<Promise<void>>();

	process.on('message', ({ id, task }: TaskMessage) => {
		const run = perform(engine, task)
			.then(({ status, items, error }) => send({ id, run: { status, items, error } }))
			.catch((error: Error) => send({ id, failure: error.message }))
			.finally(() => running.delete(run));
		running.add(run);
	});
	process.on('disconnect', () => {
		// n8n-core keeps timers and sockets open that would hold the process.
		void Promise.all(running).then(() => process.exit(0));
	});
	send({ ready: true });
}

async function perform(engine: Engine, task: Task): Promise<Run> {
	return task.kind === 'node'
		? await runNode(engine, task.options)
		: await runWorkflow(engine, task.workflow, task.options);
}

void main();
