import { LOCATION } from '../hospital/hospital';
import type { SandboxState, TransactionLine } from '../sandbox';
import { SOURCE, type Report } from './campaign';
import type { ChaosSale } from './sales';

export interface Findings {
	/** Receipts reported posted, or given up, that are not there. */
	lost: string[];
	/** Receipts that are there more than once. */
	doubled: string[];
	/** Products whose stock is not what the posted receipts leave, and what else is wrong about lots. */
	wrongStock: string[];
	/** Receipts whose last report names another transaction or other lots than there are. */
	misreported: string[];
}

function stockOf(
	state: SandboxState,
	keyOf: (code: string, lot: string) => string,
): Map<string, number> {
	const stock = new Map<string, number>();
	for (const row of state.stock.filter(({ location }) => location === LOCATION.pharmacy)) {
		const key = keyOf(row.productCode ?? '', row.lotNumber ?? '');
		stock.set(key, (stock.get(key) ?? 0) + row.quantity);
	}
	return stock;
}

const byProduct = (code: string): string => code;
const byLot = (_: string, lot: string): string => lot;

/** Units by lot of a transaction. */
function lotsOf(transaction: TransactionLine): Map<string, number> {
	const lots = new Map<string, number>();
	for (const { inventoryItem, quantity } of transaction.entries)
		lots.set(inventoryItem, (lots.get(inventoryItem) ?? 0) + quantity);
	return lots;
}

function isSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
	return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

/** Compares what n8n reported with what the server holds. */
export function compareWithTruth(
	sales: readonly ChaosSale[],
	reports: ReadonlyMap<string, Report>,
	givenUp: ReadonlyMap<string, string>,
	before: SandboxState,
	after: SandboxState,
): Findings {
	const findings: Findings = { lost: [], doubled: [], wrongStock: [], misreported: [] };
	const rows = new Map<string, TransactionLine[]>();
	for (const row of after.transactions.filter(({ transactionNumber }) =>
		transactionNumber?.startsWith(`${SOURCE}/`),
	)) {
		const receipt = row.transactionNumber?.slice(SOURCE.length + 1) ?? '';
		rows.set(receipt, [...(rows.get(receipt) ?? []), row]);
	}
	const expected = stockOf(before, byProduct);
	for (const { receipt, units } of sales) {
		const found = rows.get(receipt) ?? [];
		const report = reports.get(receipt);
		if (found.length > 1)
			findings.doubled.push(`${receipt}: ${found.map(({ id }) => id).join(', ')}`);
		if (report?.status === 'refused') {
			if (found.length > 0)
				findings.misreported.push(`${receipt}: refused (${report.reason}), but it is there`);
			continue;
		}
		if (found.length === 0 || !report) {
			findings.lost.push(`${receipt}: ${givenUp.get(receipt) ?? 'reported posted'}`);
			if (!report) continue;
		}
		for (const [code, quantity] of units) expected.set(code, (expected.get(code) ?? 0) - quantity);
		const own = found.find(({ id }) => id === report.transactionId);
		if (found.length > 0 && !own)
			findings.misreported.push(
				`${receipt}: reported as ${report.transactionId}, is ${found[0].id}`,
			);
		else if (own && report.lots && !isSame(lotsOf(own), report.lots))
			findings.misreported.push(`${receipt}: other lots than reported`);
	}
	const actual = stockOf(after, byProduct);
	for (const [code, quantity] of expected) {
		if (actual.get(code) !== quantity)
			findings.wrongStock.push(`${code}: ${actual.get(code)} instead of ${quantity}`);
	}
	const lotsBefore = stockOf(before, byLot);
	for (const [lot, quantity] of stockOf(after, byLot)) {
		if (lot.endsWith('-OLD') && quantity !== lotsBefore.get(lot))
			findings.wrongStock.push(`${lot}: expired, and still sold`);
		if (lot.startsWith('RARE') && quantity < 0)
			findings.wrongStock.push(`${lot}: ${quantity}, sold more than there was`);
	}
	return findings;
}
