import type { StepResult } from '../compare';

/** Differences that look like one. */
export interface Cause {
	what: string;
	/** Steps that differ so. */
	count: number;
	/** Sequences in which nothing differed before: elsewhere the two servers may hold other data already. */
	first: number;
	example: string;
}

/** Without what differs from run to run: the number of the step, indexes, ids and numbers. */
const general = (text: string): string =>
	text
		.replace(/^\d+ /, '')
		.replace(/\[\d+\]/g, '[]')
		.replace(/[0-9a-f]{32}/g, '<id>')
		.replace(/got (\d{3}) .*/s, 'got $1');

/** Counts differences by their cause. */
export class Causes {
	private readonly known = new Map<string, Cause>();
	steps = 0;
	equal = 0;
	/** Mistakes of the sandbox itself. */
	ownErrors: string[] = [];

	add(title: string, results: StepResult[]): void {
		const differing = results.filter(({ differences }) => differences.length > 0);
		this.steps += results.length;
		this.equal += results.length - differing.length;
		for (const [at, { step, differences }] of differing.entries()) {
			const what = `${general(step)}: ${general(differences[0])}`;
			const example = `${title}, step ${step}: ${differences[0]}`;
			const cause = this.known.get(what) ?? { what, count: 0, first: 0, example };
			cause.count += 1;
			if (at === 0) cause.first += 1;
			this.known.set(what, cause);
		}
	}

	/** Those that came first most often, at the top. */
	get all(): Cause[] {
		return [...this.known.values()].sort((a, b) => b.first - a.first || b.count - a.count);
	}
}
