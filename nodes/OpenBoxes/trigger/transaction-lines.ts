import { listSchema, stockCandidateSchema, type TransactionEntry } from '../schemas';
import { apiPath } from '../transport/base-url';
import { toOpenBoxesError } from '../transport/openboxes-error';
import { expiryDay } from '../values/moment';
import type { FeedRun } from './feed';
import { textOf, type Lookups } from './lookups';
import { addTo } from '../../shared/sums';

/** One lot in one bin of a transaction; quantities in base units. */
export interface TransactionLine {
	productId: string | null;
	productCode: string | null;
	productName: string | null;
	lotId: string | null;
	lotNumber: string | null;
	expirationDate: string | null;
	binLocation: { id: string; name: string } | null;
	quantity: number;
}

/** Lines of a transaction, and whether all their names could be read in time. */
export interface TransactionLines {
	lines: TransactionLine[];
	isComplete: boolean;
}

/** So many lots are read one by one before it is worth to read all that are in stock at once. */
const FEW_LOTS = 3;

/**
 * Lines of a transaction with names; the server gives them in no fixed order, so they are sorted. A
 * transaction of hundreds of lots must not hold up everything behind it: names are read many at once, kept
 * over polls, and left out when the time ends.
 */
export async function linesOf(
	run: FeedRun,
	transactionId: string,
	locationId: string | undefined,
): Promise<TransactionLines> {
	const { lookups } = run;
	const entries = await lookups.entries(transactionId);
	await nameManyLots(run, entries, locationId);
	const lines: TransactionLine[] = [];
	let isComplete = true;
	for (const entry of entries) {
		const lotId = entry.inventoryItem?.id;
		const binId = entry.binLocation?.id;
		const lot = lotId === undefined ? undefined : await lotInTime(run, lotId);
		const bin =
			binId === undefined ? undefined : await inTime(run, async () => await lookups.place(binId));
		if ((lotId !== undefined && !lot) || (binId !== undefined && !bin)) isComplete = false;
		lines.push({
			productId: lot?.productId ?? entry.product?.id ?? null,
			productCode: lot?.productCode ?? null,
			productName: lot?.productName ?? null,
			lotId: lotId ?? null,
			lotNumber: lot?.lotNumber ?? null,
			expirationDate: lot?.expirationDate ?? null,
			binLocation: binId === undefined ? null : { id: binId, name: bin?.name ?? '' },
			quantity: entry.quantity,
		});
	}
	const order = (line: TransactionLine): string =>
		[line.productCode, line.lotNumber, line.binLocation?.name].map((part) => part ?? '').join('|');
	const keyed = lines.map((line) => ({ line, key: order(line) }));
	keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	return { lines: keyed.map(({ line }) => line), isComplete };
}

async function lotInTime(run: FeedRun, id: string): ReturnType<Lookups['knownLot']> {
	const known = await run.lookups.knownLot(id);
	return known ?? (await inTime(run, async () => await run.lookups.lot(id)));
}

/** Undefined when there is no time left, or it ends while the server is asked. */
async function inTime<Value>(run: FeedRun, read: () => Promise<Value>): Promise<Value | undefined> {
	if (!run.hasTime()) return undefined;
	try {
		return await read();
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (!run.connection.signal?.aborted && run.hasTime()) throw failure;
		run.connection.warn(`no time was left to name all lots: ${failure.message}`);
		return undefined;
	}
}

/** Names of many lots at once: all that are in stock at the place, then all lots of each product. */
async function nameManyLots(
	run: FeedRun,
	entries: readonly TransactionEntry[],
	locationId: string | undefined,
): Promise<void> {
	const unknown = async (): Promise<TransactionEntry[]> => {
		const missing: TransactionEntry[] = [];
		for (const entry of entries) {
			const id = entry.inventoryItem?.id;
			if (id !== undefined && !(await run.lookups.knownLot(id))) missing.push(entry);
		}
		return missing;
	};
	if ((await unknown()).length <= FEW_LOTS) return;
	if (locationId !== undefined && run.server.kind === 'openSource')
		await inTime(run, async () => await noteLotsInStock(run, locationId));
	const perProduct = new Map<string, number>();
	for (const { product } of await unknown()) if (product?.id) addTo(perProduct, product.id, 1);
	for (const [productId, lots] of perProduct)
		if (lots > 1) await inTime(run, async () => await run.lookups.noteLotsOf(productId));
}

/** Every stock row of a location in one request; without the right to it, lots are read one by one. */
async function noteLotsInStock(run: FeedRun, locationId: string): Promise<void> {
	try {
		const path = apiPath('stockTransfers', 'candidates');
		const query = { 'location.id': locationId };
		const page = listSchema.parse(await run.connection.get(path, query, { priority: 'bulk' }));
		for (const data of page.data) {
			const row = stockCandidateSchema.safeParse(data).data;
			if (!row) continue;
			run.lookups.noteLot({
				lotId: row['inventoryItem.id'],
				lotNumber: textOf(row.lotNumber),
				expirationDate: expiryDay(row.expirationDate) ?? null,
				productId: row['product.id'],
				productCode: textOf(row['product.productCode']),
				productName: textOf(row['product.name']),
			});
		}
	} catch (error) {
		run.connection.warn(`lots are read one by one: ${toOpenBoxesError(error).message}`);
	}
}

/** Units that moved, whichever way. */
export function totalOf(lines: ReadonlyArray<{ quantity: number }>): number {
	return lines.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
}

export async function categoriesOf(
	lookups: Lookups,
	lines: ReadonlyArray<{ productId: string | null }>,
): Promise<string[]> {
	const names: string[] = [];
	for (const id of new Set(lines.map(({ productId }) => productId))) {
		const product = id === null ? undefined : await lookups.product(id);
		const { category } = product ?? {};
		if (typeof category === 'string') names.push(category);
		else if (typeof category === 'object' && category !== null && 'name' in category)
			names.push(String(category.name));
	}
	return names;
}
