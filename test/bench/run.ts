/**
 * `npm run bench -- [--json FILE] [--only day,products,look]`: the same jobs by this node, by n8n's HTTP Request node
 * in a real n8n, and by a plain script, on the same sandbox with the latency of a real server.
 */
import { writeFileSync, parseArgs, process, say, complain } from '../platform';
import { N8N_VERSION } from '../e2e/n8n-installation';
import { INVENTORY, LOCATION } from '../hospital/hospital';
import { startSandbox, type Sandbox } from '../sandbox';
import { benchCases, type BenchCase } from './cases';
import type { Finished, Place } from './jobs';
import { measureLook } from './look';
import { measure } from './measure';
import { findN8n, runInN8n } from './real-n8n';
import { toMarkdown } from './table';

/** Figures of one contender; `null` = not measured. */
export interface Figures {
	requests: number;
	/** Requests by route of the server. */
	routes: Record<string, number>;
	seconds: number | null;
	peakMemoryMB: number | null;
	idleMemoryMB: number | null;
	results: number;
	/** Receipts that were in OpenBoxes at the end, each once. */
	posted?: number;
	/** Time is not measured but computed, as waiting for real would take long. */
	simulated?: true;
}

export interface CaseResult {
	name: string;
	title: string;
	contenders: {
		node?: Figures | { notRun: string };
		httpRequest?: Figures | { notRun: string };
		script?: Figures | { notRun: string };
		[name: string]: Figures | { notRun: string } | undefined;
	};
	least: { requests: number; of: BenchCase['least'] };
	/** Of this node to each other contender; below 1 is less. */
	ratios: Record<string, { requests: number; seconds?: number; peakMemory?: number }>;
}

type Run = (place: Place, atStart: () => void) => Promise<Finished>;

const round = (value: number): number => Math.round(value * 1000) / 1000;

class Bench {
	private readonly n8n = findN8n();

	async run(one: BenchCase): Promise<CaseResult> {
		const { job } = one;
		say(`\n${one.title}`);
		const contenders: CaseResult['contenders'] = {};
		contenders.node = await this.measured(
			one,
			'node',
			async (place, atStart) => await measure({ contender: 'node', job, place }, atStart),
		);
		if (!one.isOursOnly) {
			contenders.script = await this.peer(
				one,
				'script',
				async (place, atStart) => await measure({ contender: 'script', job, place }, atStart),
			);
			const { n8n } = this;
			contenders.httpRequest =
				'reason' in n8n
					? { notRun: `n8n ${N8N_VERSION} could not be installed: ${n8n.reason}` }
					: await this.peer(
							one,
							'HTTP Request node',
							async (place, atStart) => await runInN8n(n8n.n8n, job, place, atStart),
						);
		}
		const least = one.least.reduce((sum, { requests }) => sum + requests, 0);
		const result: CaseResult = {
			name: one.name,
			title: one.title,
			contenders,
			least: { requests: least, of: one.least },
			ratios: ratios(contenders, least),
		};
		say(
			`  least: ${least} requests (${one.least.map(({ what, requests }) => `${requests} ${what}`).join(', ')})`,
		);
		return result;
	}

	/** The slow ones do not wait for the limit: at best 60 requests go out in each minute. */
	private async peer(one: BenchCase, name: string, run: Run): Promise<Figures> {
		if (one.perMinute === undefined) return await this.measured(one, name, run);
		const figures = await this.measured({ ...one, perMinute: undefined }, name, run);
		const waits = Math.floor((figures.requests - 1) / one.perMinute) * 60;
		return { ...figures, seconds: round((figures.seconds ?? 0) + waits), simulated: true };
	}

	private async measured(one: BenchCase, name: string, run: Run): Promise<Figures> {
		const sandbox = await startSandbox({
			...one.sandbox,
			latency: 'real',
			rateLimit: one.perMinute,
		});
		try {
			const place: Place = {
				url: sandbox.url,
				location: LOCATION.pharmacy,
				inventory: INVENTORY.pharmacy,
				username: 'till',
				password: 'till-pass',
				requestsPerMinute: one.perMinute ?? 0,
			};
			if (one.isRepeated) await run(place, () => undefined);
			let before = sandbox.requests;
			const finished = await run(place, () => (before = sandbox.requests));
			const figures: Figures = {
				requests: sandbox.requests.total - before.total,
				routes: difference(sandbox.requests.routes, before.routes),
				seconds: round(finished.seconds),
				peakMemoryMB: Math.round(finished.peakMemoryMB),
				idleMemoryMB: finished.idleMemoryMB === 0 ? null : Math.round(finished.idleMemoryMB),
				results: finished.results,
				...(one.job.kind === 'debit' ? { posted: postedOnce(sandbox) } : {}),
			};
			say(`  ${name}: ${JSON.stringify(figures)}`);
			return figures;
		} finally {
			await sandbox.close();
		}
	}
}

function difference(
	after: Readonly<Record<string, number>>,
	before: Readonly<Record<string, number>>,
): Record<string, number> {
	const added = Object.entries(after).map(([route, count]): [string, number] => [
		route,
		count - (before[route] ?? 0),
	]);
	return Object.fromEntries(added.filter(([, count]) => count > 0));
}

/** Receipts that are there exactly once. */
function postedOnce(sandbox: Sandbox): number {
	const rows = new Map<string, number>();
	for (const { transactionNumber } of sandbox.state().transactions)
		if (transactionNumber?.startsWith('TILL1/'))
			rows.set(transactionNumber, (rows.get(transactionNumber) ?? 0) + 1);
	return [...rows.values()].filter((count) => count === 1).length;
}

function ratios(contenders: CaseResult['contenders'], least: number): CaseResult['ratios'] {
	const { node, ...peers } = contenders;
	if (node === undefined || 'notRun' in node) return {};
	const found: CaseResult['ratios'] = { least: { requests: round(node.requests / least) } };
	for (const [name, peer] of Object.entries(peers)) {
		if (peer === undefined || 'notRun' in peer) continue;
		found[name] = {
			requests: round(node.requests / peer.requests),
			seconds: round((node.seconds ?? 0) / (peer.seconds ?? 0)),
			peakMemory: round((node.peakMemoryMB ?? 0) / (peer.peakMemoryMB ?? 0)),
		};
	}
	return found;
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
	const bench = new Bench();
	const results: CaseResult[] = [];
	for (const one of benchCases(values.only?.split(','))) results.push(await bench.run(one));
	const isLookWanted = values.only === undefined || values.only.split(',').includes('look');
	const looks = isLookWanted ? await measureLook() : [];
	const summary = {
		node: process.version,
		n8n: N8N_VERSION,
		latency: 'real',
		cases: results,
		looks,
	};
	if (values.json) writeFileSync(values.json, `${JSON.stringify(summary, null, 2)}\n`);
	if (results.length > 0) say(`\n${toMarkdown(results)}`);
	for (const { title, withLook, withoutLook, ratio } of looks)
		say(
			`${title}: ${withLook.toFixed(2)} s, without the look at other workers ${withoutLook.toFixed(2)} s: ${ratio.toFixed(2)} times`,
		);
}

main().catch((error: unknown) => {
	complain(error);
	process.exitCode = 1;
});
