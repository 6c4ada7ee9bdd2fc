/**
 * `npm run chaos:tills -- [--kind 0.9.8,0.9.6,0.9.0] [--seeds 1] [--first 1] [--sales 400] [--processes 4] [--faults]
 * [--json FILE]`: several n8n, each a process, sell products of which a third runs out, while a person books by plain
 * HTTP; afterwards no lot may be below zero. With `--faults` n8n are killed, the server restarts, and commits are late.
 */
import {
	complain,
	join,
	mkdtempSync,
	parseArgs,
	process,
	rmSync,
	say,
	tmpdir,
	wait,
	writeFileSync,
} from '../../platform';
import { FileCredentialStore } from '../../engine/credential-store';
import { tillCredential } from '../../hospital/hospital';
import { startSandbox, type FaultKind, type Sandbox } from '../../sandbox';
import { isKind, KINDS, type Kind } from '../../sandbox/versions';
import { disturb, MortalEngine } from '../engines';
import { TillsCampaign } from './campaign';
import { drawDay } from './day';
import { bookByHand } from './person';
import { judgeDay, needlesslyRefused, type TillFindings } from './truth';

const RATES: Partial<Record<FaultKind, number>> = {
	'cut before commit': 0.01,
	'cut after commit': 0.01,
	'5xx before commit': 0.01,
	'5xx after commit': 0.01,
};
const LATE_COMMIT_MS = 250;
const MOST_BOOKINGS = 60;
/** So many of the sales may be refused although there is enough. */
const NEEDLESS_SHARE = 0.02;

interface Options {
	kinds: Kind[];
	seeds: number[];
	sales: number;
	processes: number;
	faults: boolean;
	json?: string;
}

function readOptions(): Options {
	const { values } = parseArgs({
		options: {
			kind: { type: 'string', default: '0.9.8' },
			seeds: { type: 'string', default: '1' },
			first: { type: 'string', default: '1' },
			sales: { type: 'string', default: '400' },
			processes: { type: 'string', default: '4' },
			faults: { type: 'boolean', default: false },
			json: { type: 'string' },
		},
	});
	const kinds = values.kind.split(',').map((kind) => {
		if (!isKind(kind)) throw new Error(`--kind must be of ${KINDS.join(', ')}`);
		return kind;
	});
	return {
		kinds,
		seeds: Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.first) + at),
		sales: Number(values.sales),
		processes: Number(values.processes),
		faults: values.faults,
		json: values.json,
	};
}

interface Summary extends Record<keyof TillFindings, number> {
	kind: Kind;
	seed: number;
	sales: number;
	posted: number;
	refused: number;
	needlesslyRefused: number;
	byHand: number;
	ranOut: number;
	kills: number;
	serverRestarts: number;
	executions: number;
	requests: number;
	seconds: number;
}

async function startEngines(
	sandbox: Sandbox,
	count: number,
	folder: string,
): Promise<MortalEngine[]> {
	const storeFile = join(folder, 'credentials.json');
	const data = tillCredential(sandbox.url);
	new FileCredentialStore(storeFile, { id: '1', name: 'OpenBoxes', type: 'openBoxesApi', data });
	return await Promise.all(
		Array.from({ length: count }, async () => await MortalEngine.start(storeFile)),
	);
}

async function playDay(
	{ sales: count, processes, faults }: Options,
	kind: Kind,
	seed: number,
): Promise<{ summary: Summary; findings: string[] }> {
	const { hospital, sales, scarce } = drawDay(count, seed);
	const sandbox = await startSandbox({
		kind,
		seed: hospital,
		randomSeed: seed,
		overlap: { ms: 30, jitter: 0.5, seed },
		lateCommits: faults ? LATE_COMMIT_MS : undefined,
	});
	const folder = mkdtempSync(join(tmpdir(), 'openboxes-tills-'));
	const engines = await startEngines(sandbox, processes, folder);
	try {
		if (faults) sandbox.faults.set({ random: { seed, rates: RATES } });
		const start = Date.now();
		const campaign = new TillsCampaign(engines, sales, seed);
		const disturbed = faults
			? disturb(campaign, engines, sandbox, {
					seed,
					pauseMs: [1000, 4000],
					serverShare: 0.2,
				})
			: Promise.resolve(0);
		const ids = scarce.map(({ id }) => id);
		const byHand = bookByHand(sandbox, ids, MOST_BOOKINGS, seed, () => campaign.isDone);
		await campaign.run();
		const serverRestarts = await disturbed;
		const seconds = Math.round((Date.now() - start) / 1000);
		const bookings = await byHand;
		// What a killed n8n sent last may still be under way.
		await wait(2 * LATE_COMMIT_MS);
		const after = sandbox.state();
		const findings = judgeDay(sales, campaign, after);
		const needless = needlesslyRefused(sales, campaign, after);
		const told = [...campaign.told.values()];
		const leftOf = (product: string): number =>
			after.stock
				.filter((row) => row.product === product)
				.reduce((sum, { quantity }) => sum + quantity, 0);
		const summary: Summary = {
			kind,
			seed,
			sales: count,
			posted: told.filter(({ isPosted }) => isPosted).length,
			refused: told.filter(({ isPosted }) => !isPosted).length,
			needlesslyRefused: needless.length,
			lost: findings.lost.length,
			doubled: findings.doubled.length,
			belowZero: findings.belowZero.length,
			misreported: findings.misreported.length,
			byHand: bookings,
			ranOut: ids.filter((id) => leftOf(id) <= 0).length,
			kills: engines.reduce((sum, { kills }) => sum + kills, 0),
			serverRestarts,
			executions: campaign.executions,
			requests: after.requests.total,
			seconds,
		};
		const tooMany = needless.length > count * NEEDLESS_SHARE ? needless : [];
		return {
			summary,
			findings: [
				...Object.entries({ ...findings, needlesslyRefused: tooMany }).flatMap(
					([what, found]: [string, string[]]) =>
						found.map((text) => `${kind} seed ${seed}, ${what}: ${text}`),
				),
			],
		};
	} finally {
		for (const engine of engines) await engine.close();
		await sandbox.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function main(options: Options): Promise<void> {
	const days: Summary[] = [];
	const findings: string[] = [];
	for (const kind of options.kinds)
		for (const seed of options.seeds) {
			const day = await playDay(options, kind, seed);
			days.push(day.summary);
			findings.push(...day.findings);
			say(JSON.stringify(day.summary));
			if (options.json) writeFileSync(options.json, `${JSON.stringify(days, null, 2)}\n`);
		}
	// Last of all and whole, as a log may be cut at its beginning.
	if (findings.length === 0) say('Nobody took the same box twice.');
	else say(['It is not as it must be:', ...findings].join('\n'));
	process.exitCode = findings.length === 0 ? 0 : 1;
}

main(readOptions()).catch((error: Error) => {
	complain(`The campaign itself failed: ${error.stack ?? error.message}`);
	process.exitCode = 1;
});
