import { randomBytes } from 'crypto';
import type { Transaction, TransactionEntry } from '../../schemas';
import { toComment, toLineComment } from '../rules/content';
import { lotKey } from '../../stock/rules/lot';
import type { OpenBoxesError } from '../../transport/openboxes-error';
import { addTo } from '../../../shared/sums';

/** One line of a transaction to be; ids only (stock-rules.md#references). */
interface DraftEntry {
	productId: string;
	lotId: string;
	binId?: string;
	/** With the sign that its type needs. */
	quantity: number;
	comment: string;
	reasonCode?: string;
}

/** A transaction to be posted. */
export interface Draft {
	number: string;
	hash: string;
	typeId: string;
	/** Epoch milliseconds of a whole second: exact on every version (stock-rules.md#time). */
	time: number;
	comment: string;
	entries: DraftEntry[];
}

export type Outcome =
	| { status: 'posted'; transaction: Transaction }
	| { status: 'alreadyPosted'; transaction: Transaction; entries: TransactionEntry[] }
	| { status: 'failed'; error: OpenBoxesError };

/**
 * At most so many in one array (stock-rules.md#few-requests). From about 20 on a server takes no longer per transaction
 * in an array than in two, and others see ours only when the whole array is committed; so arrays are as
 * short as a day of 500 sales in 30 requests allows.
 */
const MOST_TRANSACTIONS = 50;
/** And so many lines, so that an array is answered in a few seconds. */
const MOST_ENTRIES = 2500;
/** Arrays that are read back together, which keeps an answer to some megabytes. */
const MOST_ARRAYS = 10;

/** Transactions that go out in one array, recognisable by their mark. */
export interface Batch {
	/** Shared by a few arrays of a run, so that the lines of all of them are read back at once. */
	mark: string;
	drafts: Draft[];
}

/** A new mark for a batch: ten letters and digits, so without wildcards of the search. */
export function newMark(): string {
	return [...randomBytes(10)].map((byte) => (byte % 36).toString(36)).join('');
}

function toArrays(drafts: readonly Draft[]): Draft[][] {
	const arrays: Draft[][] = [];
	let entries = 0;
	for (const draft of drafts) {
		const last = arrays[arrays.length - 1];
		const isFull =
			!last || last.length >= MOST_TRANSACTIONS || entries + draft.entries.length > MOST_ENTRIES;
		if (isFull) {
			arrays.push([draft]);
			entries = draft.entries.length;
		} else {
			last.push(draft);
			entries += draft.entries.length;
		}
	}
	return arrays;
}

/** Drafts as they go out: groups that share a mark, of arrays that the server takes at once. */
export function toGroups(drafts: readonly Draft[]): Batch[][] {
	const arrays = toArrays(drafts);
	const groups: Batch[][] = [];
	for (let start = 0; start < arrays.length; start += MOST_ARRAYS) {
		const mark = newMark();
		const ofGroup = arrays.slice(start, start + MOST_ARRAYS);
		groups.push(ofGroup.map((array) => ({ mark, drafts: array })));
	}
	return groups;
}

/** Request body of a draft; references are ids only, because other keys would be written through. */
export function toBody(draft: Draft, inventoryId: string, mark: string): unknown {
	return {
		inventory: { id: inventoryId },
		transactionType: { id: draft.typeId },
		transactionDate: draft.time,
		transactionNumber: draft.number,
		comment: toComment({ hash: draft.hash, batch: mark }, draft.comment),
		transactionEntries: draft.entries.map((entry) => ({
			product: { id: entry.productId },
			inventoryItem: { id: entry.lotId },
			...(entry.binId === undefined ? {} : { binLocation: { id: entry.binId } }),
			quantity: entry.quantity,
			...(entry.reasonCode === undefined ? {} : { reasonCode: entry.reasonCode }),
			comments: toLineComment(mark, entry.comment),
		})),
	};
}

/** Sum per lot and bin, which is what must be true whatever the order and split of lines. */
function totals(
	entries: ReadonlyArray<{ lotId: string; binId?: string; quantity: number }>,
): Map<string, number> {
	const sums = new Map<string, number>();
	for (const entry of entries) addTo(sums, lotKey(entry), entry.quantity);
	return sums;
}

/** Whether what was saved is what was drafted, whatever the order of lines (stock-rules.md#row-order). */
export function isAsDrafted(draft: Draft, entries: readonly TransactionEntry[]): boolean {
	const wanted = totals(draft.entries);
	const saved = totals(
		entries.map((entry) => ({
			lotId: entry.inventoryItem?.id ?? '',
			binId: entry.binLocation?.id,
			quantity: entry.quantity,
		})),
	);
	return (
		wanted.size === saved.size &&
		[...wanted].every(([key, quantity]) => saved.get(key) === quantity)
	);
}
