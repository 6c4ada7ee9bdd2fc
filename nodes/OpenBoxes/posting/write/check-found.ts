import { placeOf, readLots } from '../../stock/availability';
import { lotKey } from '../../stock/rules/lot';
import { noteAdded } from '../../stock/tally';
import type { Connection } from '../../transport/connection';
import { toOpenBoxesError } from '../../transport/openboxes-error';
import { supports } from '../../transport/server';
import type { Found, Prepared } from '../plan/prepare-requests';
import { deleteTransaction } from '../read/ledger';
import { LotBookings } from '../read/lot-bookings';
import { readNewestMoves, type NewestMove } from '../read/newest-moves';
import { balanceOf, leftAfter, type LotBooking } from '../rules/lot-balance';
import { couldNotBeTakenBack, unchecked } from './posting-failures';
import type { PostingResults } from './posting-results';

/** Older ones stand: goods were handed out for them, and figures show them. */
const YOUNG_MS = 60_000;
/** Of younger ones the list of newest moves tells all others that were posted at the same moment. */
const SURELY_LISTED_MS = 45_000;

/** Looks whether what is found took what was not there, as the run that wrote it would have done. */
class FoundCheck {
	readonly takenBack = new Set<Prepared>();

	/** What the server shows of each lot and bin. */
	private readonly shown = new Map<string, number>();

	/** What the figures may not show yet. */
	private hidden: readonly NewestMove[] = [];

	private readonly bookings: LotBookings;

	private readonly key: string;

	constructor(
		private readonly connection: Connection,
		private readonly place: { id: string; inventoryId: string },
		private readonly results: PostingResults,
	) {
		this.bookings = new LotBookings(connection, place.inventoryId);
		this.key = placeOf(connection, place.id);
	}

	async run(found: readonly Found[]): Promise<void> {
		const { connection, place } = this;
		// Before the figures: what is booked in between is then subtracted twice, and never not at all.
		const newest = await readNewestMoves(connection, place.inventoryId);
		if (newest === undefined) return;
		const isDelayed = supports(await connection.serverInfo(), 'availabilityTable');
		if (isDelayed) this.hidden = newest.moves;
		const productIds = found.flatMap(({ prepared: { products } }) =>
			[...products.values()].map(({ id }) => id),
		);
		for (const row of await readLots(connection, place.id, productIds))
			this.shown.set(lotKey(row), row.onHand);
		for (const one of found) {
			const own = newest.moves.find(({ id }) => id === one.transaction.id);
			if (own && (await this.tookTooMuch(own, newest.moves))) await this.takeBack(one, own);
		}
	}

	private async tookTooMuch(own: NewestMove, moves: readonly NewestMove[]): Promise<boolean> {
		const { id: ownId, takes, batch, time } = own;
		const isListed = time > this.connection.now() - SURELY_LISTED_MS;
		const others = moves.filter((move) => batch === undefined || move.batch !== batch);
		for (const key of takes.keys()) {
			// Nobody else took of it: one run never takes too much by itself.
			if (isListed && !others.some((move) => move.takes.has(key))) continue;
			// Lots below zero are not listed on every version.
			if (this.leastLeft(key) > 0) continue;
			const bookings = await this.bookings.of(key);
			const booked = bookings?.find(({ id }) => id === ownId);
			if (!bookings || !booked || !this.isCountedBy(key, bookings)) continue;
			if (leftAfter(booked, bookings) < 0) return true;
		}
		return false;
	}

	/** What is left when the figure shows nothing of what anybody took in the last minute. */
	private leastLeft(key: string): number {
		const taken = this.hidden.reduce((sum, { takes }) => sum + Math.max(0, takes.get(key) ?? 0), 0);
		return (this.shown.get(key) ?? 0) - taken;
	}

	/**
	 * Whether the server comes to the same sum: not so when a count of the product said nothing of this lot. Its figure
	 * is that of some moment within the last minute.
	 */
	private isCountedBy(key: string, bookings: readonly LotBooking[]): boolean {
		const timeOf = ({ created }: LotBooking): number => Date.parse(created);
		const newest = bookings.reduce((time, one) => Math.max(time, timeOf(one)), 0);
		const isRecent = (one: LotBooking): boolean => timeOf(one) > newest - YOUNG_MS;
		const added = bookings
			.filter((one) => isRecent(one) && !one.isCount)
			.reduce((sum, { change }) => sum + Math.max(0, change), 0);
		const before = balanceOf(bookings.filter((one) => !isRecent(one)));
		return (this.shown.get(key) ?? 0) <= before + added;
	}

	private async takeBack(
		{ prepared, transaction: { id } }: Found,
		{ takes }: NewestMove,
	): Promise<void> {
		const { request, products } = prepared;
		try {
			await deleteTransaction(this.connection, id);
			this.takenBack.add(prepared);
			// The server may show for a while that it was taken.
			const quantity = [...takes.values()].reduce((sum, taken) => sum + taken, 0);
			const time = this.connection.now();
			for (const { id: productId } of products.values())
				noteAdded(this.key, productId, { quantity, time });
		} catch (error) {
			const failure = toOpenBoxesError(error);
			this.results.failWith(request, couldNotBeTakenBack(request.number, id, failure));
		}
	}
}

/**
 * A transaction that is found may be that of an n8n which was stopped before it looked what others took of the same
 * stock (see `giveWay`). So whoever finds it looks instead, and takes it back where it is the one that
 * took more than there was. What the user lets go below zero stays.
 *
 * @returns requests whose transaction is gone, to be planned anew
 */
export async function checkFound(
	connection: Connection,
	place: { id: string; inventoryId: string },
	found: readonly Found[],
	results: PostingResults,
): Promise<ReadonlySet<Prepared>> {
	const oldest = connection.serverNow() - YOUNG_MS;
	const young = found.filter(
		({ prepared: { request }, transaction }) =>
			!request.dryRun &&
			request.shortage !== 'allowNegative' &&
			Date.parse(transaction.dateCreated ?? '') > oldest,
	);
	const check = new FoundCheck(connection, place, results);
	if (young.length === 0) return check.takenBack;
	try {
		await check.run(young);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (connection.signal?.aborted) throw failure;
		for (const { prepared, transaction } of young) {
			if (check.takenBack.has(prepared) || !results.isOpen(prepared.request)) continue;
			results.failWith(
				prepared.request,
				unchecked(prepared.request.number, transaction.id, failure),
			);
		}
	}
	return check.takenBack;
}
