/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/no-dangerous-functions: off, no-console: off -- not part of the package */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { startSandbox } from '../sandbox';
import { isKind } from '../sandbox/versions';

/**
 * `npm run conformance [-- AREA…]`: replays the recorded answers of real servers on the sandbox, per version and
 * area, and fails below the minimum. Recordings lie beside the repository; without them it says so and skips.
 */

/** Share of equal steps (percent) an area must reach: on 0.9.8, on older servers. */
const MINIMUM: Record<string, { newest: number; older: number }> = {
	auth: { newest: 98, older: 98 },
	stock: { newest: 98, older: 98 },
	'purchase-orders': { newest: 97, older: 97 },
	batches: { newest: 95, older: 95 },
	'stock-movements': { newest: 97, older: 97 },
	// Cycle counts, replenishments and web pages are not simulated.
	warehouse: { newest: 84, older: 82 },
};

const NEWEST = '0.9.8';

interface AreaResult {
	version: string;
	area: string;
	steps: number;
	equal: number;
	minimum: number;
}

/** The folder with recordings and replay tool: named by OPENBOXES_CONTRACT, or `shared` beside an ancestor. */
function contractFolder(): string | undefined {
	if (process.env.OPENBOXES_CONTRACT) return resolve(process.env.OPENBOXES_CONTRACT);
	for (let folder = process.cwd(); ; folder = dirname(folder)) {
		const candidate = join(folder, 'shared');
		if (existsSync(join(candidate, 'openboxes-api', 'recordings'))) return candidate;
		if (dirname(folder) === folder) return undefined;
	}
}

async function replayVersion(
	contract: string,
	version: string,
	areas: string[],
): Promise<AreaResult[]> {
	if (!isKind(version)) throw new Error(`Recordings of an unknown version: ${version}`);
	const recordings = join(contract, 'openboxes-api', 'recordings', version);
	const present = areas.filter((area) => existsSync(join(recordings, area)));
	const sandbox = await startSandbox({ kind: version });
	const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
	try {
		const report = join(folder, 'report.json');
		const child = await replay(
			contract,
			sandbox.url,
			report,
			present.map((area) => join(recordings, area)),
		);
		if (child !== 0) throw new Error(`The replay tool ended with ${child}`);
		for (const error of sandbox.state().ownErrors)
			console.log(`The sandbox itself failed: ${error}`);
		const result = JSON.parse(readFileSync(report, 'utf8')) as {
			areas: Record<string, { steps: number; equal: number }>;
		};
		return present.map((area) => ({
			version,
			area,
			...result.areas[area],
			minimum: version === NEWEST ? MINIMUM[area].newest : MINIMUM[area].older,
		}));
	} finally {
		rmSync(folder, { recursive: true });
		await sandbox.close();
	}
}

/** Runs the replay tool; `--show` prints what differs. */
async function replay(
	contract: string,
	base: string,
	report: string,
	folders: string[],
): Promise<number | null> {
	const show = process.argv.includes('--show');
	const tool = join(contract, 'tools', 'replay.mjs');
	const options = ['--base', base, '--json', report, '--min', '0', '--show', show ? '5' : '0'];
	const child = spawn(process.execPath, [tool, ...options, ...folders], {
		stdio: ['ignore', show ? 'inherit' : 'ignore', 'inherit'],
	});
	return await new Promise((done) => child.on('close', done));
}

const percent = ({ equal, steps }: AreaResult): number =>
	steps === 0 ? 100 : (100 * equal) / steps;

function print(results: AreaResult[]): void {
	console.log('version  area                steps  equal  percent  minimum');
	for (const one of results) {
		const verdict = percent(one) < one.minimum ? '  TOO LOW' : '';
		console.log(
			`${one.version.padEnd(9)}${one.area.padEnd(20)}${String(one.steps).padStart(5)}${String(one.equal).padStart(7)}` +
				`${percent(one).toFixed(1).padStart(9)}${String(one.minimum).padStart(9)}${verdict}`,
		);
	}
}

async function main(): Promise<void> {
	const contract = contractFolder();
	if (!contract) {
		console.log('No recordings of real servers beside this repository: conformance is skipped.');
		return;
	}
	const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
	const unknown = asked.filter((area) => !(area in MINIMUM));
	if (unknown.length > 0) throw new Error(`No such area: ${unknown.join(', ')}`);
	const areas = asked.length > 0 ? asked : Object.keys(MINIMUM);
	const results: AreaResult[] = [];
	for (const version of readdirSync(join(contract, 'openboxes-api', 'recordings')).sort()) {
		results.push(...(await replayVersion(contract, version, areas)));
	}
	print(results);
	if (results.some((one) => percent(one) < one.minimum)) process.exitCode = 1;
}

void main();
