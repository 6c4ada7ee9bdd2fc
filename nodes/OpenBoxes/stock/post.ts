import { randomBytes } from 'crypto';
import type { Transaction, TransactionEntry } from '../schemas';
import { readMark, toComment, toLineComment } from '../rules/content';
import { lotKey } from '../rules/lot';
import { numberKey } from '../rules/transaction-number';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import {
	countAndCleanUp,
	keeperOf,
	readEntriesOf,
	readEntriesOfBatch,
	type RowsByNumber,
} from './ledger';

/** One line of a transaction to be; ids only (design rule 10). */
export interface DraftEntry {
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
	/** Epoch milliseconds of a whole second: exact on every version (design rule 9). */
	time: number;
	comment: string;
	entries: DraftEntry[];
}

export type Outcome =
	| { status: 'posted' | 'alreadyPosted'; transaction: Transaction; entries: TransactionEntry[] }
	| { status: 'failed'; error: OpenBoxesError };

/** At most so many in one array (design rule 6). */
const MOST_TRANSACTIONS = 100;
/** And so many lines, so that an array is answered in a few seconds. */
const MOST_ENTRIES = 2500;
/** Times a batch is sent again after its end was unclear and nothing of it was found. */
const MOST_ATTEMPTS = 5;
/** Times a saved transaction is looked for before it counts as not there. */
const MOST_LOOKS = 4;

interface Batch {
	mark: string;
	drafts: Draft[];
}

function newMark(): string {
	return [...randomBytes(10)].map((byte) => (byte % 36).toString(36)).join('');
}

function toBatches(drafts: readonly Draft[]): Batch[] {
	const batches: Batch[] = [];
	let entries = 0;
	for (const draft of drafts) {
		const last = batches[batches.length - 1];
		const isFull =
			!last ||
			last.drafts.length >= MOST_TRANSACTIONS ||
			(entries + draft.entries.length > MOST_ENTRIES && last.drafts.length > 0);
		if (isFull) {
			batches.push({ mark: newMark(), drafts: [draft] });
			entries = draft.entries.length;
		} else {
			last.drafts.push(draft);
			entries += draft.entries.length;
		}
	}
	return batches;
}

function toBody(draft: Draft, inventoryId: string, mark: string): unknown {
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
	for (const entry of entries)
		sums.set(lotKey(entry), (sums.get(lotKey(entry)) ?? 0) + entry.quantity);
	return sums;
}

function isAsDrafted(draft: Draft, entries: readonly TransactionEntry[]): boolean {
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

/** Posts transactions in arrays and makes sure that each is saved once and as it was drafted. */
class Poster {
	readonly outcomes = new Map<string, Outcome>();

	private longestPostMs = 0;

	private hadUnclearEnd = false;

	private readonly marks = new Set<string>();

	constructor(
		private readonly connection: Connection,
		private readonly inventoryId: string,
	) {}

	async post(drafts: readonly Draft[]): Promise<void> {
		for (const batch of toBatches(drafts)) {
			try {
				await this.postBatch(batch, 1);
			} catch (error) {
				for (const draft of batch.drafts)
					this.failIfOpen(draft, this.unclear(draft, toOpenBoxesError(error)));
			}
		}
		await this.settle(drafts);
	}

	private async postBatch(batch: Batch, attempt: number): Promise<void> {
		const { mark, drafts } = batch;
		this.marks.add(mark);
		const failure = await this.send(batch);
		if (failure?.outcome === 'notSent') {
			for (const draft of drafts) this.fail(draft, failure);
			return;
		}
		if (failure?.outcome === 'unknown') this.hadUnclearEnd = true;
		const rows = await this.lookFor(
			drafts,
			failure === undefined ? MOST_LOOKS : failure.outcome === 'unknown' ? 2 : 1,
		);
		await this.confirm(batch, rows);
		const absent = drafts.filter((draft) => !rows.has(numberKey(draft.number)));
		if (absent.length === 0) return;
		if (failure === undefined) {
			for (const draft of absent) {
				this.fail(
					draft,
					new OpenBoxesError(
						'OpenBoxes answered that it saved the transaction, but it is not there',
						{
							description: `Look for the number ${draft.number} in OpenBoxes before you post it again.`,
							outcome: 'unknown',
						},
					),
				);
			}
			return;
		}
		await this.postAbsent(batch, absent, failure, attempt);
	}

	/** Sends again what is certainly not saved: all of it after a fault, in halves after a refusal. */
	private async postAbsent(
		batch: Batch,
		absent: Draft[],
		failure: OpenBoxesError,
		attempt: number,
	): Promise<void> {
		const isFault =
			failure.failureCause === 'temporarily-unavailable' || absent.length < batch.drafts.length;
		// A lone 500 may be a fault in disguise; a second try tells.
		const mayBeFault = absent.length === 1 && (failure.httpStatus ?? 0) >= 500 && attempt === 1;
		if ((isFault || mayBeFault) && attempt < MOST_ATTEMPTS) {
			if (isFault) await this.connection.pause(250 * 2 ** attempt);
			await this.postBatch({ mark: batch.mark, drafts: absent }, attempt + 1);
			return;
		}
		if (absent.length === 1 || isFault) {
			for (const draft of absent) this.fail(draft, failure);
			return;
		}
		const middle = Math.ceil(absent.length / 2);
		for (const half of [absent.slice(0, middle), absent.slice(middle)]) {
			await this.postBatch({ mark: newMark(), drafts: half }, 1);
		}
	}

	/** @returns why it failed; undefined when the server said that it saved */
	private async send(batch: Batch): Promise<OpenBoxesError | undefined> {
		const start = this.connection.now();
		try {
			const body = batch.drafts.map((draft) => toBody(draft, this.inventoryId, batch.mark));
			await this.connection.post(apiPath('generic', 'transaction'), body);
			return undefined;
		} catch (error) {
			return toOpenBoxesError(error);
		} finally {
			this.longestPostMs = Math.max(this.longestPostMs, this.connection.now() - start);
		}
	}

	/** Counts rows by number; looks again while some are missing, because commits can be late. */
	private async lookFor(drafts: readonly Draft[], looks: number): Promise<RowsByNumber> {
		const numbers = drafts.map((draft) => draft.number);
		let rows = await countAndCleanUp(this.connection, numbers);
		for (let look = 1; look < looks && rows.size < numbers.length; look++) {
			await this.connection.pause(200 * 2 ** look);
			rows = await countAndCleanUp(this.connection, numbers);
		}
		return rows;
	}

	/** Reads back what is saved for each number found and compares it with the draft. */
	private async confirm(batch: Batch, rows: RowsByNumber): Promise<void> {
		const found = batch.drafts.filter((draft) => rows.has(numberKey(draft.number)));
		if (found.length === 0) return;
		const entries = await readEntriesOfBatch(this.connection, batch.mark);
		for (const draft of found) {
			await this.judge(draft, rows.get(numberKey(draft.number)) ?? [], batch.mark, entries);
		}
	}

	private async judge(
		draft: Draft,
		rows: readonly Transaction[],
		mark: string,
		ofBatch: ReadonlyMap<string, TransactionEntry[]>,
	): Promise<void> {
		const keeper = keeperOf(rows);
		const saved = readMark(keeper.comment);
		if (rows.some((row) => readMark(row.comment)?.hash !== draft.hash)) {
			this.fail(
				draft,
				otherContent(
					draft.number,
					rows.map((row) => row.id),
				),
			);
			return;
		}
		const isOurs = saved?.batch === mark;
		const entries = ofBatch.get(keeper.id) ?? (await readEntriesOf(this.connection, keeper.id));
		if (isOurs && !isAsDrafted(draft, entries)) {
			this.fail(
				draft,
				new OpenBoxesError('OpenBoxes saved the transaction differently from what was sent', {
					description: `Transaction ${keeper.id} (${draft.number}) has ${entries.length} lines instead of ${draft.entries.length}, or other lots or quantities. Check it in OpenBoxes and correct it there.`,
					outcome: 'unknown',
				}),
			);
			return;
		}
		const status = this.marks.has(saved?.batch ?? '') ? 'posted' : 'alreadyPosted';
		this.outcomes.set(numberKey(draft.number), { status, transaction: keeper, entries });
	}

	/**
	 * Counts once more after other executions had time to commit: a row that was begun before ours can
	 * become visible after our first count, and is then the one that stays.
	 */
	private async settle(drafts: readonly Draft[]): Promise<void> {
		const posted = drafts.filter(
			(draft) => this.outcomes.get(numberKey(draft.number))?.status === 'posted',
		);
		if (posted.length === 0) return;
		const shortest = this.hadUnclearEnd ? 1500 : 300;
		await this.connection.pause(Math.min(3000, Math.max(shortest, 2 * this.longestPostMs)));
		const rows = await countAndCleanUp(
			this.connection,
			posted.map((draft) => draft.number),
		);
		for (const draft of posted) {
			const outcome = this.outcomes.get(numberKey(draft.number));
			const same = rows.get(numberKey(draft.number)) ?? [];
			if (outcome?.status !== 'posted') continue;
			if (same.length === 0) {
				this.fail(
					draft,
					new OpenBoxesError('The transaction was deleted right after it was posted', {
						description: `Transaction ${outcome.transaction.id} (${draft.number}) is gone. Find out in OpenBoxes who deleted it before you post it again.`,
						outcome: 'unknown',
					}),
				);
				continue;
			}
			const keeper = keeperOf(same);
			if (same.length > 1 || keeper.id !== outcome.transaction.id)
				await this.judge(draft, same, '', new Map());
		}
	}

	private unclear(draft: Draft, error: OpenBoxesError): OpenBoxesError {
		return new OpenBoxesError(
			`It is unclear whether "${draft.number}" was posted: ${error.message}`,
			{
				description:
					'Run this item again with the same reference: if the transaction exists, it is found and not posted twice.',
				httpStatus: error.httpStatus,
				outcome: 'unknown',
				cause: error.failureCause,
			},
		);
	}

	private fail(draft: Draft, error: OpenBoxesError): void {
		this.outcomes.set(numberKey(draft.number), { status: 'failed', error });
	}

	private failIfOpen(draft: Draft, error: OpenBoxesError): void {
		if (!this.outcomes.has(numberKey(draft.number))) this.fail(draft, error);
	}
}

/** The number is taken by a transaction with other content. */
export function otherContent(
	number: string,
	ids: readonly string[],
	difference?: string,
): OpenBoxesError {
	return new OpenBoxesError(
		`The reference is already used: OpenBoxes has other content under "${number}"`,
		{
			description: [
				difference ??
					`Transaction ${ids.join(' and ')} has this number but other products, quantities, lots or bins.`,
				'Nothing was changed. Use another reference, or reverse the existing transaction first.',
			].join(' '),
		},
	);
}

/**
 * Posts transactions, in arrays of at most 100. After every write the rows of its numbers are counted,
 * twins of parallel executions removed, and the saved lines compared with the draft (design rules 4
 * and 5). An array that the server refuses is split until each bad transaction stands alone.
 *
 * @returns by `numberKey`: what became of each draft
 */
export async function postDrafts(
	connection: Connection,
	inventoryId: string,
	drafts: readonly Draft[],
): Promise<Map<string, Outcome>> {
	const poster = new Poster(connection, inventoryId);
	await poster.post(drafts);
	return poster.outcomes;
}
