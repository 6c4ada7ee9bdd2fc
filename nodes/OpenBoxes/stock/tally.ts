import { ProcessMemory } from '../../shared/process-memory';
import { mostHidden } from './rules/hidden-takes';
import { lotKey, type LotRow } from './rules/lot';

/**
 * The server shows a write after 5 s and more (stock-and-transactions.md#refresh); later entries are trusted
 * to be shown.
 */
export const KEEP_MS = 30_000;
/** So long our own transactions are told from those of others. */
const REMEMBER_MS = 120_000;
/** An idle server shows a write after this time, with some room. */
export const REFRESH_MS = 7000;

interface Taken {
	/** Of the posting; infinite while it is under way. */
	time: number;
	/** Negative = what came back into the lot. */
	quantity: number;
	/** What the server showed for the lot and bin when this was taken. */
	shown: number;
	/** From when on a reading of the server has it in its figures for certain. */
	shownFrom: number;
	/** Number of its transaction by `textKey`, by which the ledger's rows are known as ours. */
	number?: string;
}

/** What this process took lately, by server, location, lot and bin (stock-rules.md#refresh). */
const taken = new ProcessMemory<Taken[]>(50_000, (takes) =>
	takes.every(({ time }) => time <= Date.now() - REMEMBER_MS),
);

function keyOf(place: string, row: { lotId: string; binId?: string }): string {
	return `${place}|${lotKey(row)}`;
}

/** Stock that a transaction under way is going to take. */
export interface Reservation {
	/** It was posted, or may have been: counts until the server surely shows it. */
	keep(now: number): void;
	/** It was posted, and a server with live figures shows it from now on. */
	showsFrom(now: number): void;
	/** It was not posted. */
	release(): void;
}

/**
 * Reserves stock before it is posted, so that no other execution of this process plans with it.
 * `place` = server and location.
 */
export function reserve(
	place: string,
	row: { lotId: string; binId?: string },
	{ quantity, shown, number }: { quantity: number; shown: number; number?: string },
): Reservation {
	const key = keyOf(place, row);
	const never = Number.POSITIVE_INFINITY;
	const take: Taken = { quantity, shown, number, time: never, shownFrom: never };
	taken.set(key, [...(taken.get(key) ?? []), take]);
	return {
		keep: (now) => {
			take.time = now;
		},
		showsFrom: (now) => {
			take.time = now;
			take.shownFrom = now;
		},
		release: () => {
			const others = (taken.get(key) ?? []).filter((one) => one !== take);
			if (others.length > 0) taken.set(key, others);
			else taken.delete(key);
		},
	};
}

/** Notes a take after its transaction was posted. */
export function noteTaken(
	place: string,
	row: { lotId: string; binId?: string },
	take: { quantity: number; shown: number; number?: string; time: number },
): void {
	reserve(place, row, take).keep(take.time);
}

/**
 * What of our own takes the server does not show yet. When its figure equals what it showed before
 * with the first few takes gone, only the others are pending, less than zero when they bring more than they
 * take; when it equals nothing we know, somebody else moved stock and the most that it may hide is counted.
 *
 * @param readAt when the server was asked for the row: what was posted while it answered may be
 *   missing in the answer
 */
export function pendingTakes(
	place: string,
	row: LotRow,
	now: number,
	readAt: number = now,
): number {
	const recent = (taken.get(keyOf(place, row)) ?? []).filter(
		(one) => one.time > now - KEEP_MS && one.shownFrom > readAt,
	);
	if (recent.length === 0) return 0;
	const total = recent.reduce((sum, one) => sum + one.quantity, 0);
	let visible = 0;
	for (const one of recent) {
		if (row.onHand === recent[0].shown - visible) return total - visible;
		visible += one.quantity;
	}
	if (row.onHand === recent[0].shown - total) return 0;
	return mostHidden(recent.map(({ time, quantity: taken }) => ({ time, taken })));
}

/**
 * When this process took last of a row whose figure is lower than all its takes explain: somebody else took as well,
 * and has given it back if the ledger knows nothing of it.
 */
export function unexplainedSince(place: string, row: LotRow, now: number): number | undefined {
	const recent = (taken.get(keyOf(place, row)) ?? []).filter(({ time }) => time > now - KEEP_MS);
	const total = recent.reduce((sum, { quantity }) => sum + quantity, 0);
	if (recent.length === 0 || row.onHand >= recent[0].shown - total) return undefined;
	return recent.reduce((last, { time }) => Math.max(last, Math.min(time, now)), 0);
}

/** When this process last saw that others would give back what they took of a product; by server and location. */
const givenBack = new ProcessMemory<number>(50_000, (time) => time <= Date.now() - KEEP_MS);

/** Notes that others took of a product what is ours, so that they give it back soon. */
export function noteGivesBack(place: string, productId: string, time: number): void {
	givenBack.set(`${place}|${productId}`, time);
}

export function lastGivesBack(place: string, productId: string): number | undefined {
	return givenBack.get(`${place}|${productId}`);
}

/** Numbers of transactions of this process that the tally knows for a lot and bin, or that it took since then. */
export function knownNumbers(
	place: string,
	row: { lotId: string; binId?: string },
	since = Number.NEGATIVE_INFINITY,
): ReadonlySet<string> {
	const takes = (taken.get(keyOf(place, row)) ?? []).filter(({ time }) => time > since);
	return new Set(takes.flatMap(({ number }) => number ?? []));
}

/**
 * Our own takes that the ledger did not have before the server was asked for the row, so that nobody can say
 * that its figure holds them, whatever the figure is: somebody else may have taken as much.
 *
 * @param booked numbers of the transactions on the row that the ledger had
 */
export function unbookedTakes(
	place: string,
	row: { lotId: string; binId?: string },
	booked: ReadonlySet<string>,
	readAt: number,
): number {
	return (taken.get(keyOf(place, row)) ?? [])
		.filter(
			({ quantity, time, shownFrom }) =>
				quantity > 0 && time > readAt - KEEP_MS && shownFrom > readAt,
		)
		.filter(({ number, time }) =>
			// What was sent has no number in the ledger; live figures show it once the call has ended.
			number === undefined ? time > readAt : !booked.has(number),
		)
		.reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * Milliseconds until our own takes of a lot and bin no longer hide what is there: first until an idle
 * server shows them, then until none of them counts any more. Zero when all of them are shown.
 */
export function msUntilVisible(place: string, row: LotRow, now: number): number {
	if (pendingTakes(place, row, now) <= 0) return 0;
	const recent = taken.get(keyOf(place, row)) ?? [];
	const youngest = recent.reduce((time, one) => Math.max(time, one.time), 0);
	if (youngest === Number.POSITIVE_INFINITY) return REFRESH_MS;
	return youngest + (now < youngest + REFRESH_MS ? REFRESH_MS : KEEP_MS) - now;
}

/**
 * What this process brought in lately, by server, location and product. It is never sold before the
 * server shows it, but worth a wait.
 */
const added = new ProcessMemory<Array<{ time: number; quantity: number }>>(50_000, (additions) =>
	additions.every(({ time }) => time <= Date.now() - REFRESH_MS),
);

/** Notes stock that came in with a transaction that was posted. */
export function noteAdded(
	place: string,
	productId: string,
	addition: { quantity: number; time: number },
): void {
	const key = `${place}|${productId}`;
	added.set(key, [...(added.get(key) ?? []), addition]);
}

/** Units of a product that the server may not show yet, and when it should. */
export function pendingAdditions(
	place: string,
	productId: string,
	now: number,
): { quantity: number; waitMs: number } {
	const key = `${place}|${productId}`;
	const recent = (added.get(key) ?? []).filter((one) => one.time > now - REFRESH_MS);
	const youngest = recent.reduce((time, one) => Math.max(time, one.time), 0);
	return {
		quantity: recent.reduce((sum, one) => sum + one.quantity, 0),
		waitMs: Math.max(0, youngest + REFRESH_MS - now),
	};
}
