import { isBefore, type Claim } from './stock-claims';

/** What one transaction did to one lot and bin. */
export interface LotBooking extends Pick<Claim, 'id' | 'created' | 'isMarked'> {
	/** Its moment; epoch milliseconds. */
	date: number;
	/** Units that came in, or went out when negative; or what a count found there. */
	change: number;
	isCount: boolean;
}

/** What a person booked so long after our transaction was not there to be seen by its own run. */
const SAME_MOMENT_MS = 2000;

/**
 * What lies in a lot and bin by all that was ever booked there: from the last count on
 * (stock-and-transactions.md#signs).
 */
export function balanceOf(bookings: readonly LotBooking[]): number {
	const newestFirst = [...bookings].sort(
		(one, other) => other.date - one.date || (isBefore(one, other) ? 1 : -1),
	);
	let balance = 0;
	for (const { change, isCount } of newestFirst) {
		balance += change;
		if (isCount) break;
	}
	return balance;
}

/**
 * What a transaction left in a lot and bin, with only those takes counted that the run which wrote it had
 * to give way to: the earlier ones of this package, and what people took until then. What is later than it
 * is none of its business, so nothing that was sold rightly is ever taken back.
 */
export function leftAfter(own: LotBooking, bookings: readonly LotBooking[]): number {
	const until = Date.parse(own.created) + SAME_MOMENT_MS;
	return balanceOf(
		bookings.filter((one) => {
			if (one.id === own.id || one.isCount || one.change >= 0) return true;
			return one.isMarked ? isBefore(one, own) : Date.parse(one.created) <= until;
		}),
	);
}
