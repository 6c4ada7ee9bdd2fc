import {
	mkdtempSync,
	readFileSync,
	rmSync,
	tmpdir,
	join,
	setInterval,
	clearInterval,
	rethrow,
} from '../platform';
import type { ITaskData } from 'n8n-workflow';
import { CannotInstall } from '../e2e/cannot-install';
import { installN8n, type InstalledN8n } from '../e2e/n8n-installation';
import { N8nCommand } from './n8n-command';
import { httpWorkflow } from './http-workflow';
import type { Finished, Job, Place } from './jobs';

/** A real n8n for contender (b), or why there is none here. */
export function findN8n(): { n8n: InstalledN8n } | { reason: string } {
	try {
		return { n8n: installN8n() };
	} catch (error) {
		if (error instanceof CannotInstall) return { reason: error.message };
		rethrow(error);
	}
}

/** Highest memory of a process in megabytes, while it lives; only Linux tells. */
function watchMemory(pid: number): () => number {
	let peak = 0;
	const timer = setInterval(() => {
		try {
			const [, kilobytes = '0'] =
				/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
			peak = Math.max(peak, Number(kilobytes) / 1024);
		} catch {
			clearInterval(timer);
		}
	}, 50);
	return () => {
		clearInterval(timer);
		return peak;
	};
}

/** Runs the workflow of n8n's own nodes; the start of n8n is not counted. */
export async function runInN8n(
	n8n: InstalledN8n,
	job: Job,
	place: Place,
	atStart: () => void,
): Promise<Finished> {
	const folder = mkdtempSync(join(tmpdir(), 'openboxes-bench-n8n-'));
	try {
		const instance = new N8nCommand(n8n, folder);
		await instance.importWorkflow('bench', httpWorkflow(job, place));
		atStart();
		let peak = (): number => 0;
		const { data } = await instance.execute('bench', (pid) => (peak = watchMemory(pid)));
		const { runData, error } = data.resultData;
		const runs = Object.values(runData).flat();
		const failed = runs.find((run: ITaskData) => run.error);
		if (error ?? failed) throw new Error(`n8n: ${(error ?? failed?.error)?.message}`);
		const began = Math.min(...runs.map(({ startTime }) => startTime));
		const ended = Math.max(
			...runs.map(({ startTime, executionTime }) => startTime + executionTime),
		);
		const last = runs.reduce((a, b) => (b.executionIndex > a.executionIndex ? b : a));
		return {
			seconds: (ended - began) / 1000,
			peakMemoryMB: peak(),
			idleMemoryMB: 0,
			results: last.data?.main[0]?.filter(({ json }) => json.error === undefined).length ?? 0,
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
