/** A move of a lot and bin. */
interface Move {
	time: number;
	/** Negative = what came in. */
	taken: number;
}

/** So far apart the order of two moves is certain: times are whole seconds, and a later one may be saved first. */
const SURE_ORDER_MS = 5000;

/**
 * What a late figure hides at most. It holds the moves up to some moment and nobody knows which, so the last of
 * them count as far as they take more than they bring; what came in about when something was taken, came first.
 */
export function mostHidden(moves: readonly Move[]): number {
	const placeOf = ({ time, taken }: Move): number => (taken < 0 ? time - SURE_ORDER_MS : time);
	const newestFirst = [...moves].sort((a, b) => placeOf(b) - placeOf(a));
	let [most, sum] = [0, 0];
	for (const { taken } of newestFirst) {
		sum += taken;
		most = Math.max(most, sum);
	}
	return most;
}
