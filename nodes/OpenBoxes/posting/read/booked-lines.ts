import type { Pick } from '../../stock/rules/allocate';
import { heldUnits } from '../../stock/rules/lot';
import type { Transaction, TransactionEntry } from '../../schemas';
import type { Connection } from '../../transport/connection';
import type { PlannedLine } from '../plan/plan-lots';
import type {
	BookedLine,
	PostingRequest,
	PostingResult,
	RequestedLine,
} from '../write/posting-request';
import type { ResolvedProduct } from '../../catalogue/products';
import { readLots } from '../../stock/availability';
import { LotDirectory } from '../../stock/lot-directory';
import { readEntries } from './read-entries';

/** Searches one by one for the lines of what was already there; beyond, only ids are reported. */
const MOST_SEARCHES = 12;

/** What lay in a lot and bin before a pick, promised units included. */
function heldBefore({ row, before }: Pick): number {
	return heldUnits(row) - (row.available - before);
}

function warningAbout(pick: Pick): string | undefined {
	const lot = `lot ${pick.row.lotNumber || '(no number)'}`;
	const after = heldBefore(pick) - pick.quantity;
	if (after < 0) return `${lot} is now below zero (${after})`;
	const promised = pick.quantity - pick.before;
	return promised > 0 ? `${lot}: ${promised} of it were promised to others` : undefined;
}

/** What a plan books, line by line, with stock before and after of each lot and bin. */
export function plannedLines(lines: readonly PlannedLine[]): {
	lines: BookedLine[];
	warnings: string[];
} {
	const warnings: string[] = [];
	const booked = lines.map(({ line, product, plan }) => {
		const taken = plan.picks.reduce((sum, pick) => sum + pick.quantity, 0);
		if (plan.missing > 0) {
			warnings.push(
				`Line ${line.position} (${product.code}): only ${taken} of ${line.quantity} were in stock`,
			);
		}
		for (const pick of plan.picks) {
			const warning = warningAbout(pick);
			if (warning) warnings.push(`Line ${line.position} (${product.code}): ${warning}`);
		}
		return {
			product,
			requested: line.quantity,
			booked: taken,
			missing: plan.missing,
			lots: plan.picks.map((pick) => ({
				lotId: pick.row.lotId,
				lotNumber: pick.row.lotNumber,
				expirationDate: pick.row.expiry,
				binLocationId: pick.row.binId,
				binLocation: pick.row.binName,
				quantity: pick.quantity,
				stockBefore: heldBefore(pick),
				stockAfter: heldBefore(pick) - pick.quantity,
			})),
		};
	});
	return { lines: booked, warnings };
}

/** Said of a posting for which nothing at all was in stock. */
export const NOTHING_TO_POST = 'Nothing of it was in stock, so no transaction was made';

interface Known {
	request: PostingRequest;
	products: ReadonlyMap<RequestedLine, ResolvedProduct>;
	transaction: Transaction;
	entries?: readonly TransactionEntry[];
}

/** Entries of transactions, read in few requests; those that would cost too many are left out. */
async function entriesOf(
	connection: Connection,
	known: readonly Known[],
): Promise<ReadonlyMap<string, readonly TransactionEntry[]>> {
	const unread = known.filter(({ entries }) => !entries).map(({ transaction }) => transaction);
	const entries = new Map<string, readonly TransactionEntry[]>(
		await readEntries(connection, unread, MOST_SEARCHES),
	);
	for (const one of known) if (one.entries) entries.set(one.transaction.id, one.entries);
	return entries;
}

/** One line per product: which lots served which line then is not known any more. */
async function existingLines(
	{ products }: Known,
	entries: readonly TransactionEntry[],
	lots: LotDirectory,
): Promise<BookedLine[]> {
	const requested = new Map<string, { product: ResolvedProduct; quantity: number }>();
	for (const [line, product] of products) {
		const before = requested.get(product.id)?.quantity ?? 0;
		requested.set(product.id, { product, quantity: before + line.quantity });
	}
	const lines: BookedLine[] = [];
	for (const { product, quantity } of requested.values()) {
		const ofProduct = entries.filter((entry) => entry.product?.id === product.id);
		const places = ofProduct.map((entry) => ({
			lotId: entry.inventoryItem?.id ?? '',
			binLocationId: entry.binLocation?.id,
			quantity: Math.abs(entry.quantity),
		}));
		const booked = places.reduce((sum, place) => sum + place.quantity, 0);
		const missing = Math.max(0, quantity - booked);
		const named: BookedLine['lots'] = [];
		for (const place of places) {
			const lot = await lots.lotWithin(place.lotId, MOST_SEARCHES);
			const binLocation = await lots.binWithin(place.binLocationId, MOST_SEARCHES);
			named.push({ ...place, lotNumber: lot?.number, expirationDate: lot?.expiry, binLocation });
		}
		lines.push({ product, requested: quantity, booked, missing, lots: named });
	}
	return lines;
}

/** Differences of time below this are those of the clocks. */
const SAME_TIME_MS = 60_000;

/** What may surprise somebody who posts it again. */
function repeatWarnings({ request, transaction }: Known): string[] {
	const warnings: string[] = [];
	const postedAt = Date.parse(transaction.transactionDate ?? '');
	if (request.isTimeGiven && Math.abs(postedAt - request.time) >= SAME_TIME_MS) {
		warnings.push(
			`It was posted before with the time ${new Date(postedAt).toISOString()}; the time ${new Date(request.time).toISOString()} of this run was not taken over`,
		);
	}
	if (request.isOneLine) {
		// Only a sale has this option.
		const advice =
			request.movement === 'debit'
				? 'give each line its number with the option "Line Number"'
				: 'post it under a reference of its own';
		warnings.push(
			`It was posted before. If this is another line of the same receipt, which arrived later, ${advice}`,
		);
	}
	return warnings;
}

/** Results for transactions that were there before, with the lots that were taken then. */
export async function alreadyPostedResult(
	connection: Connection,
	known: readonly Known[],
): Promise<PostingResult[]> {
	if (known.length === 0) return [];
	const entries = await entriesOf(connection, known);
	const { location } = await connection.serverInfo();
	const productIds = known.flatMap(({ products }) => [...products.values()].map(({ id }) => id));
	const lots = new LotDirectory(connection, await readLots(connection, location.id, productIds));
	const results: PostingResult[] = [];
	for (const one of known) {
		const { request, transaction } = one;
		const own = entries.get(transaction.id);
		const unread = own
			? []
			: ['The lots taken then were not read, because it would have needed very many requests'];
		results.push({
			request,
			status: 'alreadyPosted',
			transactionId: transaction.id,
			postedAt: Date.parse(transaction.transactionDate ?? '') || undefined,
			lines: own ? await existingLines(one, own, lots) : [],
			warnings: [...repeatWarnings(one), ...unread],
		});
	}
	return results;
}
