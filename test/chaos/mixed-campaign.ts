import type { IDataObject } from 'n8n-workflow';
import { wait } from '../platform';
import type { RemoteRun } from '../engine/engine-process';
import { pickFrom, type Random } from '../sandbox/random';
import type { MortalEngine } from './engines';
import type { Job, Place, Step } from './jobs';

const PARALLEL_JOBS = 16;
/** Times a step is sent before its job counts as given up. */
const MOST_SENDINGS = 60;
const PAUSE_MS = 400;
/** How far apart two n8n do the same. */
const HEAD_START_MS = 150;

/** Does all jobs, each step until an n8n reports it done, many at a time. */
export class MixedCampaign {
	/** Jobs that were told as done, whole. */
	readonly done = new Set<Job>();

	/** Why others were given up. */
	readonly givenUp = new Map<Job, string>();

	/** Jobs of which two runs told different things. */
	readonly contradictions: string[] = [];

	/** Reported steps by resource and operation. */
	readonly operations: Record<string, number> = {};

	executions = 0;

	isDone = false;

	constructor(
		private readonly engines: Readonly<Record<Place, readonly MortalEngine[]>>,
		private readonly jobs: readonly Job[],
		private readonly random: Random,
	) {}

	async run(): Promise<void> {
		const open = [...this.jobs];
		const work = async (): Promise<void> => {
			for (let job = open.shift(); job; job = open.shift()) await this.perform(job);
		};
		await Promise.all(Array.from({ length: PARALLEL_JOBS }, work));
		this.isDone = true;
	}

	private async perform(job: Job): Promise<void> {
		const outputs: IDataObject[] = [];
		for (const step of job.steps) {
			const { output, reason } = await this.insist(job, step, outputs);
			if (!output) {
				this.givenUp.set(job, `${step.resource} ${step.operation}: ${reason}`);
				return;
			}
			outputs.push(output);
			const name = `${step.resource} ${step.operation}`;
			this.operations[name] = (this.operations[name] ?? 0) + 1;
		}
		this.done.add(job);
	}

	/** Sends a step until it is reported done; now and then two n8n at the same moment. */
	private async insist(
		job: Job,
		step: Step,
		outputs: readonly IDataObject[],
	): Promise<{ output?: IDataObject; reason: string }> {
		let reason = 'n8n was killed each time';
		for (let sent = 0; sent < MOST_SENDINGS; sent += 1) {
			if (sent > 0) await wait(PAUSE_MS);
			const engines = this.engines[step.place];
			const senders = this.random() < 0.4 ? engines : [pickFrom(this.random, engines)];
			const runs = await Promise.all(
				senders.map(async (engine, index) => {
					await wait(index * this.random() * HEAD_START_MS);
					const parameters = step.parameters(outputs);
					return await engine.run({ type: 'openBoxes', parameters });
				}),
			);
			this.executions += runs.length;
			const told = runs.map(outputOf).filter((output) => output !== undefined);
			const ids = new Set(told.map((output) => output.transactionId ?? output.id));
			if (ids.size > 1)
				this.contradictions.push(`${job.reference} ${step.operation}: ${[...ids].join(', ')}`);
			if (told.length > 0) return { output: told[0], reason };
			// What the node said tells more than that the last n8n was killed.
			reason = runs.map((run) => run?.error?.message).find(Boolean) ?? reason;
		}
		return { reason };
	}
}

function outputOf(run: RemoteRun | undefined): IDataObject | undefined {
	return run === undefined || run.error ? undefined : run.items.Node?.[0]?.[0]?.json;
}
