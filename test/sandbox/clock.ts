/** A job that becomes due at a moment of the sandbox's clock. */
interface Job {
	due: number;
	run: (moment: number) => void;
}

/**
 * The sandbox's clock, in epoch milliseconds.
 *
 * Running: real time plus an offset. Frozen: stands still, moves by `advance` and by a small step
 * per request, so that rows of one flow keep their order. There are no timers: whatever became due
 * runs at the start of the next request or inside `advance`.
 */
export class Clock {
	private offset = 0;
	private frozenAt: number | undefined;
	private jobs: Job[] = [];
	private jobMoment: number | undefined;

	constructor(start?: number, frozen = false) {
		if (frozen) this.frozenAt = start ?? Date.now();
		else if (start !== undefined) this.offset = start - Date.now();
	}

	/** The moment of the request, or of the job that runs. */
	now(): number {
		return this.jobMoment ?? this.frozenAt ?? Date.now() + this.offset;
	}

	step(): void {
		if (this.frozenAt !== undefined) this.frozenAt += STEP_OF_A_FROZEN_CLOCK;
	}

	advance(ms: number): void {
		if (this.frozenAt !== undefined) this.frozenAt += ms;
		else this.offset += ms;
		this.runDue();
	}

	at(due: number, run: (moment: number) => void): void {
		const position = this.jobs.findIndex((job) => job.due > due);
		this.jobs.splice(position < 0 ? this.jobs.length : position, 0, { due, run });
	}

	/** Runs what is due, each job at its own moment. */
	runDue(): void {
		const now = this.now();
		while (this.jobs.length > 0 && this.jobs[0].due <= now) {
			const job = this.jobs.shift();
			if (!job) break;
			this.jobMoment = job.due;
			try {
				job.run(job.due);
			} finally {
				this.jobMoment = undefined;
			}
		}
	}
}

const STEP_OF_A_FROZEN_CLOCK = 25;

export const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;
