import { readMark } from '../rules/content';
import type { Transaction, TransactionEntry } from '../../schemas';
import type { Connection } from '../../transport/connection';
import { isAsDrafted, type Draft, type Outcome } from './draft';
import { deleteTransaction, readEntriesOf } from '../read/ledger';
import { otherContent, savedDifferently } from './posting-failures';
import { keeperOf } from '../../once/rules/keeper';

/** Entries of a batch by the id of their transaction. */
export type EntriesById = ReadonlyMap<string, TransactionEntry[]>;

/** What tells our own transactions of this run from those of others. */
interface OwnPosting {
	/** Mark that the draft was sent with last. */
	mark: string;
	/** All marks of the run. */
	ownMarks: ReadonlySet<string>;
	/** Lines that were read back already. */
	ofBatch: EntriesById;
}

const TAKEN_BACK =
	'Another run posted other content under this number at the same moment; what this run had posted was taken back.';

/** What became of a draft, by the rows that hold its number (at least one) and their lines. */
export async function judgeSaved(
	connection: Connection,
	draft: Draft,
	rows: readonly Transaction[],
	{ mark, ownMarks, ofBatch }: OwnPosting,
): Promise<Outcome> {
	const keeper = keeperOf(rows);
	const isOther = (row: Transaction): boolean => readMark(row.comment)?.hash !== draft.hash;
	if (rows.some(isOther)) {
		const isOwn = (row: Transaction): boolean =>
			!isOther(row) && ownMarks.has(readMark(row.comment)?.batch ?? '');
		// Both runs choose the same row to stay, and each takes back its own: the other one's is not ours to judge.
		if (!isOwn(keeper)) {
			const own = rows.filter(isOwn);
			for (const row of own) await deleteTransaction(connection, row.id);
			const ids = rows.filter((row) => !isOwn(row)).map((row) => row.id);
			return {
				status: 'failed',
				error: otherContent(draft.number, ids, own.length > 0 ? TAKEN_BACK : undefined),
			};
		}
	}
	const batch = readMark(keeper.comment)?.batch ?? '';
	const entries = ofBatch.get(keeper.id) ?? (await readEntriesOf(connection, keeper.id));
	if (batch === mark && !isAsDrafted(draft, entries))
		return { status: 'failed', error: savedDifferently(draft, keeper.id, entries.length) };
	return ownMarks.has(batch)
		? { status: 'posted', transaction: keeper }
		: { status: 'alreadyPosted', transaction: keeper, entries };
}
