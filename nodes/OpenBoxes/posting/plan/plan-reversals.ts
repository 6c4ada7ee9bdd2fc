import { contentHash } from '../rules/content';
import { heldUnits, lotKey, type LotRow } from '../../stock/rules/lot';
import { objectionToReversal } from '../rules/reversal';
import { TRANSACTION_TYPE, stockChange } from '../rules/transaction-type';
import type { Transaction } from '../../schemas';
import type { Connection } from '../../transport/connection';
import { judgeFamily, type Family } from '../read/families';
import { findProducts } from '../../catalogue/find-products';
import type { LastCounts } from './last-counts';
import { LotDirectory } from '../../stock/lot-directory';
import { originalOf, type FoundOriginal } from '../read/originals';
import type { PlannedPosting } from '../write/post-planned';
import type { BookedLine, PostingRequest } from '../write/posting-request';
import type { PostingResults } from '../write/posting-results';
import type { Prepared } from './prepare-requests';
import { nameKey } from '../../catalogue/product-name';
import type { ResolvedProduct } from '../../catalogue/products';

/**
 * An adjustment that a stock record made lies this long after its count
 * (stock-and-transactions.md#other-writes).
 */
const RECORD_MS = 2000;

/** One entry of the original, turned around. */
interface OppositeEntry {
	productId: string;
	lotId: string;
	binId?: string;
	/** Positive = goes back in, negative = goes out again. */
	change: number;
}

/** A reversal whose original was read. */
export interface OpenReversal {
	prepared: Prepared;
	original: Transaction;
	entries: OppositeEntry[];
	/** When stock moved, and when it was entered; epoch milliseconds. */
	madeAt: number;
	createdAt: number;
	/** Why it must not be undone; undefined when it may. */
	objection: (counts: LastCounts) => string | undefined;
}

/** Reads originals and decides what undoes them. */
export class ReversalPlanner {
	constructor(
		private readonly connection: Connection,
		private readonly inventoryId: string,
	) {}

	async prepare(
		requests: ReadonlyArray<{ posting: PostingRequest; family: Family }>,
		results: PostingResults,
	): Promise<OpenReversal[]> {
		const found = requests.flatMap(({ posting, family }) => {
			const original = originalOf(family, this.inventoryId);
			if (original.value) return [{ posting, family, original: original.value }];
			results.fail(posting, original.reason, 'Check which transaction is to be reversed.');
			return [];
		});
		const ids = found.flatMap(({ family, original }) =>
			(family.entries.get(original.id) ?? []).map((entry) => entry.product?.id ?? ''),
		);
		const names = [...new Set(ids)].map((productId) => ({ productId }));
		const products = await findProducts(this.connection, names);
		return found.map(({ posting, family, original }) => {
			const entries = opposites(original, family);
			posting.lines = entries.map((entry, index) => ({
				productId: entry.productId,
				lot: entry.lotId,
				bin: entry.binId,
				quantity: Math.abs(entry.change),
				position: index + 1,
			}));
			const ofLines = posting.lines.map((line): [typeof line, ResolvedProduct] => {
				const [product] = products.get(nameKey({ productId: line.productId })) ?? [];
				const { productCode: code = '', name = '' } = product ?? {};
				return [line, { id: line.productId ?? '', code, name }];
			});
			const prepared = {
				request: posting,
				products: new Map(ofLines),
				hash: this.hashOf(entries),
			};
			const madeAt = Date.parse(original.transactionDate ?? '');
			// Never before the original, or the server would count them in the wrong order.
			posting.time = Math.max(posting.time, madeAt);
			return {
				prepared,
				original,
				entries,
				madeAt,
				createdAt: Date.parse(original.dateCreated ?? ''),
				objection: (counts) => objectionTo(original, family, prepared, counts),
			};
		});
	}

	private hashOf(entries: readonly OppositeEntry[]): string {
		return contentHash({
			inventoryId: this.inventoryId,
			typeId: `${TRANSACTION_TYPE.adjustment}R`,
			lines: entries.map(({ productId, change, lotId, binId }) => ({
				productId,
				quantity: change,
				lot: lotId,
				bin: binId,
			})),
		});
	}

	/** What each reversal books; what would go below zero is refused unless that is allowed. */
	async planAll(
		open: readonly OpenReversal[],
		rows: readonly LotRow[],
	): Promise<Array<{ request: PostingRequest; plan: FoundOriginal<PlannedPosting> }>> {
		const left = new Map(rows.map((row) => [lotKey(row), row.available]));
		const held = new Map(rows.map((row) => [lotKey(row), heldUnits(row)]));
		const directory = new LotDirectory(this.connection, rows);
		const plans: Array<{ request: PostingRequest; plan: FoundOriginal<PlannedPosting> }> = [];
		for (const one of open) {
			const plan = await this.plan(one, { left, held }, directory);
			plans.push({ request: one.prepared.request, plan });
		}
		return plans;
	}

	private async plan(
		{ prepared, entries }: OpenReversal,
		{ left, held }: { left: Map<string, number>; held: Map<string, number> },
		directory: LotDirectory,
	): Promise<FoundOriginal<PlannedPosting>> {
		const { request, products, hash } = prepared;
		const lines: BookedLine[] = [];
		const changed = new Map<string, number>();
		const told = new Map<string, number>();
		for (const [index, entry] of entries.entries()) {
			const product = products.get(request.lines[index]);
			if (!product) continue;
			const { number, expiry } = await directory.lot(entry.lotId);
			const key = lotKey(entry);
			const before = changed.get(key) ?? left.get(key) ?? 0;
			const after = before + entry.change;
			if (after < 0 && entry.change < 0 && request.shortage !== 'allowNegative') {
				return {
					reason: `${product.code} ${product.name}: ${-entry.change} of lot ${number || '(no number)'} would have to go out again, but only ${Math.max(0, before)} are there`,
				};
			}
			changed.set(key, after);
			const stockBefore = told.get(key) ?? held.get(key) ?? 0;
			told.set(key, stockBefore + entry.change);
			lines.push({
				product,
				requested: Math.abs(entry.change),
				booked: Math.abs(entry.change),
				missing: 0,
				lots: [
					{
						lotId: entry.lotId,
						lotNumber: number,
						expirationDate: expiry,
						binLocationId: entry.binId,
						binLocation: await directory.bin(entry.binId),
						quantity: entry.change,
						stockBefore,
						stockAfter: stockBefore + entry.change,
					},
				],
			});
		}
		for (const [key, after] of changed) left.set(key, after);
		for (const [key, after] of told) held.set(key, after);
		const { number, time, comment } = request;
		const typeId = TRANSACTION_TYPE.adjustment;
		const draft = {
			number,
			hash,
			typeId,
			time,
			comment: comment || `Reversal of ${request.reference}`,
			entries: entries.map(({ productId, lotId, binId, change }) => ({
				productId,
				lotId,
				binId,
				quantity: change,
				comment: '',
				reasonCode: request.reasonCode,
			})),
		};
		return { value: { prepared, draft, lines, warnings: [] } };
	}
}

function opposites(original: Transaction, family: Family): OppositeEntry[] {
	const typeId = original.transactionType?.id ?? '';
	return (family.entries.get(original.id) ?? [])
		.map((entry) => ({
			productId: entry.product?.id ?? '',
			lotId: entry.inventoryItem?.id ?? '',
			binId: entry.binLocation?.id,
			change: -(stockChange(typeId, entry.quantity) ?? 0),
		}))
		.filter(({ change }) => change !== 0);
}

function objectionTo(
	original: Transaction,
	family: Family,
	{ products }: Prepared,
	counts: LastCounts,
): string | undefined {
	const typeId = original.transactionType?.id ?? '';
	const objection = objectionToReversal(typeId, original);
	if (objection !== undefined) return objection;
	if (products.size === 0) return 'it moved no stock';
	const { claimed } = judgeFamily(family, original);
	if ([...claimed.values()].some((units) => units !== 0)) {
		const credits = family.followers.map((row) => row.transactionNumber).join(', ');
		return `goods of it came back already (${credits}): reverse the returns first`;
	}
	const madeAt = Date.parse(original.transactionDate ?? '');
	for (const { id, code, name } of products.values()) {
		const counted = counts.after(id, madeAt - RECORD_MS);
		if (counted === undefined) continue;
		return `${code} ${name} was counted on ${new Date(counted).toISOString()}, so the count stands and not what was before: correct it with Adjust`;
	}
	return undefined;
}
