import { startSandbox, type Kind } from '../../sandbox';
import { compareFlow } from '../compare';
import type { RecordedAnswer } from '../flow';
import { play, type Server } from '../play';
import { Causes } from './causes';
import { sequenceOf } from './sequence';

export interface SideBySide {
	/** Of the other server, with the context path; it must hold the hospital of the seed. */
	url: string;
	kind: Kind;
	seed: number;
	sequences: number;
	/** Requests of a sequence. */
	length: number;
}

/** Where the clocks of two sandboxes stand. */
const CLOCK = '2026-11-22T07:30:00Z';

async function control(url: string, what: string, body: unknown): Promise<boolean> {
	const answer = await fetch(`${new URL(url).origin}/__sandbox/${what}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	return answer.ok;
}

/** A real server cannot be set back: there each sequence goes on with what the last one left, on both sides. */
export async function sideBySide(options: SideBySide): Promise<Causes> {
	const { url, kind, seed, sequences, length } = options;
	const isSandbox = await control(url, 'advance', { ms: 0 }).catch(() => false);
	const sandbox = await startSandbox({
		kind,
		...(isSandbox ? { clock: CLOCK, frozen: true } : {}),
	});
	const causes = new Causes();
	const ours: Server = { url: sandbox.url, wait: (ms) => sandbox.advance(ms) };
	const theirs: Server = { url };
	if (isSandbox) {
		ours.reset = () => sandbox.reset();
		theirs.reset = async () => void (await control(url, 'reset', { clock: CLOCK, frozen: true }));
		theirs.wait = async (ms) => void (await control(url, 'advance', { ms }));
	} else delete ours.wait;
	try {
		for (let at = 0; at < sequences; at += 1) {
			const flow = sequenceOf(seed + at, length, isSandbox ? CLOCK : new Date().toISOString());
			const [given, expected] = await Promise.all([play(flow, ours), play(flow, theirs)]);
			const answers = expected.map((answer): RecordedAnswer | undefined =>
				'failure' in answer ? undefined : answer,
			);
			causes.add(flow.title, compareFlow(flow, given, answers));
		}
		causes.ownErrors = [...new Set(sandbox.state().ownErrors)];
		return causes;
	} finally {
		await sandbox.close();
	}
}
