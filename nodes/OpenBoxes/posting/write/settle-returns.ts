import type { Connection } from '../../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../../transport/openboxes-error';
import { judgeFamily, readFamilies, type Family } from '../read/families';
import { deleteTransaction } from '../read/ledger';
import type { SavedPosting } from './post-planned';
import type { PostingResults } from './posting-results';
import { isWhole } from '../read/read-entries';
import { textKey } from '../../values/same-text';
import { keeperOf } from '../../once/rules/keeper';

/** Rounds of count and deletion; each deletes what is too much, so a second is rare. */
const MOST_ROUNDS = 5;
/** Time between two rounds. */
const ROUND_MS = 200;

/** A posting that depends on another transaction's number. */
interface Following {
	posting: SavedPosting;
	original: string;
	/** Returns and reversals that were there when this one was planned; they are never deleted. */
	known: ReadonlySet<string>;
}

/** A family as it was read last, with what is too much in it. */
interface Settled {
	family: Family;
	/** Ids of followers that must not be. */
	excess: ReadonlySet<string>;
}

/**
 * Counts returns and reversals again after they were saved, because another execution may have saved
 * one at the same time: the later one is deleted, by whoever sees it, and reported (stock-rules.md#identity).
 */
export async function settleReturns(
	connection: Connection,
	saved: readonly Following[],
	results: PostingResults,
): Promise<void> {
	const known = new Set(saved.flatMap((one) => [...one.known]));
	const settled = new Map<string, Settled>();
	let open = [...new Set(saved.map(({ original }) => original))];
	for (let round = 0; round < MOST_ROUNDS && open.length > 0; round++) {
		if (round > 0) await connection.pause(ROUND_MS);
		const families = await readFamilies(connection, open);
		open = [];
		for (const [key, family] of families) {
			const excess = excessOf(family, known);
			settled.set(key, { family, excess: new Set(excess) });
			for (const id of excess) await tryToDelete(connection, id);
			// Read again what changes under our eyes: rows whose entries are gone already, and deletions.
			if (excess.length > 0 || isTorn(family)) open.push(family.number);
		}
	}
	for (const own of saved) report(own, settled.get(textKey(own.original)), results);
}

/** Returns and reversals that are too much, apart from those that were there before this run. */
function excessOf(family: Family, known: ReadonlySet<string>): string[] {
	if (family.originals.length === 0 || isTorn(family)) return [];
	const { excess } = judgeFamily(family, keeperOf(family.originals));
	return excess.map(({ id }) => id).filter((id) => !known.has(id));
}

/** A follower was deleted between the reading of rows and of entries. */
function isTorn({ followers, entries }: Family): boolean {
	return followers.some((row) => !isWhole(row, entries.get(row.id)));
}

/** A deletion that fails shows in the next count. */
async function tryToDelete(connection: Connection, id: string): Promise<void> {
	try {
		await deleteTransaction(connection, id);
	} catch (error) {
		if (connection.signal?.aborted) throw toOpenBoxesError(error);
	}
}

function report(own: Following, settled: Settled | undefined, results: PostingResults): void {
	const number = textKey(own.posting.draft.number);
	const row = settled?.family.followers.find(
		(one) => textKey(one.transactionNumber ?? '') === number,
	);
	if (!row) reportDeleted(own, results);
	else if (settled?.excess.has(row.id)) reportExcess(own, row.id, results);
}

function reportExcess({ posting, original }: Following, id: string, results: PostingResults): void {
	const { request } = posting.prepared;
	results.failWith(
		request,
		new OpenBoxesError(
			`"${request.reference}" is too much together with another return or reversal of "${original}", and could not be deleted again`,
			{
				description: `Delete transaction ${id} (${request.number}) in OpenBoxes, or have somebody do it who may.`,
				outcome: 'unknown',
			},
		),
	);
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
