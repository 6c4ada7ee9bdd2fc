import type { Transaction } from '../../schemas';
import type { Connection } from '../../transport/connection';
import { placeOf } from '../../stock/availability';
import { alreadyPostedResult } from '../read/booked-lines';
import type { Draft } from './draft';
import { postDrafts } from './post-drafts';
import type { BookedLine } from './posting-request';
import type { PostingResults } from './posting-results';
import type { Prepared } from '../plan/prepare-requests';
import { noteAdded, noteTaken } from '../../stock/tally';
import { textKey } from '../../values/same-text';

/** A request whose lots and bins are settled. */
export interface PlannedPosting {
	prepared: Prepared;
	draft: Draft;
	lines: BookedLine[];
	warnings: string[];
}

/** A posting that is saved now, by the transaction that holds it. */
export interface SavedPosting extends PlannedPosting {
	transaction: Transaction;
}

/**
 * Posts what is planned, or in a dry run only says what it would be, and notes a result for each.
 *
 * @returns those that this run saved
 */
export async function postPlanned(
	connection: Connection,
	inventoryId: string,
	planned: readonly PlannedPosting[],
	results: PostingResults,
): Promise<SavedPosting[]> {
	const open: PlannedPosting[] = [];
	for (const posting of planned) {
		const { lines, warnings, draft } = posting;
		if (draft.entries.length > 0 && !posting.prepared.request.dryRun) open.push(posting);
		else {
			const status = draft.entries.length === 0 ? 'nothingToPost' : 'dryRun';
			results.set({ request: posting.prepared.request, status, lines, warnings });
		}
	}
	const drafts = open.map(({ draft }) => draft);
	const { outcomes } = await postDrafts(connection, inventoryId, drafts);
	const saved: SavedPosting[] = [];
	for (const posting of open) {
		const { request, products } = posting.prepared;
		const outcome = outcomes.get(textKey(posting.draft.number));
		if (!outcome) continue;
		if (outcome.status === 'failed') {
			results.failWith(request, outcome.error);
			continue;
		}
		const { transaction } = outcome;
		if (outcome.status === 'alreadyPosted') {
			const known = [{ request, products, transaction, entries: outcome.entries }];
			for (const result of await alreadyPostedResult(connection, known)) results.set(result);
			continue;
		}
		const { lines, warnings } = posting;
		results.set({ request, status: 'posted', transactionId: transaction.id, lines, warnings });
		saved.push({ ...posting, transaction });
	}
	await noteAdditions(connection, saved);
	return saved;
}

/** So that a sale right after a return waits for what came back. */
async function noteAdditions(
	connection: Connection,
	saved: readonly SavedPosting[],
): Promise<void> {
	const { location } = await connection.serverInfo();
	const time = connection.now();
	const place = placeOf(connection, location.id);
	for (const { productId, quantity } of saved.flatMap(({ draft }) => draft.entries)) {
		if (quantity > 0) noteAdded(place, productId, { quantity, time });
	}
	for (const { lines, draft } of saved) {
		const number = textKey(draft.number);
		const lots = lines.flatMap((line) => line.lots).filter(({ quantity }) => quantity > 0);
		// What came back into a lot is no longer missing there because of an earlier sale.
		for (const { lotId, binLocationId: binId, quantity, stockBefore: shown = 0 } of lots)
			noteTaken(place, { lotId, binId }, { quantity: -quantity, shown, number, time });
	}
}
