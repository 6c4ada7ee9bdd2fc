import { textKey } from '../values/same-text';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { isDatabaseRefusal } from '../transport/server-refusal';
import { isMissing } from '../transport/missing';
import { whileAlone } from './in-flight';
import { keeperOf, type MarkedRow } from './rules/keeper';

/**
 * A write under a reference: what must exist exactly once, as five small functions. The engine `doOnce` does the rest
 * the same way for every kind of document.
 */
export interface OnceWrite<Row extends MarkedRow, Done> {
	/** In messages, e.g. `a stock movement with the reference "REQ 1"`. */
	subject: string;
	/** Owner and mark: whoever writes the same thing in this process waits. */
	key: string;
	/** All rows that carry the mark: compared as the server compares, and without a limit. */
	find: () => Promise<Row[]>;
	/** How what is there differs from what is asked for; undefined when it is the same. */
	difference: (row: Row) => string | undefined | Promise<string | undefined>;
	/**
	 * Writes once and never repeats. `stillAbsent` goes before each sending of the call that makes the row.
	 *
	 * @returns the id when the server tells it
	 */
	write: (stillAbsent: StillAbsent) => Promise<string | undefined>;
	/** Removes one surplus row with all that it did. It may be gone already. */
	takeBack: (row: Row) => Promise<void>;
	/** Checks what must be true now, goes on with what a stopped run left, and tells the result. */
	readBack: (row: Row, origin: RowOrigin) => Promise<Done>;
}

/** Looks again when the last look is a while ago. @throws OpenBoxesError when the row is there by now */
export type StillAbsent = () => Promise<void>;

/** Whether the row that stays was written by this run, or was found. */
type RowOrigin = 'written' | 'found';

export interface OnceOutcome<Done> {
	done: Done;
	origin: RowOrigin;
	/** What was repaired, in words for the user. */
	warnings: string[];
}

/** Time that other writers get to commit before the count: three times as long as our own write took. */
const SETTLE_MS = 600;
const LONGEST_SETTLE_MS = 5000;
/** Pauses after a write that gave no clear answer, before its row counts as not there. */
const LOOKS_MS = [400, 800, 1600];
/** Age up to which a look holds for a write; shorter than SETTLE_MS, so that whoever wrote after it counts our row. */
const FRESH_MS = 500;
/** Rounds of counting and taking back until one row is left. */
const MOST_ROUNDS = 5;
/** Age up to which a row may have rivals that are not visible yet, clocks a little apart included. */
const YOUNG_MS = 20_000;

class Engine<Row extends MarkedRow, Done> {
	private readonly warnings: string[] = [];

	private writeMs = 0;

	private lookedAt = 0;

	constructor(
		private readonly connection: Connection,
		private readonly once: OnceWrite<Row, Done>,
	) {}

	async run(): Promise<OnceOutcome<Done>> {
		const known = await this.look();
		if (known.length > 0) {
			const isYoung = known.some((row) => this.isYoung(row));
			if (known.length > 1 || isYoung) await this.pause(SETTLE_MS);
			const kept = await this.keepOne(known.length > 1 || isYoung ? undefined : known);
			if (kept) return await this.finish(kept, 'found');
		}
		const written = await this.write();
		await this.pause(this.settleMs);
		const kept = await this.keepOne(undefined);
		if (!kept) throw this.vanished();
		const isOurs = !written.isRefused && (written.id === undefined || kept.id === written.id);
		return await this.finish(kept, isOurs ? 'written' : 'found');
	}

	/** Writes; a refusal counts only when nobody else has written the same, as when its number must be unique. */
	private async write(): Promise<{ id?: string; isRefused: boolean }> {
		const start = this.connection.now();
		try {
			const id = await this.once.write(async () => await this.requireAbsent());
			return { id, isRefused: false };
		} catch (error) {
			const failure = toOpenBoxesError(error);
			if (failure.outcome === 'unknown') {
				await this.lookAfter(failure);
				return { isRefused: false };
			}
			if (failure.outcome === 'notSent' || (await this.once.find()).length === 0) throw failure;
			return { isRefused: true };
		} finally {
			this.writeMs = this.connection.now() - start;
		}
	}

	private async look(): Promise<Row[]> {
		this.lookedAt = this.connection.now();
		return await this.once.find();
	}

	/**
	 * Plans, pauses and new logins take time in which another run may have written, counted and ended: if ours were
	 * sent then and stopped before its count, nobody would see that there are two.
	 */
	private async requireAbsent(): Promise<void> {
		if (this.connection.now() - this.lookedAt <= FRESH_MS) return;
		if ((await this.look()).length === 0) return;
		throw new OpenBoxesError(`Another run has just made ${this.once.subject}`, {
			description: 'Run it again: what is there is found, and nothing is made twice.',
		});
	}

	/** A write without a clear answer may be committed late; its row decides. */
	private async lookAfter(failure: OpenBoxesError): Promise<void> {
		for (const ms of [0, ...LOOKS_MS]) {
			if (ms > 0) await this.pause(ms);
			if ((await this.once.find()).length > 0) return;
			// The database gave its reason and undid the write: nothing will appear later.
			if (isDatabaseRefusal(failure)) throw failure;
		}
		throw new OpenBoxesError(
			`It is unclear whether OpenBoxes made ${this.once.subject}: ${failure.message}`,
			{
				description:
					'It was not there after several looks, but may still appear. Run it again with the same reference: if it exists it is found and not made twice.',
				outcome: 'unknown',
				httpStatus: failure.httpStatus,
				cause: failure.failureCause,
			},
		);
	}

	private get settleMs(): number {
		return Math.min(LONGEST_SETTLE_MS, Math.max(SETTLE_MS, 3 * this.writeMs));
	}

	/**
	 * Leaves one row under the mark: the smallest (dateCreated, id), which every writer chooses without talking to the
	 * others. Rows with the same content are taken back by whoever sees them, rows with other content by their own run.
	 */
	private async keepOne(known: readonly Row[] | undefined): Promise<Row | undefined> {
		let failure: OpenBoxesError | undefined;
		for (let round = 0; round < MOST_ROUNDS; round++) {
			if (round > 0) await this.pause(SETTLE_MS);
			const rows = round === 0 && known ? known : await this.once.find();
			if (rows.length === 0) return undefined;
			const judged = await this.judge(rows);
			// Somebody takes rows back right now: count again.
			if (!judged) continue;
			const { keeper, difference, surplus } = judged;
			if (surplus.length === 0) {
				if (difference !== undefined) throw this.otherContent(keeper, difference, failure);
				const others = rows.filter((row) => row !== keeper);
				if (others.length > 0) this.warnings.push(this.foreignText(keeper, others));
				return keeper;
			}
			failure = await this.takeBackAll(surplus);
		}
		throw this.stillTwice(failure);
	}

	/** Which row stays, and which others hold the same content; undefined when one of them is gone meanwhile. */
	private async judge(
		rows: readonly Row[],
	): Promise<{ keeper: Row; difference?: string; surplus: Row[] } | undefined> {
		const keeper = keeperOf(rows);
		try {
			const difference = await this.once.difference(keeper);
			const surplus: Row[] = [];
			for (const row of rows) {
				if (row !== keeper && (await this.once.difference(row)) === undefined) surplus.push(row);
			}
			return { keeper, difference, surplus };
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw toOpenBoxesError(error);
		}
	}

	private async takeBackAll(surplus: readonly Row[]): Promise<OpenBoxesError | undefined> {
		let failure: OpenBoxesError | undefined;
		for (const row of surplus) {
			try {
				await this.once.takeBack(row);
				const text = `${capital(this.once.subject)} was made twice at the same moment; the surplus one (${row.id}) was taken back`;
				this.warnings.push(text);
				this.connection.warn(text);
			} catch (error) {
				failure = toOpenBoxesError(error);
			}
		}
		return failure;
	}

	private async finish(row: Row, origin: RowOrigin): Promise<OnceOutcome<Done>> {
		try {
			const done = await this.once.readBack(row, origin);
			return { done, origin, warnings: this.warnings };
		} catch (error) {
			if (!isMissing(error)) throw toOpenBoxesError(error);
			// A run that began before ours became visible after our count, and took ours back.
			const kept = await this.keepOne(undefined);
			if (!kept || kept.id === row.id) throw this.vanished();
			return {
				done: await this.once.readBack(kept, 'found'),
				origin: 'found',
				warnings: this.warnings,
			};
		}
	}

	private isYoung(row: Row): boolean {
		return !(Date.parse(row.dateCreated ?? '') < this.connection.serverNow() - YOUNG_MS);
	}

	private async pause(ms: number): Promise<void> {
		await this.connection.pause(ms);
	}

	private otherContent(
		row: Row,
		difference: string,
		failure: OpenBoxesError | undefined,
	): OpenBoxesError {
		const wasOurs = this.warnings.length > 0 ? ' What this run had written was taken back.' : '';
		const left = failure
			? ` What this run had written could not be taken back: ${failure.message}.`
			: '';
		return new OpenBoxesError(
			`OpenBoxes has ${this.once.subject} already, with other content: ${difference} (ID ${row.id})`,
			{ description: `Use another reference for another event.${wasOurs}${left}` },
		);
	}

	private foreignText(keeper: Row, others: readonly Row[]): string {
		const ids = others.map(({ id }) => id).join(', ');
		return `${capital(this.once.subject)} also exists with other content (${ids}); this is ${keeper.id}`;
	}

	private stillTwice(failure: OpenBoxesError | undefined): OpenBoxesError {
		return new OpenBoxesError(
			`OpenBoxes has ${this.once.subject} more than once, and the surplus could not be taken back${failure ? `: ${failure.message}` : ''}`,
			{
				description:
					'Look at these in OpenBoxes and delete what is there twice, then run this again with the same reference.',
				outcome: 'unknown',
			},
		);
	}

	private vanished(): OpenBoxesError {
		return new OpenBoxesError(
			`OpenBoxes accepted ${this.once.subject}, but does not show it any more`,
			{
				description:
					'Another run or a person may have removed it at the same moment. Run it again with the same reference.',
				outcome: 'unknown',
			},
		);
	}
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Does a write under a reference once, whoever else does the same: alone in this process; find, and compare; write;
 * find again until it is clear; keep one; read back what must be true now.
 *
 * @throws OpenBoxesError when the reference stands for other content, or when it stays unclear or doubled
 */
export async function doOnce<Row extends MarkedRow, Done>(
	connection: Connection,
	once: OnceWrite<Row, Done>,
): Promise<OnceOutcome<Done>> {
	return await whileAlone(
		connection.key,
		[textKey(once.key)],
		async () => await new Engine(connection, once).run(),
	);
}
