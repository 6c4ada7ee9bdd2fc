/**
 * `npm run chaos -- [--sales 300] [--seed 1] [--kind 0.9.8] [--json FILE]`: receipts through several n8n at
 * once while everything that can go wrong does; afterwards the stock must be exactly right.
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
import { growPharmacy } from '../hospital/grown-pharmacy';
import { tillCredential } from '../hospital/hospital';
import { startSandbox, type FaultKind, type Sandbox } from '../sandbox';
import { seededRandom } from '../sandbox/random';
import { isKind, KINDS, type Kind } from '../sandbox/versions';
import { Campaign } from './campaign';
import { MortalEngine } from './engines';
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
const ENGINES = 3;

interface Options {
	sales: number;
	seed: number;
	kind: Kind;
	json?: string;
}

function readOptions(): Options {
	const { values } = parseArgs({
		options: {
			sales: { type: 'string', default: '300' },
			seed: { type: 'string', default: '1' },
			kind: { type: 'string', default: '0.9.8' },
			json: { type: 'string' },
		},
	});
	if (!isKind(values.kind)) throw new Error(`--kind must be one of ${KINDS.join(', ')}`);
	return { ...values, kind: values.kind, sales: Number(values.sales), seed: Number(values.seed) };
}

/** Kills all but the first n8n, and restarts the server, at random moments until all is sold. */
async function disturb(
	campaign: Campaign,
	engines: readonly MortalEngine[],
	sandbox: Sandbox,
	seed: number,
): Promise<number> {
	const random = seededRandom(seed + 2000);
	let serverRestarts = 0;
	for (;;) {
		await wait(300 + random() * 2200);
		if (campaign.isDone) return serverRestarts;
		if (random() < 0.25) {
			serverRestarts += 1;
			await sandbox.restart();
		} else {
			await engines[1 + Math.floor(random() * (engines.length - 1))].killAndRestart();
		}
	}
}

async function main({ sales: count, seed, kind, json }: Options): Promise<void> {
	const { seed: hospital, products } = growPharmacy(STOCK);
	const sandbox = await startSandbox({
		kind,
		seed: hospital,
		randomSeed: seed,
		saveWindow: SAVE_WINDOW_MS,
		lateCommits: LATE_COMMIT_MS,
	});
	const folder = mkdtempSync(join(tmpdir(), 'openboxes-chaos-'));
	const engines: MortalEngine[] = [];
	try {
		const storeFile = join(folder, 'credentials.json');
		const data = tillCredential(sandbox.url);
		new FileCredentialStore(storeFile, { id: '1', name: 'OpenBoxes', type: 'openBoxesApi', data });
		for (let at = 0; at < ENGINES; at += 1) engines.push(await MortalEngine.start(storeFile));
		const before = sandbox.state();
		sandbox.faults.set({ random: { seed, rates: RATES }, dropSessionEvery: DROP_SESSION_EVERY });
		const start = Date.now();
		const sales = drawSales(count, seed, products, start);
		const campaign = new Campaign(engines, sales, seed);
		const disturbed = disturb(campaign, engines, sandbox, seed);
		await campaign.run();
		const serverRestarts = await disturbed;
		const seconds = (Date.now() - start) / 1000;
		// What a killed n8n sent last may still be under way.
		await wait(2 * LATE_COMMIT_MS + SAVE_WINDOW_MS);
		const after = sandbox.state();
		const { reports, givenUp } = campaign;
		const findings = compareWithTruth(sales, reports, givenUp, before, after);
		const summary = {
			sales: count,
			lost: findings.lost.length,
			doubled: findings.doubled.length,
			wrongStock: findings.wrongStock.length,
			misreported: findings.misreported.length,
			refused: [...reports.values()].filter(({ status }) => status === 'refused').length,
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

/** @returns whether all is as it must be */
function report(findings: Findings): boolean {
	for (const [what, receipts] of Object.entries(findings) as Array<[string, string[]]>) {
		for (const receipt of receipts.slice(0, 20)) complain(`${what}: ${receipt}`);
	}
	const isRight = Object.values(findings).every((list: string[]) => list.length === 0);
	say(isRight ? 'Every receipt moved the stock once.' : 'The stock is not what it must be.');
	return isRight;
}

void main(readOptions());
