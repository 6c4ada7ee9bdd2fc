import { lotsNamed, strictestFirst, type NamedPlace } from '../../stock/rules/named-places';
import { textKey } from '../../values/same-text';
import { addTo } from '../../../shared/sums';

/** Goods that wait in a receiving bin, or stand in an open putaway. */
export interface PutawayCandidate {
	productId: string;
	productCode: string;
	productName: string;
	lotId: string;
	lotNumber: string;
	/** As the server writes it, where a request has to repeat it. */
	lotExpiry?: string;
	fromBinId: string;
	fromBin: string;
	/** Where the product usually lies. */
	preferredBinId?: string;
	quantity: number;
	/** False = an open putaway has it already. */
	isReady: boolean;
}

/** One move of a putaway to be made; bins by name or id. */
export interface PutawayWish {
	position: number;
	/** Its ID or code. */
	product: string;
	/** For messages, where goods that lie there do not tell it. */
	code?: string;
	lot?: string;
	fromBin?: string;
	/** Undefined = the usual bin of the product. */
	bin?: { id: string; name: string };
	/** Undefined = all that lies there. */
	quantity?: number;
}

/** Goods of one lot in one receiving bin, and where they go. */
export interface PlannedPutaway {
	candidate: PutawayCandidate;
	targets: Array<{ binId: string; quantity: number }>;
}

type PutawayPlan =
	{ lines: PlannedPutaway[]; reason?: undefined } | { lines?: undefined; reason: string };

/** The goods that a wish means, and the lot and bin that it names of them. */
function meant(
	candidates: readonly PutawayCandidate[],
	{ product, lot, fromBin }: PutawayWish,
): { of: PutawayCandidate[]; place: NamedPlace } {
	const ofProduct = candidates.filter(
		({ productId, productCode }) =>
			productId === product || textKey(productCode) === textKey(product),
	);
	const ofLot = lot === undefined ? ofProduct : lotsNamed(ofProduct, lot);
	const inBin = candidatesIn(ofLot, fromBin);
	const [first] = inBin;
	const lotIds = lot === undefined ? undefined : [...new Set(ofLot.map(({ lotId }) => lotId))];
	return {
		of: inBin,
		place: { lotIds, binId: fromBin === undefined ? undefined : first?.fromBinId },
	};
}

function candidatesIn(of: readonly PutawayCandidate[], fromBin?: string): PutawayCandidate[] {
	if (fromBin === undefined) return [...of];
	const byId = of.filter(({ fromBinId }) => fromBinId === fromBin);
	return byId.length > 0 ? byId : of.filter((one) => textKey(one.fromBin) === textKey(fromBin));
}

/**
 * Wishes for a quantity before those for all that is left, and the most exact first; then by where they go. So neither
 * their order nor a split decides what goes where.
 */
function inTurn(
	candidates: readonly PutawayCandidate[],
	wishes: readonly PutawayWish[],
): PutawayWish[] {
	const wanted = wishes.map((wish) => ({ wish, ...meant(candidates, wish) }));
	const target = ({ bin }: PutawayWish): string => bin?.id ?? '';
	wanted.sort(
		(a, b) =>
			Number(a.wish.quantity === undefined) - Number(b.wish.quantity === undefined) ||
			strictestFirst(a.place, b.place) ||
			(target(a.wish) < target(b.wish) ? -1 : Number(target(a.wish) > target(b.wish))),
	);
	return wanted.map(({ wish }) => wish);
}

function goods(candidate: PutawayCandidate): string {
	const lot = candidate.lotNumber ? ` lot ${candidate.lotNumber}` : '';
	return `${candidate.productCode} ${candidate.productName}${lot} in ${candidate.fromBin}`;
}

/** Takes goods for wishes, never more than waits (the server checks line by line). */
export function planPutaway(
	candidates: readonly PutawayCandidate[],
	wishes: readonly PutawayWish[],
	words = { none: 'wait for a putaway', some: 'wait' },
): PutawayPlan {
	const ready = candidates.filter((candidate) => candidate.isReady);
	const left = new Map(ready.map((candidate) => [candidate, candidate.quantity]));
	const planned = new Map<PutawayCandidate, PlannedPutaway>();
	for (const wish of inTurn(ready, wishes)) {
		const label = `line ${wish.position}`;
		const found = meant(ready, wish).of;
		if (found.length === 0) {
			const [open] = meant(
				candidates.filter(({ isReady }) => !isReady),
				wish,
			).of;
			if (open) return { reason: `${label}: ${goods(open)} stands in an open putaway already` };
			const other = candidates.find(({ productId }) => productId === wish.product);
			const code = other?.productCode ?? wish.code ?? wish.product;
			const place = [wish.lot && ` lot "${wish.lot}"`, wish.fromBin && ` in "${wish.fromBin}"`];
			return { reason: `${label}: no goods of "${code}"${place.join('')} ${words.none}` };
		}
		const total = found.reduce((sum, candidate) => sum + (left.get(candidate) ?? 0), 0);
		let wanted = wish.quantity ?? total;
		if (wanted > total || total === 0) {
			return {
				reason: `${label}: ${wanted} wanted, ${total} ${words.some}: ${found.map(goods).join('; ')}`,
			};
		}
		for (const candidate of found) {
			const quantity = Math.min(wanted, left.get(candidate) ?? 0);
			if (quantity <= 0) continue;
			const binId = wish.bin?.id ?? candidate.preferredBinId;
			// Without a target the server takes the goods out of the bin into nowhere
			// (orders-and-receiving.md#putaway).
			if (binId === undefined)
				return { reason: `${label}: ${goods(candidate)} needs a bin to go to` };
			if (binId === candidate.fromBinId)
				return { reason: `${label}: ${goods(candidate)} lies in that bin already` };
			addTo(left, candidate, -quantity);
			wanted -= quantity;
			const line = planned.get(candidate) ?? { candidate, targets: [] };
			const target = line.targets.find((one) => one.binId === binId);
			if (target) target.quantity += quantity;
			else line.targets.push({ binId, quantity });
			planned.set(candidate, line);
		}
	}
	return { lines: [...planned.values()] };
}
