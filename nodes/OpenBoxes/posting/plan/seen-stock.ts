import { placeOf, readLots } from '../../stock/availability';
import { mostHidden } from '../../stock/rules/hidden-takes';
import { lotKey, ofLotKey, type LotRow } from '../../stock/rules/lot';
import {
	KEEP_MS,
	knownNumbers,
	lastGivesBack,
	REFRESH_MS,
	unbookedTakes,
	unexplainedSince,
} from '../../stock/tally';
import type { Connection } from '../../transport/connection';
import { supports } from '../../transport/server';
import { readNewestMoves, type NewestMove, type NewestMoves } from '../read/newest-moves';

/** So long after its write a sale may give way to others; a second more, as times are whole seconds. */
const SETTLED_MS = 3500;
/** So long figures that are late may show what was given back. */
const KEPT_MS = REFRESH_MS - 2000;

/** Units that moved a moment ago, and when the last did. */
interface Recent {
	quantity: number;
	last: number;
}

/** Stock as one plan saw it, with what it already counted as taken. */
export interface SeenStock {
	rows: LotRow[];
	/** When it was begun to be read; what others take from then on is not in it. */
	readAt: number;
	/** Whether the ledger told what others took. */
	hasLedger: boolean;
	/** Transactions that are counted. */
	ids: ReadonlySet<string>;
	/** By lot and bin: numbers of this process's transactions that are counted. */
	known: ReadonlyMap<string, ReadonlySet<string>>;
	/** By lot and bin that others moved: units among `pending` that our tally does not know, and when the last was moved. */
	strangers: ReadonlyMap<string, Recent>;
	/** By lot and bin, on a server with live figures: units that left, whose promise may still be shown, and when. */
	leftPromised: ReadonlyMap<string, Recent>;
	/** By product: when another writer of this package took of it last, and may have to give it back. */
	unsettled: ReadonlyMap<string, number>;
}

/**
 * Lots and bins of products with what was taken and the server does not show yet subtracted. Where figures
 * follow late, nobody knows which of the last moves they hold: when others moved a lot, the most that they may
 * hide of the last half minute counts, which errs on the safe side and is worth a second look. Where figures
 * are there at once, they hold what the ledger held before, and nothing else of ours for certain.
 */
export async function readStock(
	connection: Connection,
	locationId: string,
	productIds: readonly string[],
	ledger: NewestMoves | undefined,
): Promise<SeenStock> {
	const place = placeOf(connection, locationId);
	const startedAt = connection.now();
	const shown = await readLots(connection, locationId, productIds);
	const isDelayed = supports(await connection.serverInfo(), 'availabilityTable');
	const strangers = new Map<string, Recent>();
	const leftPromised = new Map<string, Recent>();
	const known = new Map<string, ReadonlySet<string>>();
	const rows = shown.map((row) => {
		const key = lotKey(row);
		known.set(key, knownNumbers(place, row, startedAt - KEEP_MS));
		if (ledger === undefined) return row;
		const onRow = ledger.moves.filter(({ takes }) => takes.has(key));
		const booked = new Set(onRow.map(({ number }) => number));
		const own = row.pending ?? 0;
		const available = row.available + own;
		const underWay = unbookedTakes(place, row, booked, isDelayed ? ledger.readAt : startedAt);
		if (!isDelayed) leftPromised.set(key, leftOfPromise(row, onRow, key, startedAt));
		if (!isDelayed)
			return { ...row, pending: underWay, unshown: underWay, available: available - underWay };
		const ours = knownNumbers(place, row);
		if (onRow.every(({ number }) => ours.has(number))) {
			const pending = Math.max(own, underWay);
			const unshown = underWay > own ? underWay : row.unshown;
			return { ...row, pending, unshown, available: available - pending };
		}
		const { most, likely, last } = hiddenTakes(ledger, onRow, key);
		const pending = most + underWay;
		strangers.set(key, { quantity: pending - own, last });
		return { ...row, pending, unshown: likely + underWay, available: available - pending };
	});
	return {
		rows,
		readAt: ledger?.readAt ?? startedAt,
		hasLedger: ledger !== undefined,
		ids: ledger?.ids ?? new Set(),
		known,
		strangers,
		leftPromised,
		unsettled: unsettledTakes(place, productIds, shown, ledger?.moves ?? [], connection.now()),
	};
}

/**
 * Lots and bins of products for those who add to them: where figures follow late, what others took is looked up, so
 * that stock before and after are what they are.
 */
export async function readStockToAdd(
	connection: Connection,
	place: { id: string; inventoryId: string },
	productIds: readonly string[],
): Promise<readonly LotRow[]> {
	const isDelayed = supports(await connection.serverInfo(), 'availabilityTable');
	if (!isDelayed || productIds.length === 0)
		return await readLots(connection, place.id, productIds);
	return await readStockNow(connection, place, productIds);
}

/** Lots and bins of products without what anybody took. */
export async function readStockNow(
	connection: Connection,
	place: { id: string; inventoryId: string },
	productIds: readonly string[],
): Promise<LotRow[]> {
	const ledger = await readNewestMoves(connection, place.inventoryId);
	return (await readStock(connection, place.id, productIds, ledger)).rows;
}

function unsettledTakes(
	place: string,
	productIds: readonly string[],
	rows: readonly LotRow[],
	moves: readonly NewestMove[],
	now: number,
): Map<string, number> {
	const isOurs = ({ number, takes }: NewestMove): boolean =>
		[...takes.keys()].some((key) => knownNumbers(place, ofLotKey(key)).has(number));
	const others = moves.filter((move) => move.isMarked && !isOurs(move));
	return new Map(
		[...new Set(productIds)].flatMap((id): Array<[string, number]> => {
			const times = [
				...others.filter(({ products }) => products.has(id)).map(({ time }) => time),
				...rows
					.filter(({ productId }) => productId === id)
					.flatMap((row) => unexplainedSince(place, row, now) ?? []),
			];
			const last = Math.max(lastGivesBack(place, id) ?? 0, ...times);
			return last === 0 ? [] : [[id, last]];
		}),
	);
}

/**
 * Milliseconds until what others took of a product stands for certain: they look 0.6 s after their write and later,
 * and figures which are late show a while what was taken back since. Until then nobody is refused.
 */
export function msUntilSettled(
	{ unsettled }: SeenStock,
	productId: string,
	now: number,
	isDelayed: boolean,
): number {
	const last = unsettled.get(productId);
	return last === undefined ? 0 : Math.max(0, last + SETTLED_MS + (isDelayed ? KEPT_MS : 0) - now);
}

/** Promises follow late on every version: goods that left as promised are taken off once more until then. */
function leftOfPromise(
	{ onHand, available, pending = 0 }: LotRow,
	onRow: readonly NewestMove[],
	key: string,
	now: number,
): Recent {
	const recent = onRow.filter(({ isMarked, time }) => !isMarked && time > now - REFRESH_MS);
	const left = recent.reduce((sum, { takes }) => sum + Math.max(0, takes.get(key) ?? 0), 0);
	const promised = Math.max(0, onHand - available - pending);
	const last = recent.reduce((time, move) => Math.max(time, move.time), 0);
	return { quantity: Math.min(promised, left), last };
}

/** What of the last moves of a lot and bin the figures may not show, whoever made them. */
function hiddenTakes(
	ledger: NewestMoves,
	onRow: readonly NewestMove[],
	key: string,
): { most: number; likely: number; last: number } {
	const newest = ledger.moves.reduce((last, { time }) => Math.max(last, time), ledger.readAt);
	const moves = onRow.map(({ time, takes }) => ({ time, taken: takes.get(key) ?? 0 }));
	// A second more, because the server's times are whole seconds.
	const most = mostHidden(moves.filter(({ time }) => time > newest - KEEP_MS - 1000));
	const likely = moves
		.filter(({ time }) => time > newest - REFRESH_MS)
		.reduce((sum, { taken }) => sum + taken, 0);
	return { most, likely, last: moves.reduce((last, { time }) => Math.max(last, time), 0) };
}

/** Units of a row that are still shown as promised though they left, and milliseconds until they are not. */
export function promisedThoughLeft(
	{ leftPromised }: SeenStock,
	row: LotRow,
	now: number,
): { quantity: number; waitMs: number } {
	const { quantity, last } = leftPromised.get(lotKey(row)) ?? { quantity: 0, last: 0 };
	return { quantity, waitMs: quantity > 0 ? Math.max(0, last + REFRESH_MS - now) : 0 };
}

/** Milliseconds until the server should show what others took of a row, then until it surely does. */
export function msUntilStrangersShown({ strangers }: SeenStock, row: LotRow, now: number): number {
	const others = strangers.get(lotKey(row));
	if (others === undefined || others.quantity <= 0) return 0;
	const age = now - others.last;
	return Math.max(0, (age < REFRESH_MS ? REFRESH_MS : KEEP_MS + 1000) - age);
}
