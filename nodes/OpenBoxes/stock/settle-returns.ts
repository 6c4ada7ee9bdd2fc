import { numberKey } from '../rules/transaction-number';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { judgeFamily, readFamilies } from './families';
import { deleteTransaction, keeperOf } from './ledger';
import type { SavedPosting } from './post-planned';
import type { PostingResults } from './posting-results';

/** Rounds of count and deletion; each deletes what is too much, so a second is rare. */
const MOST_ROUNDS = 5;

/** A posting that depends on another transaction's number. */
export interface Following {
	posting: SavedPosting;
	original: string;
	/** Returns and reversals that were there when this one was planned; they are never deleted. */
	known: ReadonlySet<string>;
}

/**
 * Counts returns and reversals again after they were saved, because another execution may have saved
 * one at the same time: the later one is deleted, by whoever sees it, and reported (design rule 2).
 */
export async function settleReturns(
	connection: Connection,
	saved: readonly Following[],
	results: PostingResults,
): Promise<void> {
	let open = [...saved];
	const known = new Set(saved.flatMap((one) => [...one.known]));
	for (let round = 0; round < MOST_ROUNDS && open.length > 0; round++) {
		const families = await readFamilies(
			connection,
			open.map(({ original }) => original),
		);
		const crowded = new Set<string>();
		for (const [key, family] of families) {
			if (family.originals.length === 0) continue;
			for (const { id, number } of judgeFamily(family, keeperOf(family.originals)).excess) {
				if (known.has(id)) continue;
				crowded.add(key);
				await deleteTransaction(connection, id);
				family.followers = family.followers.filter((row) => row.transactionNumber !== number);
			}
		}
		for (const own of open) {
			// Gone by our own hand, or because the other execution counted before we did.
			const family = families.get(numberKey(own.original));
			const number = numberKey(own.posting.draft.number);
			const isKept = family?.followers.some(
				(row) => numberKey(row.transactionNumber ?? '') === number,
			);
			if (!isKept) reportDeleted(own, results);
		}
		open = open.filter(
			({ original, posting }) =>
				crowded.has(numberKey(original)) && !results.hasFailed(posting.prepared.request),
		);
	}
}

function reportDeleted({ posting, original }: Following, results: PostingResults): void {
	const { request } = posting.prepared;
	results.failWith(
		request,
		new OpenBoxesError(
			`"${request.reference}" was not kept: another return or reversal of "${original}" was posted at the same time`,
			{
				description:
					'Together they were more than had been taken, so this later one was deleted again and stock is right. Read the transaction to see what came back.',
			},
		),
	);
}
