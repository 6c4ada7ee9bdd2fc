import { lotKey } from '../../stock/rules/lot';
import { strictestFirst, type NamedPlace } from '../../stock/rules/named-places';
import { ReturnAllowance, type ReturnPick, type TakenPlace } from '../rules/return-places';
import { postingOf, SALE_TYPES, stockChange } from '../rules/transaction-type';
import type { Transaction } from '../../schemas';
import type { Connection } from '../../transport/connection';
import { judgeFamily, type Family } from '../read/families';
import { findProducts } from '../../catalogue/find-products';
import type { LotDirectory } from '../../stock/lot-directory';
import type { LotNames } from '../../stock/lot-names';
import { originalOf, type FoundOriginal } from '../read/originals';
import type { PlannedPosting } from '../write/post-planned';
import type { BookedLine, RequestedLine } from '../write/posting-request';
import type { Prepared } from './prepare-requests';
import { nameKey } from '../../catalogue/product-name';
import type { ResolvedProduct } from '../../catalogue/products';
import { textKey } from '../../values/same-text';
import { addTo } from '../../../shared/sums';

/** A transaction with what may still come back of it. */
interface Source {
	family: Family;
	original: Transaction;
	allowance: ReturnAllowance;
	known: ReadonlySet<string>;
}

/** A line of a return with what it names found. */
interface PlacedReturn {
	line: RequestedLine;
	product: ResolvedProduct;
	place: NamedPlace;
}

/** A return whose products are known. */
export interface OpenReturn {
	prepared: Prepared;
	/** Number of the original. */
	number: string;
	/** All that has not come back yet, instead of the request's lines. */
	everything: boolean;
}

/** Decides into which lots and bins returns go, for all returns of a run together. */
export class ReturnPlanner {
	private readonly sources = new Map<string, FoundOriginal<Source>>();

	constructor(
		private readonly connection: Connection,
		private readonly inventoryId: string,
		private readonly directory: LotDirectory,
		private readonly names: LotNames,
	) {}

	/** Returns and reversals of an original that were there before this run. */
	knownFollowers(number: string): ReadonlySet<string> {
		return this.sources.get(textKey(number))?.value?.known ?? new Set();
	}

	async plan(open: OpenReturn, family: Family): Promise<FoundOriginal<PlannedPosting>> {
		const source = await this.sourceOf(family);
		return source.value ? await this.planFrom(open, source.value) : source;
	}

	private async sourceOf(family: Family): Promise<FoundOriginal<Source>> {
		const key = textKey(family.number);
		const known = this.sources.get(key);
		if (known) return known;
		const found = await this.readSource(family);
		this.sources.set(key, found);
		return found;
	}

	private async readSource(family: Family): Promise<FoundOriginal<Source>> {
		const found = originalOf(family, this.inventoryId);
		if (found.reason !== undefined) return found;
		const original = found.value;
		const typeId = original.transactionType?.id ?? '';
		const entries = family.entries.get(original.id) ?? [];
		const isSale =
			SALE_TYPES.includes(typeId) &&
			entries.length > 0 &&
			entries.every(({ quantity }) => (stockChange(typeId, quantity) ?? 0) < 0);
		if (!isSale) {
			return {
				reason: `transaction "${family.number}" did not take stock for a sale, so nothing of it can come back`,
			};
		}
		const judged = judgeFamily(family, original);
		if (judged.isReversed)
			return { reason: `transaction "${family.number}" was reversed as a whole` };
		const taken: TakenPlace[] = [];
		for (const entry of entries) {
			const lotId = entry.inventoryItem?.id ?? '';
			const { expiry } = await this.directory.lot(lotId);
			taken.push({
				productId: entry.product?.id ?? '',
				lotId,
				binId: entry.binLocation?.id,
				units: Math.abs(entry.quantity),
				expiry,
			});
		}
		return {
			value: {
				family,
				original,
				allowance: new ReturnAllowance(taken, judged.claimed, backByPlace(family)),
				known: new Set(family.followers.map(({ id }) => id)),
			},
		};
	}

	private async planFrom(
		{ prepared, everything }: OpenReturn,
		source: Source,
	): Promise<FoundOriginal<PlannedPosting>> {
		const { request, hash } = prepared;
		const soldAt = Date.parse(source.original.transactionDate ?? '');
		// Clocks of two n8n can be apart; only a time that somebody gave can lie before the sale.
		const time = request.isTimeGiven ? request.time : Math.max(request.time, soldAt);
		if (time < soldAt) {
			return { reason: `the return lies before the sale (${source.original.transactionDate})` };
		}
		const lines = everything
			? await this.allLines(source)
			: request.lines.flatMap((line) => {
					const product = prepared.products.get(line);
					return product ? [{ line, product }] : [];
				});
		if (lines.length === 0) return { reason: 'everything came back already' };
		const placed: PlacedReturn[] = [];
		for (const { line, product } of lines) {
			const place = await this.placeOf(line, product);
			if (place.reason !== undefined) return place;
			placed.push({ line, product, place: place.value });
		}
		const undo = source.allowance.mark();
		const picksOf = new Map<RequestedLine, ReturnPick[]>();
		for (const one of [...placed].sort((a, b) => strictestFirst(a.place, b.place))) {
			const picks = takeBack(one, source);
			if (picks.reason !== undefined) {
				undo();
				return picks;
			}
			picksOf.set(one.line, picks.value);
		}
		const booked: BookedLine[] = [];
		const entries: PlannedPosting['draft']['entries'] = [];
		for (const { line, product } of placed) {
			const picks = picksOf.get(line) ?? [];
			booked.push(await this.booked(line, product, picks));
			for (const { lotId, binId, quantity } of picks) {
				const comment = line.comment ?? '';
				const reasonCode = request.reasonCode;
				entries.push({ productId: product.id, lotId, binId, quantity, comment, reasonCode });
			}
		}
		const { typeId } = postingOf('credit');
		const { number, comment } = request;
		const draft = { number, hash, typeId, time, comment, entries };
		return { value: { prepared, draft, lines: booked, warnings: [] } };
	}

	/** All that may still come back, one line per product. */
	private async allLines(
		source: Source,
	): Promise<Array<{ line: RequestedLine; product: ResolvedProduct }>> {
		const rest = source.allowance.everything();
		const found = await findProducts(
			this.connection,
			rest.map(({ productId }) => ({ productId })),
		);
		return rest.map(({ productId, quantity }, index) => {
			const [product] = found.get(nameKey({ productId })) ?? [];
			return {
				line: { productId, quantity, position: index + 1 },
				product: {
					id: productId,
					code: product?.productCode ?? '',
					name: product?.name ?? '',
				},
			};
		});
	}

	/** The lots that a line of a return names, and the bin to put them into. */
	private async placeOf(
		line: RequestedLine,
		product: ResolvedProduct,
	): Promise<FoundOriginal<NamedPlace>> {
		const lots = line.lot === undefined ? undefined : await this.names.lots(product, line.lot, []);
		if (lots?.reason !== undefined)
			return { reason: `${returnLabel(line, product)}: ${lots.reason}` };
		const bin = line.bin === undefined ? undefined : await this.names.bin(line.bin, []);
		if (bin?.reason !== undefined)
			return { reason: `${returnLabel(line, product)}: ${bin.reason}` };
		return { value: { lotIds: lots?.found.map(({ lotId }) => lotId), binId: bin?.found.id } };
	}

	private async booked(
		line: RequestedLine,
		product: ResolvedProduct,
		picks: readonly ReturnPick[],
	): Promise<BookedLine> {
		const lots: BookedLine['lots'] = [];
		for (const { lotId, binId, quantity } of picks) {
			const { number, expiry } = await this.directory.lot(lotId);
			const before = this.directory.stockOf({ lotId, binId });
			lots.push({
				lotId,
				lotNumber: number,
				expirationDate: expiry,
				binLocationId: binId,
				binLocation: await this.directory.bin(binId),
				quantity,
				stockBefore: before,
				stockAfter: before + quantity,
			});
		}
		return { product, requested: line.quantity, booked: line.quantity, missing: 0, lots };
	}
}

function returnLabel({ position }: RequestedLine, { code, name }: ResolvedProduct): string {
	return `line ${position} (${code} ${name})`;
}

function takeBack(
	{ line, product, place }: PlacedReturn,
	{ allowance, family }: Source,
): FoundOriginal<ReturnPick[]> {
	const plan = allowance.take({ productId: product.id, quantity: line.quantity, ...place });
	if (plan.picks) return { value: plan.picks };
	const of = line.lot === undefined ? '' : ` of lot ${line.lot}`;
	return {
		reason: `${returnLabel(line, product)}: ${line.quantity}${of} are to come back, but only ${plan.possible} of "${family.number}" are still out`,
	};
}

/** Units that came back to each lot and bin. */
function backByPlace({ followers, entries }: Family): Map<string, number> {
	const back = new Map<string, number>();
	for (const { id } of followers) {
		for (const { inventoryItem, binLocation, quantity } of entries.get(id) ?? []) {
			const key = lotKey({ lotId: inventoryItem?.id ?? '', binId: binLocation?.id });
			addTo(back, key, quantity);
		}
	}
	return back;
}
