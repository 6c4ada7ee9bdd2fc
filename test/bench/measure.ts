import { fork, mkdtempSync, rmSync, writeFileSync, tmpdir, join, resolve } from '../platform';
import type { Finished, Job, Place } from './jobs';

export interface WorkerTask {
	contender: 'node' | 'script';
	job: Job;
	place: Place;
}

type Message = { ready: true } | { finished: Finished };

/**
 * Runs a contender in a process of its own.
 *
 * @param atStart called when it is ready and has not begun with the job
 */
export async function measure(task: WorkerTask, atStart: () => void): Promise<Finished> {
	const folder = mkdtempSync(join(tmpdir(), 'openboxes-bench-'));
	const file = join(folder, 'task.json');
	writeFileSync(file, JSON.stringify(task));
	const child = fork(resolve(module.path, 'worker.ts'), [file], { execArgv: ['--import', 'tsx'] });
	try {
		return await new Promise<Finished>((done, fail) => {
			child.on('message', (message: Message) => {
				if ('finished' in message) done(message.finished);
				else {
					atStart();
					child.send('go');
				}
			});
			child.once('error', fail);
			child.once('exit', (code) => fail(new Error(`${task.contender} ended with ${code}`)));
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
