import { assert, join, say } from '../../platform';
import { SOURCE, type Report } from '../../chaos/campaign';
import { drawSales, STOCK, type ChaosSale } from '../../chaos/sales';
import { compareWithTruth } from '../../chaos/truth';
import { growPharmacy, type GrownProduct } from '../../hospital/grown-pharmacy';
import { tillCredential } from '../../hospital/hospital';
import { startSandbox, type Sandbox } from '../../sandbox';
import { eventually, type Checks } from '../checks';
import { N8nApi } from '../n8n-api';
import { N8nServer } from '../n8n-server';
import { installPackage } from '../package-installation';
import { startQueueServices } from '../queue-services';
import { inParallel, ring, tillWorkflow } from '../queue-till';
import type { Workbench } from '../workbench';

const SALES = 500;
const AT_ONCE = 40;
const LAST_UNITS = 12;
const MOST_SENDINGS = 20;
const SEED = 7;

const FAULTS = {
	'cut before commit': 0.01,
	'cut after commit': 0.015,
	'5xx before commit': 0.01,
	'5xx after commit': 0.015,
	'429': 0.005,
	'session expired 401': 0.005,
	'session expired 302': 0.005,
	'truncated JSON': 0.01,
	'HTML page': 0.005,
};

const LAST = {
	prefix: 'LAST',
	count: 1,
	lots: [{ name: 'A', quantity: LAST_UNITS, expires: '2098-01-31T00:00:00Z', bin: 'S-1' }],
} as const;

/** One main n8n and two workers: sales in executions of their own, at the same time. */
export async function queue(bench: Workbench): Promise<void> {
	const { checks, folder, n8n, packed } = bench;
	const { seed, products } = growPharmacy([...STOCK, LAST]);
	const sandbox = await startSandbox({ seed, randomSeed: SEED, saveWindow: 20 });
	const { env } = await startQueueServices(join(folder, 'services'));
	const start = async (name: string, command: 'start' | 'worker'): Promise<N8nServer> => {
		const userFolder = join(folder, name);
		installPackage(packed, userFolder);
		const args = command === 'worker' ? ['--concurrency=10'] : [];
		return await N8nServer.start({ n8n, folder: userFolder, command, args, env });
	};
	try {
		const main = await start('main', 'start');
		await Promise.all([start('worker-1', 'worker'), start('worker-2', 'worker')]);
		const api = new N8nApi(main.url);
		await api.setUp();
		const credential = await api.createCredential(
			'OpenBoxes',
			'openBoxesApi',
			tillCredential(sandbox.url),
		);
		const { id } = await api.createWorkflow(tillWorkflow(credential));
		await api.activate(id);
		await firstSale(checks, main.url, sandbox, products);
		await lastUnits(checks, main.url, sandbox);
		await withFaults(checks, main.url, sandbox, products);
		await withRateLimit(checks, main.url, sandbox, products);
	} finally {
		await sandbox.close();
	}
}

async function firstSale(
	checks: Checks,
	url: string,
	sandbox: Sandbox,
	products: readonly GrownProduct[],
): Promise<void> {
	const receipt = (name: string): Parameters<typeof ring>[1] => ({
		till: 'FIRST',
		receipt: name,
		lines: [{ productCode: products[0].code, quantity: 1 }],
	});
	await checks.that('a worker posts a sale', async () => {
		const report = await eventually(
			'the workflow is active',
			async () => await ring(url, receipt('1')),
		);
		assert.equal(report.status, 'posted', report.reason);
	});
	await checks.that('both workers work with one session', async () => {
		const before = sandbox.requests.logins;
		const names = Array.from({ length: 20 }, (_, at) => `S-${at}`);
		await inParallel(names, 10, async (name) => void (await ring(url, receipt(name))));
		assert.equal(sandbox.requests.logins, before);
	});
}

/** More buyers than units: as many are served as there are units, and all others hear why not. */
async function lastUnits(checks: Checks, url: string, sandbox: Sandbox): Promise<void> {
	const left = (): number =>
		sandbox
			.state()
			.stock.filter(({ productCode }) => productCode === 'LAST001')
			.reduce((sum, { quantity }) => sum + quantity, 0);
	const reports: Array<Report | undefined> = [];
	const receipts = Array.from({ length: 40 }, (_, at) => `L-${at}`);
	await inParallel(receipts, receipts.length, async (receipt) => {
		const lines = [{ productCode: 'LAST001', quantity: 1 }];
		reports.push(await ring(url, { till: 'LAST', receipt, lines }));
	});
	const posted = reports.filter((report) => report?.status === 'posted').length;
	const refused = reports.flatMap((report) => (report?.status === 'refused' ? [report] : []));
	say(`40 sales of the last ${LAST_UNITS}: ${posted} posted, ${refused.length} refused`);
	await checks.that('nothing is sold that is not there', () => assert.ok(left() >= 0, `${left()}`));
	await checks.that(`all of the last ${LAST_UNITS} are sold`, () => {
		assert.equal(left(), 0);
		assert.equal(posted, LAST_UNITS);
	});
	await checks.that('the other buyers hear that there is not enough', () => {
		const others = refused.filter(({ reason }) => !/in stock/.test(reason ?? ''));
		assert.deepEqual(
			others.map(({ reason }) => reason),
			[],
		);
	});
}

async function withFaults(
	checks: Checks,
	url: string,
	sandbox: Sandbox,
	products: readonly GrownProduct[],
): Promise<void> {
	// The last units are sold above; here every receipt must be posted in the end.
	const usual = products.filter(({ code }) => !code.startsWith('LAST'));
	const drawn = drawSales(2 * SALES, SEED, usual, Date.now());
	const sales = drawn.filter(({ kind }) => kind === 'plain').slice(0, SALES);
	sandbox.faults.set({ random: { seed: SEED, rates: FAULTS }, dropSessionEvery: 97 });
	const before = sandbox.state();
	const reports = new Map<string, Report>();
	const givenUp = new Map<string, string>();
	let sendings = 0;
	const started = Date.now();
	await inParallel(sales, AT_ONCE, async (sale: ChaosSale) => {
		for (let sent = 0; sent < MOST_SENDINGS; sent += 1) {
			sendings += 1;
			const report = await ring(url, { till: SOURCE, ...sale });
			givenUp.set(sale.receipt, report?.reason ?? 'no answer');
			if (report?.status !== 'posted') continue;
			reports.set(sale.receipt, report);
			return;
		}
	});
	sandbox.faults.clear();
	const seconds = (Date.now() - started) / 1000;
	say(
		`${sales.length} sales in ${sendings} executions, ${seconds.toFixed(0)} s, faults: ${JSON.stringify(sandbox.state().faults)}`,
	);
	const findings = compareWithTruth(sales, reports, givenUp, before, sandbox.state());
	for (const [what, receipts] of Object.entries(findings) as Array<[string, string[]]>)
		await checks.that(`${sales.length} sales over two workers with faults: none ${what}`, () =>
			assert.deepEqual(receipts.slice(0, 5), []),
		);
}

/** The server allows few requests in a minute; all sales are posted all the same. */
async function withRateLimit(
	checks: Checks,
	url: string,
	sandbox: Sandbox,
	products: readonly GrownProduct[],
): Promise<void> {
	sandbox.reset({ rateLimit: 150 });
	const reports: Array<Report | undefined> = [];
	const receipts = Array.from({ length: 30 }, (_, at) => `M-${at}`);
	await inParallel(receipts, receipts.length, async (receipt) => {
		const lines = [{ productCode: products[1].code, quantity: 1 }];
		reports.push(await ring(url, { till: 'LIMIT', receipt, lines }));
	});
	const { requests, rateLimited: refused } = sandbox.state();
	say(`30 sales at 150 requests a minute: ${requests.total} requests, ${refused} of them refused`);
	await checks.that('a server that slows n8n down gets every sale', () => {
		const failed = reports.filter((report) => report?.status !== 'posted');
		assert.deepEqual(
			failed.map((report) => report?.reason),
			[],
		);
	});
}
