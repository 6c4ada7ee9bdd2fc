import { placeOf, readLots } from '../../stock/availability';
import { lotKey, ofLotKey, type LotRow } from '../../stock/rules/lot';
import {
	KEEP_MS,
	knownNumbers,
	lastGivesBack,
	recentTakes,
	REFRESH_MS,
	unbookedTakes,
	unexplainedSince,
} from '../../stock/tally';
import type { Connection } from '../../transport/connection';
import { supports } from '../../transport/server';
import { timeOf, type NewestMove, type NewestMoves } from '../read/newest-moves';

/** So long after its write a sale may give way to others; a second more, as times are whole seconds. */
const SETTLED_MS = 3500;
/** So long figures that are late may show what was given back. */
const KEPT_MS = REFRESH_MS - 2000;

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
	/** By lot and bin: units of others among `pending`, and when the last of them was taken. */
	strangers: ReadonlyMap<string, { quantity: number; last: number }>;
	/** By product: when another writer of this package took of it last, and may have to give it back. */
	unsettled: ReadonlyMap<string, number>;
}

/**
 * Lots and bins of products with what was taken and the server does not show yet subtracted. Where figures
 * follow late, nobody knows which of the last takes they hold: when others took of a lot, all of the last
 * half minute counts as not shown, which errs on the safe side and is worth a second look. Where figures
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
	const strangers = new Map<string, { quantity: number; last: number }>();
	const known = new Map<string, ReadonlySet<string>>();
	const rows = shown.map((row) => {
		const key = lotKey(row);
		known.set(key, knownNumbers(place, row, startedAt - KEEP_MS));
		if (ledger === undefined) return row;
		const onRow = ledger.moves.filter(({ takes }) => takes.has(key));
		const booked = new Set(onRow.map(({ number }) => number));
		const own = row.pending ?? 0;
		let pending = unbookedTakes(place, row, booked, startedAt);
		if (isDelayed) {
			pending = Math.max(own, pending);
			const others = takesOfOthers(ledger, onRow, key, knownNumbers(place, row));
			if (others !== undefined) {
				pending = recentTakes(place, row, connection.now()) + others.quantity;
				strangers.set(key, { quantity: pending - own, last: others.last });
			}
		}
		return { ...row, pending, available: row.available + own - pending };
	});
	return {
		rows,
		readAt: ledger?.readAt ?? startedAt,
		hasLedger: ledger !== undefined,
		ids: ledger?.ids ?? new Set(),
		known,
		strangers,
		unsettled: unsettledTakes(place, productIds, shown, ledger?.moves ?? [], connection.now()),
	};
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
				...others.filter(({ products }) => products.has(id)).map(timeOf),
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

/** Undefined when nobody but this process took of a lot and bin, or counted it: then the tally knows more. */
function takesOfOthers(
	ledger: NewestMoves,
	onRow: readonly NewestMove[],
	key: string,
	ours: ReadonlySet<string>,
): { quantity: number; last: number } | undefined {
	const takenOf = ({ takes }: NewestMove): number => takes.get(key) ?? 0;
	const moves = onRow.filter((move) => takenOf(move) >= 0 && !ours.has(move.number));
	if (moves.length === 0) return undefined;
	const newest = ledger.moves.reduce((time, move) => Math.max(time, timeOf(move)), ledger.readAt);
	// A second more, because the server's times are whole seconds.
	const recent = moves.filter((move) => timeOf(move) > newest - KEEP_MS - 1000);
	return {
		quantity: recent.reduce((sum, move) => sum + takenOf(move), 0),
		last: moves.reduce((time, move) => Math.max(time, timeOf(move)), 0),
	};
}

/** Milliseconds until the server should show what others took of a row, then until it surely does. */
export function msUntilStrangersShown({ strangers }: SeenStock, row: LotRow, now: number): number {
	const others = strangers.get(lotKey(row));
	if (others === undefined || others.quantity <= 0) return 0;
	const age = now - others.last;
	return Math.max(0, (age < REFRESH_MS ? REFRESH_MS : KEEP_MS + 1000) - age);
}
