import { LOCATION, INVENTORY } from '../hospital/hospital';
import { say } from '../platform';
import { startSandbox } from '../sandbox';
import { benchCases, type CaseName } from './cases';
import { measure } from './measure';

/** How often slower a job is for looking what others took at the same moment. */
export interface LookResult {
	title: string;
	withLook: number;
	withoutLook: number;
	ratio: number;
}

const ROUNDS = 5;
const JOBS: readonly CaseName[] = ['day', 'sales'];

/** Who may not read the list of all transactions sells without that look. */
const NO_LIST = {
	kind: '5xx before commit',
	status: 403,
	method: 'GET',
	path: 'generic/transaction\\?sort=dateCreated',
	count: Number.MAX_SAFE_INTEGER,
} as const;

/** The same jobs with and without the look at other workers, in turn, so that the load of the machine is alike. */
export async function measureLook(): Promise<LookResult[]> {
	const results: LookResult[] = [];
	for (const { title, job, sandbox: options } of benchCases(JOBS)) {
		const seconds = { with: [] as number[], without: [] as number[] };
		for (let round = 0; round < ROUNDS; round += 1)
			for (const kind of ['with', 'without'] as const) {
				const sandbox = await startSandbox({ ...options, latency: 'real' });
				try {
					if (kind === 'without') sandbox.faults.next(NO_LIST);
					const place = {
						url: sandbox.url,
						location: LOCATION.pharmacy,
						inventory: INVENTORY.pharmacy,
						username: 'till',
						password: 'till-pass',
						requestsPerMinute: 0,
					};
					const finished = await measure({ contender: 'node', job, place }, () => undefined);
					seconds[kind].push(finished.seconds);
					say(
						`  ${kind} the look: ${finished.seconds.toFixed(2)} s, ${sandbox.requests.total} requests`,
					);
				} finally {
					await sandbox.close();
				}
			}
		const [withLook, withoutLook] = [median(seconds.with), median(seconds.without)];
		results.push({ title, withLook, withoutLook, ratio: withLook / withoutLook });
	}
	return results;
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
