import type { Transaction } from '../../schemas';
import { readMark } from './content';
import { isReversalNumber } from './transaction-number';

/** A transaction that took stock, as far as it decides who keeps what. */
export interface Claim {
	id: string;
	/** `dateCreated`: whole seconds, the same text for everybody who reads it. */
	created: string;
	/** Whether this package made it, so that it gives way when it has to; what people book never does. */
	isMarked: boolean;
	/** Units taken, by lot and bin; what came in is negative. */
	takes: ReadonlyMap<string, number>;
}

/** A reversal is looked at before it is posted, and stays: what it undoes must not count again. */
export function givesWay({ comment, transactionNumber }: Transaction): boolean {
	return readMark(comment) !== undefined && !isReversalNumber(transactionNumber ?? '');
}

/** All writers find the same order of all claims. */
export function isBefore(
	one: Pick<Claim, 'id' | 'created'>,
	other: Pick<Claim, 'id' | 'created'>,
): boolean {
	return `${one.created}|${one.id}` < `${other.created}|${other.id}`;
}

/**
 * Whether a claim takes more of a lot and bin than the earlier ones left. Claims that this package made
 * count in one order for everybody, (dateCreated, id), and people come first. As each writer counts all
 * earlier claims that its figures did not hold, the last one that stays was counted by somebody, whatever
 * else each of them knew: together they never take more than there was.
 *
 * @param left what the writer of `own` knew to be left when it chose its lots
 * @param doubted claims that may not have seen `own`: they count, too, whatever their order
 */
export function isOverdrawn(
	own: Claim,
	rivals: readonly Claim[],
	left: ReadonlyMap<string, number>,
	doubted: ReadonlySet<string> = new Set(),
): boolean {
	const before = rivals.filter(
		(rival) =>
			rival.id !== own.id && (!rival.isMarked || doubted.has(rival.id) || isBefore(rival, own)),
	);
	return [...own.takes].some(([lot, quantity]) => {
		// What came in is not given out before the server shows it.
		const taken = before.reduce((sum, { takes }) => sum + Math.max(0, takes.get(lot) ?? 0), 0);
		return (left.get(lot) ?? 0) - taken - quantity < 0;
	});
}
