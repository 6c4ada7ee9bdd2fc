import { isBefore, type Claim } from './stock-claims';

/** A transaction that was booked while a count was made. */
interface Rival extends Claim {
	isCount: boolean;
	products: ReadonlySet<string>;
}

/**
 * Whether a count corrected figures that no longer held: another count came before it that it did not know, so that
 * both booked the difference; or so much was taken that nothing can be left. What is later counts nothing: its own
 * writer saw this one. A sale that came before is left out as well, because goods are counted before the count is booked.
 *
 * @param seen IDs of the transactions that the count knew
 */
export function isOutdated(
	own: Pick<Claim, 'id' | 'created'>,
	counts: ReadonlyArray<{ key: string; productId: string; counted: number }>,
	seen: ReadonlySet<string>,
	moves: readonly Rival[],
): boolean {
	const unknown = moves.filter(
		(move) => move.id !== own.id && !seen.has(move.id) && isBefore(move, own),
	);
	return counts.some(({ key, productId, counted }) => {
		const onLot = unknown.filter(({ takes }) => takes.has(key));
		if (
			unknown.some((move) => move.isCount && (onLot.includes(move) || move.products.has(productId)))
		)
			return true;
		const taken = onLot.reduce((sum, { takes }) => sum + (takes.get(key) ?? 0), 0);
		return taken > counted;
	});
}
