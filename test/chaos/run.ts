/**
 * `npm run chaos -- [--operations sales|all] [--count 300] [--seed 1] [--kind 0.9.8] [--json FILE]`: receipts, or sales,
 * returns, deliveries, movements, putaways and roll backs, through several n8n at once while everything that can go wrong
 * does; afterwards the stock must be exactly right.
 */
import {
	mkdtempSync,
	rmSync,
	writeFileSync,
	tmpdir,
	join,
	wait,
	parseArgs,
	process,
	say,
	complain,
} from '../platform';
import { FileCredentialStore } from '../engine/credential-store';
import { growPharmacy, type GrownProduct } from '../hospital/grown-pharmacy';
import { LOCATION, tillCredential } from '../hospital/hospital';
import { startSandbox, type FaultKind, type Sandbox, type SandboxState } from '../sandbox';
import { seededRandom } from '../sandbox/random';
import { isKind, KINDS, type Kind } from '../sandbox/versions';
import { Campaign } from './campaign';
import { disturb, MortalEngine } from './engines';
import { drawJobs, type Place } from './jobs';
import { MixedCampaign } from './mixed-campaign';
import { compareMixed } from './mixed-truth';
import { drawSales, STOCK } from './sales';
import { compareWithTruth, type Findings } from './truth';

/** Share of requests, per kind of fault. */
const RATES: Record<FaultKind, number> = {
	'cut before commit': 0.02,
	'cut after commit': 0.03,
	'5xx before commit': 0.02,
	'5xx after commit': 0.03,
	'429': 0.01,
	slow: 0.005,
	'session expired 401': 0.01,
	'session expired 302': 0.01,
	'session expired page': 0.01,
	'truncated JSON': 0.02,
	'HTML page': 0.01,
};
const DROP_SESSION_EVERY = 61;
const SAVE_WINDOW_MS = 500;
const LATE_COMMIT_MS = 250;
/** Where the n8n stand, by what is played; the first one of each place lives on. */
const ENGINES = {
	sales: ['pharmacy', 'pharmacy', 'pharmacy'],
	all: ['pharmacy', 'central', 'pharmacy', 'central'],
} as const satisfies Record<string, readonly Place[]>;
/** Writes take so long and overlap; sales have the window of their save instead. */
const OVERLAP = { ms: 20, jitter: 0.5 };

type Operations = keyof typeof ENGINES;

interface Options {
	operations: Operations;
	count: number;
	seed: number;
	kind: Kind;
	json?: string;
}

const isOperations = (text: string): text is Operations => text in ENGINES;

function readOptions(): Options {
	const { values } = parseArgs({
		options: {
			operations: { type: 'string', default: 'sales' },
			count: { type: 'string', default: '300' },
			sales: { type: 'string' },
			seed: { type: 'string', default: '1' },
			kind: { type: 'string', default: '0.9.8' },
			json: { type: 'string' },
		},
	});
	const { kind, operations, json } = values;
	if (!isKind(kind)) throw new Error(`--kind must be one of ${KINDS.join(', ')}`);
	if (!isOperations(operations)) throw new Error('--operations must be sales or all');
	const count = Number(values.sales ?? values.count);
	return { operations, count, seed: Number(values.seed), kind, json };
}

/** What the n8n are to do, and the judgement afterwards. */
interface Play {
	campaign: { run(): Promise<void>; readonly isDone: boolean; readonly executions: number };
	judge: (before: SandboxState, sandbox: Sandbox) => Findings;
	/** What else the summary tells. */
	figures: () => object;
}

function playSales(
	{ count, seed }: Options,
	engines: readonly MortalEngine[],
	products: readonly GrownProduct[],
): Play {
	const sales = drawSales(count, seed, products, Date.now());
	const campaign = new Campaign(engines, sales, seed);
	return {
		campaign,
		judge: (before, sandbox) =>
			compareWithTruth(sales, campaign.reports, campaign.givenUp, before, sandbox.state()),
		figures: () => ({
			sales: count,
			refused: [...campaign.reports.values()].filter(({ status }) => status === 'refused').length,
		}),
	};
}

function playAll(
	{ count, seed }: Options,
	engines: readonly MortalEngine[],
	products: readonly GrownProduct[],
): Play {
	const random = seededRandom(seed);
	const usual = products.filter(({ code }) => code.startsWith('P'));
	const jobs = drawJobs(count, random, usual);
	const at = (place: Place): MortalEngine[] =>
		engines.filter((_, index) => ENGINES.all[index] === place);
	const places = { pharmacy: at('pharmacy'), central: at('central') };
	const campaign = new MixedCampaign(places, jobs, random);
	return {
		campaign,
		judge: (before, sandbox) => compareMixed(jobs, campaign, before, sandbox),
		figures: () => ({
			operations: campaign.operations,
			jobs: jobs.length,
			done: campaign.done.size,
			refused: 0,
		}),
	};
}

async function main(options: Options): Promise<void> {
	const { operations, seed, kind, json } = options;
	const { seed: hospital, products } = growPharmacy(STOCK);
	const sandbox = await startSandbox({
		kind,
		seed: hospital,
		randomSeed: seed,
		saveWindow: SAVE_WINDOW_MS,
		lateCommits: LATE_COMMIT_MS,
		overlap: operations === 'all' ? { ...OVERLAP, seed } : undefined,
	});
	const folder = mkdtempSync(join(tmpdir(), 'openboxes-chaos-'));
	const engines: MortalEngine[] = [];
	try {
		for (const place of ENGINES[operations]) {
			const storeFile = join(folder, `${place}.json`);
			const data = tillCredential(sandbox.url, { location: LOCATION[place] });
			new FileCredentialStore(storeFile, {
				id: '1',
				name: 'OpenBoxes',
				type: 'openBoxesApi',
				data,
			});
			engines.push(await MortalEngine.start(storeFile));
		}
		const before = sandbox.state();
		sandbox.faults.set({ random: { seed, rates: RATES }, dropSessionEvery: DROP_SESSION_EVERY });
		const start = Date.now();
		const play = (operations === 'all' ? playAll : playSales)(options, engines, products);
		const { campaign } = play;
		const mortal = engines.slice(new Set<Place>(ENGINES[operations]).size);
		const disturbed = disturb(campaign, mortal, sandbox, {
			seed,
			pauseMs: [300, 2500],
			serverShare: 0.25,
		});
		await campaign.run();
		const serverRestarts = await disturbed;
		const seconds = (Date.now() - start) / 1000;
		// What a killed n8n sent last may still be under way.
		await wait(2 * LATE_COMMIT_MS + SAVE_WINDOW_MS);
		const findings = play.judge(before, sandbox);
		const after = sandbox.state();
		const summary = {
			...play.figures(),
			lost: findings.lost.length,
			doubled: findings.doubled.length,
			wrongStock: findings.wrongStock.length,
			misreported: findings.misreported.length,
			faults: { ...after.faults, 'server restarted': serverRestarts },
			requests: after.requests.total,
			logins: after.requests.logins,
			restarts: engines.reduce((sum, { kills }) => sum + kills, 0),
			executions: campaign.executions,
			seconds: Math.round(seconds),
			seed,
			kind,
		};
		if (json) writeFileSync(json, `${JSON.stringify(summary, null, 2)}\n`);
		say(JSON.stringify(summary, null, 2));
		process.exitCode = report(findings) ? 0 : 1;
	} finally {
		for (const engine of engines) await engine.close();
		await sandbox.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Last of all and whole, as a log may be cut at its beginning.
 *
 * @returns whether all is as it must be
 */
function report(findings: Findings): boolean {
	const lines = Object.entries(findings).flatMap(([what, found]: [string, string[]]) =>
		found.map((text) => `${what}: ${text}`),
	);
	if (lines.length === 0) say('Everything that was told as done is there once.');
	else say(['The stock is not what it must be:', ...lines].join('\n'));
	return lines.length === 0;
}

main(readOptions()).catch((error: Error) => {
	complain(`The campaign itself failed: ${error.stack ?? error.message}`);
	process.exitCode = 1;
});
