import { changeKey } from './returns';
import { lotKey } from '../../stock/rules/lot';
import { addTo } from '../../../shared/sums';

/** Units that a transaction took from one lot and bin. */
export interface TakenPlace {
	productId: string;
	lotId: string;
	/** Undefined = from no bin. */
	binId?: string;
	units: number;
	/** `yyyy-MM-dd`; undefined = does not expire. */
	expiry?: string;
}

interface ReturnLine {
	productId: string;
	quantity: number;
	/** One of these lots; undefined = any. */
	lotIds?: readonly string[];
	/** Bin to put it into instead of the original one; empty = into no bin. */
	binId?: string;
}

/** Where returned units go. */
export interface ReturnPick {
	lotId: string;
	binId?: string;
	quantity: number;
}

type ReturnPlan =
	| { picks: ReturnPick[]; possible?: undefined }
	/** Too much: units that may still come back. */
	| { picks?: undefined; possible: number };

/** What of one transaction may still come back; shrinks with each return that is planned. */
export class ReturnAllowance {
	/** Units by product and lot. */
	private readonly left = new Map<string, number>();

	private readonly places: ReadonlyArray<TakenPlace & { open: number }>;

	/**
	 * @param claimed units that came back before, by `changeKey`
	 * @param back the same by lot and bin (`lotKey`), only to fill the original bins evenly
	 */
	constructor(
		taken: readonly TakenPlace[],
		claimed: ReadonlyMap<string, number>,
		back: ReadonlyMap<string, number>,
	) {
		for (const place of taken) {
			const key = changeKey(place);
			addTo(this.left, key, place.units);
		}
		for (const [key, units] of claimed) addTo(this.left, key, -units);
		this.places = [...taken]
			.sort(latestExpiryFirst)
			.map((place) => ({ ...place, open: place.units - (back.get(lotKey(place)) ?? 0) }));
	}

	/** Units of a product, or of some lots of it, that may still come back. */
	possible(productId: string, lotIds?: readonly string[]): number {
		const lots = new Set(this.placesOf(productId, lotIds).map((place) => changeKey(place)));
		return [...lots].reduce((sum, key) => sum + Math.max(0, this.left.get(key) ?? 0), 0);
	}

	/** Everything that may still come back, by product. */
	everything(): Array<{ productId: string; quantity: number }> {
		const products = [...new Set(this.places.map(({ productId }) => productId))];
		return products
			.map((productId) => ({ productId, quantity: this.possible(productId) }))
			.filter(({ quantity }) => quantity > 0);
	}

	/**
	 * Puts a line back: into the original lots and bins, what expires last first, because what expired
	 * first was given out and used first.
	 */
	take(line: ReturnLine): ReturnPlan {
		const possible = this.possible(line.productId, line.lotIds);
		if (possible < line.quantity) return { possible };
		const picks: ReturnPick[] = [];
		let missing = line.quantity;
		const places = this.placesOf(line.productId, line.lotIds);
		// First into bins as far as they gave; earlier returns may have gone elsewhere, hence twice.
		for (const isStrict of [true, false]) {
			for (const place of places) {
				const ofLot = Math.max(0, this.left.get(changeKey(place)) ?? 0);
				const units = Math.min(missing, ofLot, isStrict ? Math.max(0, place.open) : ofLot);
				if (units === 0) continue;
				const binId = line.binId === undefined ? place.binId : line.binId || undefined;
				picks.push({ lotId: place.lotId, binId, quantity: units });
				this.left.set(changeKey(place), ofLot - units);
				place.open -= units;
				missing -= units;
			}
		}
		return { picks: merged(picks) };
	}

	/** What undoes everything taken from now on, for when another line of the same return cannot be served. */
	mark(): () => void {
		const left = [...this.left];
		const open = this.places.map((place) => place.open);
		return () => {
			for (const [key, units] of left) this.left.set(key, units);
			for (const [index, place] of this.places.entries()) place.open = open[index];
		};
	}

	private placesOf(
		productId: string,
		lotIds?: readonly string[],
	): Array<TakenPlace & { open: number }> {
		return this.places
			.filter((place) => place.productId === productId)
			.filter((place) => lotIds === undefined || lotIds.includes(place.lotId));
	}
}

function latestExpiryFirst(a: TakenPlace, b: TakenPlace): number {
	const [first, second] = [a.expiry ?? '9999-12-31', b.expiry ?? '9999-12-31'];
	if (first !== second) return first > second ? -1 : 1;
	return lotKey(a) < lotKey(b) ? -1 : 1;
}

function merged(picks: readonly ReturnPick[]): ReturnPick[] {
	const byPlace = new Map<string, ReturnPick>();
	for (const pick of picks) {
		const before = byPlace.get(lotKey(pick));
		if (before) before.quantity += pick.quantity;
		else byPlace.set(lotKey(pick), { ...pick });
	}
	return [...byPlace.values()];
}
