/** The other side of `measure`: does one job in a process of its own and says how it went. */
import { readFileSync, process } from '../platform';
import { jsonParse } from 'n8n-workflow';
import type { Finished, Job, Place } from './jobs';
import type { WorkerTask } from './measure';

const MEGABYTE = 1024 * 1024;

/** Gets ready without a request, and gives what is then measured. @returns number of results */
export type Contender = (
	job: Job,
	place: Place,
	isLoggedIn: boolean,
) => Promise<() => Promise<number>>;

async function contender(name: WorkerTask['contender']): Promise<Contender> {
	return name === 'node'
		? (await import('./our-node')).ourNode
		: (await import('./plain-script')).plainScript;
}

async function main(): Promise<void> {
	const task = jsonParse<WorkerTask>(readFileSync(process.argv[2], 'utf8'));
	const start = await contender(task.contender);
	const { job, place } = task;
	const work = await start(job, place, job.kind === 'poll');
	process.send?.({ ready: true });
	await new Promise((go) => process.once('message', go));
	const idle = process.memoryUsage().rss;
	const began = performance.now();
	const results = await work();
	const finished: Finished = {
		seconds: (performance.now() - began) / 1000,
		peakMemoryMB: process.resourceUsage().maxRSS / 1024,
		idleMemoryMB: idle / MEGABYTE,
		results,
	};
	process.send?.({ finished }, () => process.exit(0));
}

void main();
