import type { Sandbox, SandboxState } from '../sandbox';
import type { Job, Trace } from './jobs';
import type { MixedCampaign } from './mixed-campaign';
import type { Findings } from './truth';

interface Found {
	count: number;
	units: number;
}

type Marks = ReadonlyMap<string, Found>;

/** The mark of the node behind the reference, in a description or a comment. */
const MARK = /^(.*) \[n8n:/;

/** Everything that carries a reference, by kind and reference. */
function marksOf({ world: { store } }: Sandbox): Marks {
	const marks = new Map<string, Found>();
	const add = (kind: Trace['kind'], mark: unknown, units = 0, count = 1): void => {
		const key = `${kind} ${String(mark)}`;
		const found = marks.get(key) ?? { count: 0, units: 0 };
		marks.set(key, { count: found.count + count, units: found.units + units });
	};
	for (const row of store.table('transaction').all()) add('transaction', row.transactionNumber);
	for (const row of store.table('order').all())
		if (row.status !== 'CANCELED') add('order', row.orderNumber);
	for (const { description } of store.table('requisition').all())
		add('movement', MARK.exec(String(description))?.[1]);
	const codeOf = (product: unknown): unknown => store.get('product', String(product))?.productCode;
	for (const { productCode } of store.table('product').all()) add('product', productCode);
	for (const { product } of store.table('inventoryLevel').all()) add('level', codeOf(product));
	for (const { lotNumber } of store.table('inventoryItem').all()) add('lot', lotNumber);
	for (const { supplierCode } of store.table('productSupplier').all()) add('source', supplierCode);
	for (const { product } of store.table('productPackage').all()) add('package', codeOf(product));
	const counted = new Set<string>();
	// A draft that a killed run left books nothing; what only stands in one is lost.
	const booked = new Set(
		store
			.table('receipt')
			.all()
			.filter(({ receiptStatusCode }) => receiptStatusCode === 'RECEIVED')
			.map(({ id }) => id),
	);
	for (const row of store.table('receiptItem').all()) {
		if (!booked.has(String(row.receipt))) continue;
		const reference = MARK.exec(String(row.comment))?.[1];
		if (Number(row.quantityReceived) === 0 || reference === undefined) continue;
		const receipt = `${String(row.receipt)} ${reference}`;
		add('receipt', reference, Number(row.quantityReceived), counted.has(receipt) ? 0 : 1);
		counted.add(receipt);
	}
	return marks;
}

function stockOf(state: SandboxState): Map<string, number> {
	const stock = new Map<string, number>();
	for (const { location, productCode, quantity } of state.stock) {
		const key = `${location} ${productCode ?? ''}`;
		stock.set(key, (stock.get(key) ?? 0) + quantity);
	}
	return stock;
}

function inBin(state: SandboxState, lot: string, bin: string): number {
	return state.stock
		.filter(({ lotNumber, binLocation }) => lotNumber === lot && binLocation === bin)
		.reduce((sum, { quantity }) => sum + quantity, 0);
}

function compareTrace(job: Job, trace: Trace, marks: Marks, findings: Findings): void {
	const { kind, mark } = trace;
	const found = marks.get(`${kind} ${mark}`) ?? { count: 0, units: 0 };
	const wanted = trace.units ?? 0;
	const text = `${job.reference}: ${kind} ${mark} is there ${found.count} times with ${found.units} of ${wanted} units`;
	if (found.count === 0 || found.units < wanted) findings.lost.push(text);
	if (found.count > 1 || found.units > wanted) findings.doubled.push(text);
}

/** Compares what the n8n reported with what the server holds. */
export function compareMixed(
	jobs: readonly Job[],
	{ givenUp, contradictions }: MixedCampaign,
	before: SandboxState,
	sandbox: Sandbox,
): Findings {
	const after = sandbox.state();
	const marks = marksOf(sandbox);
	const findings: Findings = {
		lost: [],
		doubled: [],
		wrongStock: [],
		misreported: [...contradictions],
	};
	const expected = stockOf(before);
	for (const job of jobs) {
		const reason = givenUp.get(job);
		if (reason !== undefined) findings.lost.push(`${job.reference}: given up, ${reason}`);
		for (const [key, units] of job.units) expected.set(key, (expected.get(key) ?? 0) + units);
		for (const trace of job.traces) compareTrace(job, trace, marks, findings);
		const { placed } = job;
		if (!placed) continue;
		const there = inBin(after, placed.lot, placed.bin);
		if (there !== placed.units)
			findings.wrongStock.push(`${placed.lot}: ${there} on its shelf instead of ${placed.units}`);
	}
	const actual = stockOf(after);
	for (const key of new Set([...expected.keys(), ...actual.keys()])) {
		const [is, must] = [actual.get(key) ?? 0, expected.get(key) ?? 0];
		if (is !== must) findings.wrongStock.push(`${key}: ${is} instead of ${must}`);
	}
	return findings;
}
