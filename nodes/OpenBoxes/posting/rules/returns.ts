import { isCreditOf, isReversalOf, isReversalNumber, toReversalNumber } from './transaction-number';
import { textKey } from '../../values/same-text';
import { addTo } from '../../../shared/sums';

/** Units of one lot that a transaction moved; positive = stock went up. */
export interface LotChange {
	productId: string;
	lotId: string;
	change: number;
}

/** A return or a reversal of a transaction, as it was saved. */
export interface Follower {
	id: string;
	number: string;
	/** As the server shows it; text that sorts by time. */
	dateCreated: string;
	changes: readonly LotChange[];
}

/** What the returns of a transaction amount to. */
export interface Returns {
	/** Units that came back with returns that fit, by `changeKey`. */
	returned: Map<string, number>;
	/** Units of all returns, also those that are too much: nothing beyond may come back. */
	claimed: Map<string, number>;
	/** The transaction was undone as a whole. */
	isReversed: boolean;
	/** Followers that must not be: more came back than had gone, or both a return and a reversal. */
	excess: Follower[];
}

/** Returns are counted per product and lot; bins do not matter for how much may come back. */
export function changeKey(change: { productId: string; lotId: string }): string {
	return `${change.productId}|${change.lotId}`;
}

/** Units that left stock, by `changeKey`. */
export function takenUnits(changes: readonly LotChange[]): Map<string, number> {
	const taken = new Map<string, number>();
	for (const change of changes) {
		if (change.change >= 0) continue;
		const key = changeKey(change);
		addTo(taken, key, -change.change);
	}
	return taken;
}

function byAge(a: Follower, b: Follower): number {
	const [first, second] = [`${a.dateCreated}|${a.id}`, `${b.dateCreated}|${b.id}`];
	return first < second ? -1 : first > second ? 1 : 0;
}

/** Of rows with one number the oldest; the others are twins that are about to be deleted. */
function withoutTwins(followers: readonly Follower[]): Follower[] {
	const oldest = new Map<string, Follower>();
	for (const follower of [...followers].sort(byAge)) {
		const key = textKey(follower.number);
		if (!oldest.has(key)) oldest.set(key, follower);
	}
	return [...oldest.values()];
}

/** Returns that were undone again, and what undid them, cancel each other. */
function withoutUndone(followers: readonly Follower[]): Follower[] {
	const numbers = new Set(followers.map(({ number }) => textKey(number)));
	return followers.filter(({ number }) => {
		if (isReversalNumber(number)) {
			return !followers.some((other) => isReversalOf(number, other.number));
		}
		const undo = toReversalNumber(number).number;
		return undo === undefined || !numbers.has(textKey(undo));
	});
}

/**
 * Walks through what followed a transaction, oldest first, and tells which returns fit into what was
 * taken and which are too much (stock-rules.md#identity). Parallel returns see the same result, whoever asks.
 */
export function judgeReturns(
	original: { number: string; changes: readonly LotChange[] },
	followers: readonly Follower[],
): Returns {
	const taken = takenUnits(original.changes);
	const result: Returns = {
		returned: new Map(),
		claimed: new Map(),
		isReversed: false,
		excess: [],
	};
	for (const follower of withoutUndone(withoutTwins(followers)).sort(byAge)) {
		if (isReversalOf(follower.number, original.number)) {
			if (result.returned.size > 0) result.excess.push(follower);
			else result.isReversed = true;
			continue;
		}
		if (!isCreditOf(follower.number, original.number)) continue;
		const sums = new Map(result.returned);
		for (const change of follower.changes) {
			const key = changeKey(change);
			addTo(sums, key, change.change);
			addTo(result.claimed, key, change.change);
		}
		const fits = [...sums].every(([key, units]) => units <= (taken.get(key) ?? 0));
		if (fits && !result.isReversed) result.returned = sums;
		else result.excess.push(follower);
	}
	return result;
}
