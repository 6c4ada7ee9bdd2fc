import { process, setTimeout, wait } from '../platform';
import type { INodeParameters } from 'n8n-workflow';
import type { NodeRun } from '../engine/run';
import { isWrite, type CutPoint } from '../hospital/cutting-proxy';
import type { Hold, Kind } from '../sandbox';
import { Ground, type LoneProcess, type Truth } from './ground';
import type { ReferencedWrite } from './operations';

/** Milliseconds that a write takes where two of them meet. */
const OVERLAP = { ms: 30, jitter: 0.3, seed: 7 };

/** One operation on a server, with what it leaves when nothing disturbs it. */
export class Trial {
	/** What went wrong, one line each. */
	readonly wrong: string[] = [];

	/** Runs that were disturbed. */
	rounds = 0;

	private parameters: INodeParameters;

	private constructor(
		readonly ground: Ground,
		private readonly write: ReferencedWrite,
		/** Calls of an undisturbed run, logins left out. */
		readonly calls: readonly string[],
		private readonly whole: Truth,
		private readonly isNamed: boolean,
	) {
		this.parameters = write.parameters;
	}

	static async start(kind: Kind, write: ReferencedWrite): Promise<Trial> {
		const ground = await Ground.open(kind);
		const parameters = { ...write.parameters, ...(await write.prepare?.(ground)) };
		const process = await ground.process(write.at);
		const { error } = await process.run(parameters);
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		const calls = [...process.line.calls];
		const isNamed = write.namedOn?.includes(kind) === true;
		return new Trial(ground, write, calls, ground.truth(), isNamed);
	}

	/** A server as before, and what this operation needs on it. */
	async begin(): Promise<void> {
		this.rounds += 1;
		await this.ground.reset();
		this.parameters = { ...this.write.parameters, ...(await this.write.prepare?.(this.ground)) };
	}

	/** How many of the calls up to this one write. */
	writesUpTo(index: number): number {
		return this.calls.slice(0, index + 1).filter(isWrite).length;
	}

	async process(): Promise<LoneProcess> {
		return await this.ground.process(this.write.at);
	}

	async run(process: LoneProcess, signal?: AbortSignal): Promise<NodeRun> {
		return await process.run(this.parameters, signal);
	}

	async runOther(process: LoneProcess): Promise<NodeRun> {
		const { stockMovement } = this.parameters;
		return await process.run({ ...this.write.other, ...(stockMovement && { stockMovement }) });
	}

	/** Notes whom it told that all is done when it is not: a false success. */
	judge(when: string, runs: readonly NodeRun[]): void {
		if (!runs.some(({ error }) => error === undefined)) return;
		const differences = this.differences();
		if (differences !== '') this.wrong.push(`${when}: told as done, but ${differences}`);
	}

	/** Whatever happened: run again, in another process, all is there once. */
	async runAgain(when: string): Promise<void> {
		this.ground.sandbox.overlap.releaseAll();
		this.ground.sandbox.overlap.set();
		const again = await this.run(await this.process());
		if (this.namesSurplus(again)) return;
		if (again.error && !this.saysDone(again))
			this.wrong.push(
				`${when}, run again: ${again.error.message} ${again.error.description ?? ''}`,
			);
		const differences = this.differences();
		if (differences !== '') this.wrong.push(`${when}, run again: ${differences}`);
	}

	/** Whether its error only says that all is done. */
	saysDone({ error }: NodeRun): boolean {
		return this.write.saysDone?.test(error?.message ?? '') === true;
	}

	/** Whether it names a surplus document that this kind of server cannot take back. */
	namesSurplus({ error }: NodeRun): boolean {
		return (
			this.isNamed && /more than once, and the surplus could not be/.test(error?.message ?? '')
		);
	}

	/** What is there too much or too little; empty when all is there once. */
	private differences(): string {
		const now = this.ground.truth();
		const keys = [...new Set([...Object.keys(this.whole), ...Object.keys(now)])];
		return keys
			.filter((key) => (now[key] ?? 0) !== (this.whole[key] ?? 0))
			.map((key) => `${key} is ${now[key] ?? 0} instead of ${this.whole[key] ?? 0}`)
			.join(', ');
	}
}

async function sameAgain(trial: Trial): Promise<void> {
	await trial.begin();
	const process = await trial.process();
	trial.judge('the first run', [await trial.run(process)]);
	const again = await trial.run(process);
	if (again.error && !trial.saysDone(again))
		trial.wrong.push(`the same process: ${again.error.message}`);
	trial.judge('the same process', [again]);
	await trial.runAgain('another process');
}

async function otherContent(trial: Trial): Promise<void> {
	await trial.begin();
	const process = await trial.process();
	await trial.run(process);
	for (const one of [process, await trial.process()]) {
		const { error } = await trial.runOther(one);
		if (!error) trial.wrong.push('other content under the same reference was told as done');
	}
	trial.judge('the first run', [await trial.run(process)]);
	await trial.runAgain('afterwards');
}

/** Milliseconds between two processes. `ROUNDS=30 npx jest test/exactly-once -t "two processes"` is a campaign. */
const APART =
	process.env.ROUNDS === undefined ? [0, 15, 30, 60, 120] : evenly(Number(process.env.ROUNDS));

/** So many moments from 0 to 300 ms. */
function evenly(rounds: number): number[] {
	return Array.from({ length: rounds }, (_, round) => Math.round((round * 300) / (rounds - 1)));
}

async function twoProcesses(trial: Trial): Promise<void> {
	for (const apart of APART) {
		await trial.begin();
		const [first, second] = [await trial.process(), await trial.process()];
		trial.ground.sandbox.overlap.set(OVERLAP);
		const runs = await Promise.all([
			trial.run(first),
			wait(apart).then(async () => await trial.run(second)),
		]);
		trial.judge(`${apart} ms apart`, runs);
		if (runs.every((run) => run.error && !trial.namesSurplus(run)))
			trial.wrong.push(
				`${apart} ms apart, nobody: ${runs.map(({ error }) => error?.message).join(' / ')}`,
			);
		await trial.runAgain(`${apart} ms apart`);
	}
}

async function killed(trial: Trial): Promise<void> {
	for (const [index, call] of trial.calls.entries()) {
		// What was only asked for leaves nothing behind, wherever it is cut.
		const points: CutPoint[] = isWrite(call)
			? ['before the server', 'after the server']
			: ['before the server'];
		for (const point of points) {
			await trial.begin();
			const process = await trial.process();
			const kill = new AbortController();
			process.line.cutAt({ call: index + 1, point, onCut: () => kill.abort() });
			await trial.run(process, kill.signal);
			await trial.runAgain(`killed ${point} got call ${index + 1}, ${call}`);
		}
	}
}

/** When a write that was answered with 504 is committed after all. */
const LATE = ['while the run looks', 'before the next run', 'while the next run writes'] as const;

async function lateCommit(trial: Trial): Promise<void> {
	const { overlap } = trial.ground.sandbox;
	let heldBack = 0;
	for (const [index, call] of trial.calls.entries()) {
		if (!isWrite(call)) continue;
		for (const late of LATE) {
			await trial.begin();
			const first = await trial.process();
			let hold: Hold | undefined;
			first.line.disturb({
				write: trial.writesUpTo(index),
				kind: 'late',
				onCall: () => {
					const [method, path] = (first.line.calls.at(-1) ?? '').split(' ');
					hold = overlap.hold({ method, path: escaped(path) }, 1);
				},
			});
			const isSoon = late === 'while the run looks';
			first.line.onCall = () => isSoon && hold?.release();
			const when = `call ${index + 1}, ${call}, committed ${late}`;
			const run = await trial.run(first);
			if (isSoon) trial.judge(when, [run]);
			else {
				// A run that does not look may end before the server has the call.
				await Promise.race([hold?.reached(), wait(2000)]);
				heldBack += hold?.waiting ?? 0;
			}
			if (late === 'before the next run') hold?.release();
			if (late === 'while the next run writes') {
				overlap.set(OVERLAP);
				const second = await trial.process();
				second.line.onCall = (sent) =>
					isWrite(sent) && setTimeout(() => hold?.release(), OVERLAP.ms / 2);
				await trial.run(second);
			}
			await trial.runAgain(when);
		}
	}
	if (heldBack === 0) trial.wrong.push('no write was committed late');
}

/** A pattern for this path; its query does not matter. */
const escaped = (path: string): string =>
	`^${path.replace(/\?.*/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\?|$)`;

async function doubled(trial: Trial): Promise<void> {
	for (const [index, call] of trial.calls.entries()) {
		if (!isWrite(call)) continue;
		for (const kind of ['doubled at once', 'doubled later'] as const) {
			await trial.begin();
			const process = await trial.process();
			trial.ground.sandbox.overlap.set(OVERLAP);
			process.line.disturb({ write: trial.writesUpTo(index), kind });
			const when = `${kind}: call ${index + 1}, ${call}`;
			trial.judge(when, [await trial.run(process)]);
			await trial.runAgain(when);
		}
	}
}

type Case = (trial: Trial) => Promise<void>;

/** What every write under a reference must survive. */
export const CASES: Record<string, Case> = {
	'same reference again': sameAgain,
	'other content': otherContent,
	'two processes': twoProcesses,
	'killed at each call': killed,
	'late commit': lateCommit,
	'doubled request': doubled,
};

/** Those that an operation can meet. */
export function casesOf({ other }: ReferencedWrite): Array<[string, Case]> {
	return Object.entries(CASES).filter(([name]) => other || name !== 'other content');
}
