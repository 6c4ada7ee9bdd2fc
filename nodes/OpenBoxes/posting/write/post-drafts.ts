import type { Transaction } from '../../schemas';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { toOpenBoxesError, type OpenBoxesError } from '../../transport/openboxes-error';
import { newMark, toGroups, toBody, type Batch, type Draft, type Outcome } from './draft';
import { judgeSaved, type EntriesById } from './judge-saved';
import { countAndCleanUp, readEntriesOfBatch, type RowsByNumber } from '../read/ledger';
import { deletedSince, notPosted, notThere, unclear, unsettled } from './posting-failures';
import { latestMoment } from '../../values/moment';
import { textKey } from '../../values/same-text';
import { keeperOf } from '../../once/rules/keeper';

/** Times a batch is sent again after its end was unclear and nothing of it was found. */
const MOST_ATTEMPTS = 5;
/** Time that other executions get to commit before the last count. */
export const SETTLE_MS = 600;
const LONGEST_SETTLE_MS = 5000;
/** Further counts, and the time between them, when somebody else works on the same numbers. */
const RIVAL_LOOKS = 2;
const RIVAL_SETTLE_MS = 800;
/** Times a saved transaction is looked for before it counts as not there. */
const MOST_LOOKS = 4;

interface PostedDrafts {
	/** By `textKey`. */
	outcomes: Map<string, Outcome>;
	savedBy: number;
}

/** Posts transactions in arrays and makes sure that each is saved once and as it was drafted. */
class Poster {
	readonly outcomes = new Map<string, Outcome>();

	private longestPostMs = 0;

	private lastPostAt = 0;

	/** Another execution, or a late commit, works on the same numbers; so more time is left to it. */
	private hasRivals = false;

	private readonly marks = new Set<string>();

	constructor(
		private readonly connection: Connection,
		private readonly inventoryId: string,
	) {}

	/** Never for certain when an end was unclear or a commit late. */
	get savedBy(): number {
		return this.hasRivals ? Number.POSITIVE_INFINITY : this.lastPostAt;
	}

	async post(drafts: readonly Draft[]): Promise<void> {
		const accepted: Batch[] = [];
		for (const group of toGroups(drafts)) {
			const said: Draft[] = [];
			for (const batch of group) said.push(...(await this.postArray(batch)));
			if (said.length > 0) accepted.push({ mark: group[0].mark, drafts: said });
		}
		const early = drafts.filter((draft) => this.savedAs(draft) !== undefined);
		if (accepted.length > 0 || early.length > 0) await this.giveOthersTime();
		await this.confirmAccepted(accepted);
		try {
			await this.settle(drafts, early);
		} catch (error) {
			for (const draft of drafts) this.reportUnsettled(draft, toOpenBoxesError(error));
		}
	}

	/** Counts what the server said it saved, all of it together, and reads it back. */
	private async confirmAccepted(accepted: readonly Batch[]): Promise<void> {
		const drafts = accepted.flatMap((group) => group.drafts);
		await this.orUnclear(drafts, async () => {
			const rows = await this.lookFor(drafts, MOST_LOOKS);
			for (const group of accepted)
				await this.orUnclear(group.drafts, async () => await this.confirm(group, rows));
			for (const draft of drafts)
				if (!rows.has(textKey(draft.number))) this.fail(draft, notThere(draft));
		});
	}

	/**
	 * Posts an array. When the server says that it saved, its transactions are returned, to be counted
	 * and read back with those of the next arrays; any other end is cleared up at once.
	 */
	private async postArray(batch: Batch): Promise<Draft[]> {
		this.marks.add(batch.mark);
		const failure = await this.send(batch);
		if (failure === undefined) return batch.drafts;
		await this.orUnclear(batch.drafts, async () => await this.clearUp(batch, failure, 1));
		return [];
	}

	/** What cannot be found out leaves the drafts that are still open unclear. */
	private async orUnclear(drafts: readonly Draft[], work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			for (const draft of drafts) this.failIfOpen(draft, unclear(draft, toOpenBoxesError(error)));
		}
	}

	private async giveOthersTime(): Promise<void> {
		await this.connection.pause(
			Math.min(LONGEST_SETTLE_MS, Math.max(SETTLE_MS, 3 * this.longestPostMs)),
		);
	}

	private async postBatch(batch: Batch, attempt: number): Promise<void> {
		this.marks.add(batch.mark);
		await this.clearUp(batch, await this.send(batch), attempt);
	}

	/** Finds out what a post left behind, and posts again what is not there. */
	private async clearUp(
		batch: Batch,
		failure: OpenBoxesError | undefined,
		attempt: number,
	): Promise<void> {
		const { drafts } = batch;
		if (failure?.outcome === 'notSent') {
			for (const draft of drafts) this.fail(draft, notPosted(draft, failure));
			return;
		}
		if (failure?.outcome === 'unknown') this.hasRivals = true;
		const rows = await this.lookFor(
			drafts,
			failure === undefined ? MOST_LOOKS : failure.outcome === 'unknown' ? 2 : 1,
		);
		await this.confirm(batch, rows);
		const absent = drafts.filter((draft) => !rows.has(textKey(draft.number)));
		if (absent.length === 0) return;
		if (failure === undefined) {
			for (const draft of absent) this.fail(draft, notThere(draft));
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
			// Not there yet, but after a fault it may still be saved late.
			const isUnclear = failure.failureCause === 'temporarily-unavailable';
			for (const draft of absent)
				this.fail(draft, isUnclear ? unclear(draft, failure) : notPosted(draft, failure));
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
			const latest = latestMoment(this.connection.serverNow());
			const body = batch.drafts.map((draft) => {
				const time = Math.min(draft.time, latest);
				return toBody({ ...draft, time }, this.inventoryId, batch.mark);
			});
			await this.connection.post(apiPath('generic', 'transaction'), body);
			return undefined;
		} catch (error) {
			return toOpenBoxesError(error);
		} finally {
			this.lastPostAt = this.connection.now();
			this.longestPostMs = Math.max(this.longestPostMs, this.lastPostAt - start);
		}
	}

	/** Counts rows by number; looks again while some are missing, because commits can be late. */
	private async lookFor(drafts: readonly Draft[], looks: number): Promise<RowsByNumber> {
		const numbers = drafts.map((draft) => draft.number);
		let rows = await this.count(numbers);
		for (let look = 1; look < looks && rows.size < numbers.length; look++) {
			this.hasRivals = true;
			await this.connection.pause(200 * 2 ** look);
			rows = await this.count(numbers);
		}
		return rows;
	}

	private async count(numbers: readonly string[]): Promise<RowsByNumber> {
		return await countAndCleanUp(this.connection, numbers, () => {
			this.hasRivals = true;
		});
	}

	/** Reads back what is saved for each number found and compares it with the draft. */
	private async confirm(batch: Batch, rows: RowsByNumber): Promise<void> {
		const found = batch.drafts.filter((draft) => rows.has(textKey(draft.number)));
		if (found.length === 0) return;
		const entries = await readEntriesOfBatch(this.connection, batch.mark);
		for (const draft of found) {
			await this.judge(draft, rows.get(textKey(draft.number)) ?? [], batch.mark, entries);
		}
	}

	private async judge(
		draft: Draft,
		rows: readonly Transaction[],
		mark: string,
		ofBatch: EntriesById,
	): Promise<void> {
		const outcome = await judgeSaved(this.connection, draft, rows, {
			mark,
			ownMarks: this.marks,
			ofBatch,
		});
		this.outcomes.set(textKey(draft.number), outcome);
	}

	/**
	 * Counts once more after other executions had time to commit: a row that was begun before ours can
	 * become visible after our first count, and is then the one that stays.
	 *
	 * @param early found saved before that time was over
	 */
	private async settle(drafts: readonly Draft[], early: readonly Draft[]): Promise<void> {
		let counted = early;
		let rows = await this.count(counted.map((draft) => draft.number));
		for (let look = 0; look < RIVAL_LOOKS && this.hasRivals; look++) {
			counted = drafts.filter((draft) => this.savedAs(draft) !== undefined);
			await this.connection.pause(RIVAL_SETTLE_MS);
			rows = await this.count(counted.map((draft) => draft.number));
		}
		for (const draft of counted) {
			const id = this.savedAs(draft);
			const same = rows.get(textKey(draft.number)) ?? [];
			if (id === undefined) continue;
			if (same.length === 0) {
				this.fail(draft, deletedSince(draft, id));
				continue;
			}
			const keeper = keeperOf(same);
			if (same.length > 1 || keeper.id !== id) await this.judge(draft, same, '', new Map());
		}
	}

	/** Saved and read back, but nobody knows whether a twin of it became visible meanwhile. */
	private reportUnsettled(draft: Draft, error: OpenBoxesError): void {
		const id = this.savedAs(draft);
		if (id !== undefined) this.fail(draft, unsettled(draft, id, error));
	}

	/** Id of the transaction that holds a draft, made by this run or by another one. */
	private savedAs(draft: Draft): string | undefined {
		const outcome = this.outcomes.get(textKey(draft.number));
		return outcome === undefined || outcome.status === 'failed'
			? undefined
			: outcome.transaction.id;
	}

	private fail(draft: Draft, error: OpenBoxesError): void {
		this.outcomes.set(textKey(draft.number), { status: 'failed', error });
	}

	private failIfOpen(draft: Draft, error: OpenBoxesError): void {
		if (!this.outcomes.has(textKey(draft.number))) this.fail(draft, error);
	}
}

/**
 * Posts transactions, in arrays of at most 50. Then the rows of all numbers are counted, twins of
 * parallel executions removed, and the saved lines compared with the drafts (stock-rules.md#twins,
 * stock-rules.md#read-back). An array that the server refuses is split until each bad transaction stands
 * alone.
 *
 * @returns what became of each draft, and when the last was saved for certain
 */
export async function postDrafts(
	connection: Connection,
	inventoryId: string,
	drafts: readonly Draft[],
): Promise<PostedDrafts> {
	const poster = new Poster(connection, inventoryId);
	await poster.post(drafts);
	return { outcomes: poster.outcomes, savedBy: poster.savedBy };
}
