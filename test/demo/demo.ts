/** `npm run demo [-- --json FILE]`: a till's sales reduce stock, in n8n-core's engine with the built package. */
import {
	writeFileSync,
	join,
	resolve,
	parseArgs,
	process,
	showTable,
	say,
	complain,
} from '../platform';
import { Engine } from '../engine/engine';
import { runWorkflow } from '../engine/run';
import { LOCATION, tillCredential } from '../hospital/hospital';
import { startSandbox, type Sandbox } from '../sandbox';
import { SALES, TAKEN, type DemoSale } from './sales';

const root = resolve(module.path, '../..');
const workflow = join(root, 'examples/pos-sale-to-debit.json');

interface SaleOutcome {
	sale: DemoSale;
	outcome: 'posted' | 'alreadyPosted' | 'refused';
	text: string;
	units: number;
}

interface PostedSale {
	alreadyPosted: boolean;
	transactionNumber: string;
	lines: Array<{
		productCode: string;
		posted: number;
		lots: Array<{ lotNumber?: string; quantity: number }>;
	}>;
}

/** Stock of the pharmacy by product code and lot, as it truly is. */
function stockByLot(sandbox: Sandbox): Map<string, number> {
	const stock = new Map<string, number>();
	for (const row of sandbox
		.state()
		.stock.filter(({ location }) => location === LOCATION.pharmacy)) {
		const key = `${row.productCode} ${row.lotNumber ?? ''}`.trim();
		stock.set(key, (stock.get(key) ?? 0) + row.quantity);
	}
	return stock;
}

function stockByProduct(byLot: ReadonlyMap<string, number>): Map<string, number> {
	const stock = new Map<string, number>();
	for (const [key, quantity] of byLot) {
		const code = key.split(' ')[0];
		stock.set(code, (stock.get(code) ?? 0) + quantity);
	}
	return stock;
}

async function sell(engine: Engine, sale: DemoSale, soldAt: string): Promise<SaleOutcome> {
	const body = { till: 'TILL1', receipt: sale.receipt, soldAt, lines: sale.lines };
	const run = await runWorkflow(engine, workflow, { input: [{ body }] });
	if (run.error) throw new Error(`Receipt ${sale.receipt}: ${run.error.message}`);
	const [posted = [], refused = []] = run.items['Take It out of Stock'];
	if (refused.length > 0) {
		return { sale, outcome: 'refused', text: String(refused[0].json.error), units: 0 };
	}
	const result = posted[0].json as unknown as PostedSale;
	const lots = result.lines.flatMap(({ productCode, lots: taken }) =>
		taken.map(
			({ lotNumber, quantity }) =>
				`${quantity} × ${productCode}${lotNumber ? ` ${lotNumber}` : ''}`,
		),
	);
	return {
		sale,
		outcome: result.alreadyPosted ? 'alreadyPosted' : 'posted',
		text: result.alreadyPosted ? 'was posted before, nothing changed' : lots.join(', '),
		units: result.alreadyPosted ? 0 : result.lines.reduce((sum, line) => sum + line.posted, 0),
	};
}

/** What is not as it must be, in words; empty when all is. */
function findings(
	outcomes: readonly SaleOutcome[],
	before: ReadonlyMap<string, number>,
	after: ReadonlyMap<string, number>,
): string[] {
	const wrongSales = outcomes
		.filter(({ sale, outcome }) => outcome !== sale.expected)
		.map(({ sale, outcome }) => `Receipt ${sale.receipt} was ${outcome}, not ${sale.expected}`);
	const wrongStock = [...new Set([...before.keys(), ...after.keys()])]
		.map((key) => ({ key, lost: (before.get(key) ?? 0) - (after.get(key) ?? 0) }))
		.filter(({ key, lost }) => lost !== (TAKEN[key] ?? 0))
		.map(({ key, lost }) => `${key} lost ${lost}, not ${TAKEN[key] ?? 0}`);
	return [...wrongSales, ...wrongStock];
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { json: { type: 'string' } } });
	const sandbox = await startSandbox({ kind: '0.9.8' });
	try {
		const engine = await Engine.start({ package: root, credentials: tillCredential(sandbox.url) });
		const before = stockByLot(sandbox);
		const soldAt = new Date(Date.now() - 10_000).toISOString();
		const outcomes: SaleOutcome[] = [];
		for (const sale of SALES) outcomes.push(await sell(engine, sale, soldAt));
		const after = stockByLot(sandbox);
		const { total, logins } = sandbox.requests;

		say('\nA morning at the till, posted to OpenBoxes by n8n\n');
		showTable(
			outcomes.map(({ sale, outcome }) => ({ receipt: sale.receipt, what: sale.what, outcome })),
		);
		for (const { sale, text } of outcomes) say(`  ${sale.receipt}  ${text}`);
		const products = [...stockByProduct(before)].map(([productCode, quantity]) => ({
			productCode,
			before: quantity,
			after: stockByProduct(after).get(productCode) ?? 0,
		}));
		const moved = products.filter((row) => row.before !== row.after);
		say('\nStock of the Hospital Pharmacy');
		showTable(moved);
		say(`${total} HTTP requests for ${SALES.length} receipts, ${logins} login.`);

		const wrong = findings(outcomes, before, after);
		const count = (outcome: SaleOutcome['outcome']): number =>
			outcomes.filter((one) => one.outcome === outcome).length;
		if (values.json) {
			const summary = {
				sales: SALES.length,
				posted: count('posted'),
				alreadyPosted: count('alreadyPosted'),
				refused: count('refused'),
				unitsDebited: outcomes.reduce((sum, { units }) => sum + units, 0),
				logins,
				requests: total,
				stock: products,
			};
			writeFileSync(values.json, `${JSON.stringify(summary, null, 2)}\n`);
		}
		for (const finding of wrong) complain(`WRONG: ${finding}`);
		say(wrong.length === 0 ? '\nThe stock moved exactly as it must.' : '\nThe stock is wrong.');
		process.exitCode = wrong.length === 0 ? 0 : 1;
	} finally {
		await sandbox.close();
	}
}

void main();
