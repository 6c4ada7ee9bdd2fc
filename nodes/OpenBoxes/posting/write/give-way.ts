import type { Transaction } from '../../schemas';
import { placeOf } from '../../stock/availability';
import { lotKey } from '../../stock/rules/lot';
import { noteGivesBack } from '../../stock/tally';
import type { Connection } from '../../transport/connection';
import { toOpenBoxesError, type OpenBoxesError } from '../../transport/openboxes-error';
import type { Planned } from '../plan/plan-requests';
import { deleteTransaction } from '../read/ledger';
import { readNewestMoves, type NewestMove } from '../read/newest-moves';
import { isOverdrawn, type Claim } from '../rules/stock-claims';
import type { Draft } from './draft';
import { SETTLE_MS } from './post-drafts';
import { couldNotBeTakenBack, unchecked } from './posting-failures';
import { addTo, pushTo } from '../../../shared/sums';

/** Time that others get to take back theirs, when ours became visible so late that they may not know it. */
const DOUBT_MS = 1500;

/** A request that this run posted. */
export interface Standing {
	planned: Planned;
	draft: Draft;
	transaction: Transaction;
}

/** What became of the transactions of a run when the newest moves of all writers were read again. */
interface GivenWay {
	/** Deleted, because others took the same stock and were first. */
	takenBack: Set<Standing>;
	/** Saved, and neither known to be within what there was nor taken back. */
	failed: Map<Standing, OpenBoxesError>;
}

/** Moves by the lots and bins that they touch, as one run may be thousands of sales. */
type MovesByLot = ReadonlyMap<string, readonly NewestMove[]>;

/** Compares what a run posted with what others took of the same lots and bins meanwhile. */
class StockCheck {
	private readonly result: GivenWay = { takenBack: new Set(), failed: new Map() };

	private readonly key: string;

	private readonly ownIds: ReadonlySet<string>;

	constructor(
		private readonly connection: Connection,
		private readonly place: { id: string; inventoryId: string },
		private readonly standing: readonly Standing[],
		private readonly since: number,
	) {
		this.key = placeOf(connection, place.id);
		this.ownIds = new Set(standing.map(({ transaction }) => transaction.id));
	}

	async run(savedBy: number): Promise<GivenWay> {
		const moves = byLot(await this.readMoves());
		this.noteRivals(moves);
		await this.takeBack(this.standing.filter((one) => this.gaveOut(one, moves, false)));
		// Others look after SETTLE_MS at the earliest: what was visible by then they have seen.
		const isDoubtful = (one: Standing): boolean =>
			!this.isSettled(one) &&
			savedBy - one.planned.seen.readAt > SETTLE_MS &&
			this.gaveOut(one, moves, true);
		const doubtful = this.standing.filter(isDoubtful);
		if (doubtful.length === 0) return this.result;
		await this.connection.pause(DOUBT_MS);
		const later = byLot(await this.readMoves());
		await this.takeBack(doubtful.filter((one) => this.gaveOut(one, later, true)));
		return this.result;
	}

	/** Others that took the same and were later give it back; until then nothing is refused for it. */
	private noteRivals(moves: MovesByLot): void {
		for (const { planned, draft } of this.standing) {
			const isRival = ({ id, isMarked }: NewestMove): boolean =>
				isMarked && !this.ownIds.has(id) && !planned.seen.ids.has(id);
			for (const entry of draft.entries)
				if (moves.get(lotKey(entry))?.some(isRival))
					noteGivesBack(this.key, entry.productId, this.connection.now());
		}
	}

	/** What is known when the server does not tell the rest. */
	unfinished(error: OpenBoxesError): GivenWay {
		for (const one of this.standing) {
			const { planned, transaction } = one;
			const { number } = planned.prepared.request;
			if (!this.isSettled(one))
				this.result.failed.set(one, unchecked(number, transaction.id, error));
		}
		return this.result;
	}

	private async readMoves(): Promise<readonly NewestMove[]> {
		const own = { count: this.standing.length, since: this.since };
		const newest = await readNewestMoves(this.connection, this.place.inventoryId, own);
		return newest?.moves ?? [];
	}

	private isSettled(one: Standing): boolean {
		return this.result.takenBack.has(one) || this.result.failed.has(one);
	}

	private gaveOut(
		{ planned, draft, transaction }: Standing,
		moves: MovesByLot,
		isDoubted: boolean,
	): boolean {
		const { ids, known } = planned.seen;
		const takes = takesOf(draft);
		const onItsLots = new Set([...takes.keys()].flatMap((lot) => moves.get(lot) ?? []));
		const rivals = [...onItsLots]
			.filter(({ id }) => !ids.has(id))
			.map((move): Claim => ({ ...move, takes: withoutKnown(move, known) }));
		const strangers = rivals.filter(({ id }) => !this.ownIds.has(id)).map(({ id }) => id);
		const own: Claim = {
			id: transaction.id,
			created: transaction.dateCreated ?? '',
			isMarked: true,
			takes,
		};
		const left = new Map(picksOf(planned).map(({ row }) => [lotKey(row), row.available]));
		return isOverdrawn(own, rivals, left, isDoubted ? new Set(strangers) : undefined);
	}

	private async takeBack(overdrawn: readonly Standing[]): Promise<void> {
		for (const one of overdrawn) {
			const { number } = one.planned.prepared.request;
			const { id } = one.transaction;
			try {
				await deleteTransaction(this.connection, id);
				this.result.takenBack.add(one);
			} catch (error) {
				this.result.failed.set(one, couldNotBeTakenBack(number, id, toOpenBoxesError(error)));
			}
		}
	}
}

function byLot(moves: readonly NewestMove[]): MovesByLot {
	const lots = new Map<string, NewestMove[]>();
	for (const move of moves)
		for (const lot of move.takes.keys()) {
			pushTo(lots, lot, move);
		}
	return lots;
}

/** What this process's tally had in the plan already is not taken once more. */
function withoutKnown(
	{ number, takes }: NewestMove,
	known: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, number> {
	return new Map([...takes].filter(([lot]) => known.get(lot)?.has(number) !== true));
}

function picksOf({ lines }: Planned): Planned['lines'][number]['plan']['picks'] {
	return lines.flatMap(({ plan }) => plan.picks);
}

function takesOf({ entries }: Draft): Map<string, number> {
	const takes = new Map<string, number>();
	for (const entry of entries) addTo(takes, lotKey(entry), Math.abs(entry.quantity));
	return takes;
}

/** What the user lets go below zero does not give way. */
function isWithinStock({ planned }: Standing): boolean {
	return picksOf(planned).every(({ quantity, before }) => quantity <= before);
}

/**
 * Reads the newest moves of all writers again after a run posted, and takes back what is more than there
 * was, so that nobody takes the same box twice (docs/openboxes/several-writers.md#newest-entries). All
 * writers decide alike without talking: see `isOverdrawn`.
 *
 * @param savedBy when the last of it was saved for certain
 */
export async function giveWay(
	connection: Connection,
	place: { id: string; inventoryId: string },
	standing: readonly Standing[],
	savedBy: number,
): Promise<GivenWay> {
	const checked = standing.filter((one) => one.planned.seen.hasLedger && isWithinStock(one));
	const times = checked.map(({ transaction }) => Date.parse(transaction.dateCreated ?? ''));
	const since = times.reduce((first, time) => Math.min(first, time), Number.POSITIVE_INFINITY);
	if (checked.length === 0 || !Number.isFinite(since))
		return { takenBack: new Set(), failed: new Map() };
	const check = new StockCheck(connection, place, checked, since);
	try {
		return await check.run(savedBy);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (connection.signal?.aborted) throw failure;
		return check.unfinished(failure);
	}
}
