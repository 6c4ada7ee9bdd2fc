import { placeOf, readLots } from '../../stock/availability';
import { lotKey, type LotRow } from '../../stock/rules/lot';
import { KEEP_MS, knownNumbers, recentTakes, REFRESH_MS } from '../../stock/tally';
import type { Connection } from '../../transport/connection';
import { supports } from '../../transport/server';
import { timeOf, type NewestMoves } from '../read/newest-moves';

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
}

/**
 * Lots and bins of products with what others took and the server does not show yet subtracted. Figures
 * follow late, and nobody knows which of the last takes they hold: when others took of a lot, all of the
 * last half minute counts as not shown, which errs on the safe side and is worth a second look.
 */
export async function readStock(
	connection: Connection,
	locationId: string,
	productIds: readonly string[],
	ledger: NewestMoves | undefined,
): Promise<SeenStock> {
	const place = placeOf(connection, locationId);
	const shown = await readLots(connection, locationId, productIds);
	const known = new Map(shown.map((row) => [lotKey(row), knownNumbers(place, row)]));
	const isDelayed = supports(await connection.serverInfo(), 'availabilityTable');
	const strangers = new Map<string, { quantity: number; last: number }>();
	const rows = shown.map((row) => {
		const others = isDelayed ? takesOfOthers(ledger, row, known.get(lotKey(row))) : undefined;
		if (others === undefined) return row;
		const now = connection.now();
		const own = row.pending ?? 0;
		const pending = recentTakes(place, row, now) + others.quantity;
		strangers.set(lotKey(row), { quantity: pending - own, last: others.last });
		return { ...row, pending, available: row.available + own - pending };
	});
	return {
		rows,
		readAt: ledger?.readAt ?? connection.now(),
		hasLedger: ledger !== undefined,
		ids: ledger?.ids ?? new Set(),
		known,
		strangers,
	};
}

/** Undefined when nobody but this process took of a lot and bin: then the tally knows more. */
function takesOfOthers(
	ledger: NewestMoves | undefined,
	row: LotRow,
	ours: ReadonlySet<string> = new Set(),
): { quantity: number; last: number } | undefined {
	const moves = (ledger?.moves ?? []).filter(
		({ number, takes }) => (takes.get(lotKey(row)) ?? 0) > 0 && !ours.has(number),
	);
	if (ledger === undefined || moves.length === 0) return undefined;
	const newest = ledger.moves.reduce((time, move) => Math.max(time, timeOf(move)), ledger.readAt);
	// A second more, because the server's times are whole seconds.
	const recent = moves.filter((move) => timeOf(move) > newest - KEEP_MS - 1000);
	return {
		quantity: recent.reduce((sum, { takes }) => sum + (takes.get(lotKey(row)) ?? 0), 0),
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
