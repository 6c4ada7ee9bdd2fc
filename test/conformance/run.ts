import { process, say } from '../platform';
import { startSandbox } from '../sandbox';
import { isKind } from '../sandbox/versions';
import { against } from './against/against';
import { compareFlow, type StepResult } from './compare';
import type { FlowInPlace } from './flow';
import { play } from './play';
import { allFlows, folderBeside, placeOf } from './recordings';

/**
 * `npm run conformance [-- AREA…] [--version 0.9.8] [--flow TEXT] [--show]`: plays the recorded flows on the
 * sandbox, compares every answer with what a real server answered, and fails below the minimum of an area. With
 * `--against URL` it sends random requests to the sandbox and to a server instead.
 */

/** Share of equal steps (percent) that an area must reach: on 0.9.8, on older servers. */
const MINIMUM: Record<string, { newest: number; older: number }> = {
	auth: { newest: 98, older: 98 },
	stock: { newest: 98, older: 98 },
	'purchase-orders': { newest: 97, older: 97 },
	batches: { newest: 95, older: 95 },
	'stock-movements': { newest: 97, older: 97 },
	writers: { newest: 100, older: 100 },
	// Web pages are not simulated; the order list of older recordings is empty (test/sandbox/not-simulated.md).
	warehouse: { newest: 98, older: 95 },
};

const NEWEST = '0.9.8';

interface AreaResult {
	version: string;
	area: string;
	steps: number;
	equal: number;
	minimum: number;
}

async function replayVersion(version: string, flows: FlowInPlace[]): Promise<AreaResult[]> {
	if (!isKind(version)) throw new Error(`Recordings of an unknown version: ${version}`);
	const sandbox = await startSandbox({ kind: version });
	const areas = new Map<string, AreaResult>();
	try {
		for (const place of flows) {
			const { area, flow } = place;
			const answers = await play(flow, {
				url: sandbox.url,
				reset: ({ recordedAt }) =>
					sandbox.reset({ kind: version, clock: recordedAt, frozen: true }),
				wait: (ms) => sandbox.advance(ms),
			});
			const results = compareFlow(flow, answers);
			const { newest, older } = MINIMUM[area] ?? { newest: 100, older: 100 };
			const sum = areas.get(area) ?? {
				version,
				area,
				steps: 0,
				equal: 0,
				minimum: version === NEWEST ? newest : older,
			};
			sum.steps += results.length;
			sum.equal += results.filter(({ differences }) => differences.length === 0).length;
			areas.set(area, sum);
			if (process.argv.includes('--show')) show(place, results);
		}
		for (const error of sandbox.state().ownErrors) say(`The sandbox itself failed: ${error}`);
		return [...areas.values()];
	} finally {
		await sandbox.close();
	}
}

/** At most so many differences of a flow are shown. */
const SHOWN = 5;

function show(place: FlowInPlace, results: StepResult[]): void {
	const lines = results.flatMap(({ step, differences }) =>
		differences.map((difference) => `   ${step} ${difference}`),
	);
	if (lines.length === 0) return;
	say(`${placeOf(place)}: ${lines.length} differences`);
	for (const line of lines.slice(0, SHOWN)) say(line);
}

const percent = ({ equal, steps }: AreaResult): number =>
	steps === 0 ? 100 : (100 * equal) / steps;

function print(results: AreaResult[]): void {
	say('version  area                steps  equal  percent  minimum');
	for (const one of results) {
		const verdict = percent(one) < one.minimum ? '  TOO LOW' : '';
		say(
			`${one.version.padEnd(9)}${one.area.padEnd(20)}${String(one.steps).padStart(5)}${String(one.equal).padStart(7)}` +
				`${percent(one).toFixed(1).padStart(9)}${String(one.minimum).padStart(9)}${verdict}`,
		);
	}
}

/** The value behind an option such as `--version`. */
function option(name: string): string | undefined {
	const at = process.argv.indexOf(name);
	return at < 0 ? undefined : process.argv[at + 1];
}

function askedAreas(known: Set<string>): Set<string> {
	const values = new Set([option('--version'), option('--flow')]);
	const words = process.argv.slice(2).filter((word) => !word.startsWith('--') && !values.has(word));
	const unknown = words.filter((area) => !known.has(area));
	if (unknown.length > 0) throw new Error(`No such area: ${unknown.join(', ')}`);
	return words.length > 0 ? new Set(words) : known;
}

async function main(): Promise<void> {
	const other = option('--against');
	if (other) return await against(other, option);
	const all = allFlows();
	const areas = askedAreas(new Set(all.map(({ area }) => area)));
	const [version, text = ''] = [option('--version'), option('--flow')];
	const flows = all.filter(
		(flow) =>
			areas.has(flow.area) &&
			(version === undefined || flow.version === version) &&
			placeOf(flow).includes(text),
	);
	if (folderBeside()) say('With the recordings that lie beside this repository.');
	const results: AreaResult[] = [];
	for (const each of new Set(flows.map((flow) => flow.version))) {
		results.push(
			...(await replayVersion(
				each,
				flows.filter((flow) => flow.version === each),
			)),
		);
	}
	print(results);
	if (results.some((one) => percent(one) < one.minimum)) process.exitCode = 1;
}

void main();
