import { KEY_LENGTH, splitKeys } from './short-hash';
import { addTo } from '../sums';

/**
 * Where a feed stands whose rows carry the server's own time in whole seconds (feeds.md#feeds).
 *
 * Everything older than `floor` is done with. From there on, `seen` holds what was told already, so
 * that rows of one second, rows that become visible late and rows of a clock that was set back are
 * found by what they are and not by where they stand. JSON only; all times in epoch seconds.
 */
export interface TimedPosition {
	/** Newest second of which something was told. */
	newest: number;
	floor: number;
	/** Within the second `floor`: keys up to this one are done with. Only while one second overflows. */
	floorKey?: string;
	/** `[first second, last second, keys]`, oldest first, without overlap. */
	seen: Array<[number, number, string]>;
	/** Epoch ms of this computer's clock: since when nothing new came. */
	quietSince: number;
	/** True once rows of `newest` and before can no longer become visible late. */
	settled: boolean;
	/** Epoch ms of this computer's clock: when all that is remembered was compared last. */
	comparedAt: number;
	/** Rows that the next poll must read to see all that can still change, if nothing new comes. */
	rows: number;
}

/** What a position needs to know of a row. */
export interface TimedRow {
	/** Epoch seconds of the server. */
	time: number;
	/** `shortKey` of what makes it one change. */
	key: string;
}

export interface TimedLimits {
	/** How much later than its time a row may become visible, in seconds. */
	overlap: number;
	/** Keys that are remembered. */
	mostSeen: number;
}

/** Keys of several seconds share one entry up to this number. */
const KEYS_PER_ENTRY = 64;
/** More rows of one second than this are told in the order of their keys, so that they can be resumed. */
const CROWDED_SECOND = 500;

/**
 * A position from which on everything new is told. `rows` = the newest page, `isWhole` = there are no
 * older ones, `changes` = what the rows tell.
 */
export function startPosition(
	rows: readonly TimedRow[],
	isWhole: boolean,
	changes: readonly TimedRow[],
	now: number,
	limits: TimedLimits,
): TimedPosition {
	const newest = rows.reduce((most, row) => Math.max(most, row.time), 0);
	const oldest = rows.reduce((least, row) => Math.min(least, row.time), newest);
	const position: TimedPosition = {
		newest,
		// The oldest second of a page may go on on the next page.
		floor: isWhole ? 0 : oldest + 1,
		seen: [],
		quietSince: now,
		settled: false,
		comparedAt: now,
		rows: 0,
	};
	const known = changes.filter((row) => row.time >= position.floor);
	return prune(remember(position, known), limits, Number.POSITIVE_INFINITY);
}

/** A position that tells everything from a point in time on. */
export function positionSince(seconds: number, now: number): TimedPosition {
	return {
		newest: seconds,
		floor: seconds,
		seen: [],
		quietSince: now,
		settled: false,
		comparedAt: now,
		rows: 0,
	};
}

/**
 * The newest part of a position, small enough to be kept twice: nothing that it knows is told again, and nothing
 * after it is missed. It stays the same as long as nothing is told.
 */
export function tailOf(position: TimedPosition, mostKeys: number): TimedPosition {
	const tail = { ...position, quietSince: 0, settled: false, comparedAt: 0, rows: 0 };
	let count = seenCount(tail);
	const seen = [...tail.seen];
	while (count > mostKeys && seen.length > 1) {
		const [[, last, keys]] = seen.splice(0, 1);
		count -= keys.length / KEY_LENGTH;
		tail.floor = last + 1;
		delete tail.floorKey;
	}
	return { ...tail, seen };
}

/** Rows of a list that have to be read again, because rows of their time may still become visible. */
export function withRows(
	position: TimedPosition,
	rows: readonly TimedRow[],
	limits: TimedLimits,
): TimedPosition {
	const until = readUntil(position, limits.overlap, false);
	return { ...position, rows: rows.filter(({ time }) => time >= until).length };
}

/** Reading must go on until a row is older than this second. */
export function readUntil(position: TimedPosition, overlap: number, compareAll: boolean): number {
	if (compareAll) return position.floor;
	// Nothing that is older can still become visible: the newest page is enough.
	if (position.settled) return position.newest + 1;
	return Math.max(position.floor, position.newest - overlap);
}

/** Whether a row lies before the time that reading goes back to, as after the server's clock was set back. */
function isBackDated(position: TimedPosition, row: TimedRow, overlap: number): boolean {
	return row.time < Math.max(position.floor, position.newest - overlap);
}

/** Rows that were not told yet, oldest first. Within a second the order of the rows given stays. */
export function untold<Row extends TimedRow>(position: TimedPosition, rows: readonly Row[]): Row[] {
	const seen = keysSince(position, rows);
	const fresh: Row[] = [];
	for (const row of rows) {
		if (isBelowFloor(position, row) || seen.has(row.key)) continue;
		seen.add(row.key);
		fresh.push(row);
	}
	const perSecond = new Map<number, number>();
	for (const { time } of fresh) addTo(perSecond, time, 1);
	return fresh
		.map((row, index) => ({ row, index }))
		.sort((a, b) => {
			if (a.row.time !== b.row.time) return a.row.time - b.row.time;
			const isCrowded = (perSecond.get(a.row.time) ?? 0) > CROWDED_SECOND;
			return isCrowded ? compare(a.row.key, b.row.key) : a.index - b.index;
		})
		.map(({ row }) => row);
}

/**
 * The position after `told` rows, the oldest of those that were untold. `rest` = what was read but is
 * left for the next poll, oldest first.
 */
export function advance(
	position: TimedPosition,
	told: readonly TimedRow[],
	rest: readonly TimedRow[],
	now: number,
	limits: TimedLimits,
	comparedAll: boolean,
): TimedPosition {
	const newest = told.reduce((most, row) => Math.max(most, row.time), position.newest);
	const isQuiet = told.length === 0 && rest.length === 0;
	const quietSince = isQuiet ? position.quietSince : now;
	const isBehind = [...told, ...rest].some((row) => isBackDated(position, row, limits.overlap));
	const next: TimedPosition = {
		...position,
		newest,
		quietSince,
		settled: isQuiet && (position.settled || now - quietSince > limits.overlap * 1000),
		// More of a clock that was set back may follow: compare everything again next time.
		comparedAt: isBehind ? 0 : comparedAll ? now : position.comparedAt,
	};
	const oldestRest = rest.length > 0 ? rest[0].time : Number.POSITIVE_INFINITY;
	return prune(remember(next, told), limits, oldestRest, rest);
}

function seenCount(position: TimedPosition): number {
	return position.seen.reduce((sum, [, , keys]) => sum + keys.length / KEY_LENGTH, 0);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Keys of the seconds that the rows belong to. */
function keysSince(position: TimedPosition, rows: readonly TimedRow[]): Set<string> {
	const oldest = rows.reduce((least, { time }) => Math.min(least, time), Number.POSITIVE_INFINITY);
	const entries = position.seen.filter(([, last]) => last >= oldest);
	return new Set(entries.flatMap(([, , keys]) => splitKeys(keys)));
}

function isBelowFloor(position: TimedPosition, row: TimedRow): boolean {
	if (row.time !== position.floor) return row.time < position.floor;
	return position.floorKey !== undefined && row.key <= position.floorKey;
}

/** Adds keys; a second never lies in two entries. */
function remember(position: TimedPosition, rows: readonly TimedRow[]): TimedPosition {
	const seen = position.seen.map((entry): [number, number, string] => [...entry]);
	for (const { time, key } of rows) {
		const at = seen.findIndex(([, last]) => last >= time);
		const index = at === -1 ? seen.length : at;
		const entry = seen[index];
		if (entry && entry[0] <= time) entry[2] += key;
		else seen.splice(index, 0, [time, time, key]);
	}
	return { ...position, seen: joinSmall(seen) };
}

/** Joins neighbours that together hold few keys. */
function joinSmall(seen: ReadonlyArray<[number, number, string]>): Array<[number, number, string]> {
	const joined: Array<[number, number, string]> = [];
	for (const [first, last, keys] of seen) {
		const before = joined[joined.length - 1];
		if (before && before[2].length + keys.length <= KEYS_PER_ENTRY * KEY_LENGTH) {
			before[1] = last;
			before[2] += keys;
		} else joined.push([first, last, keys]);
	}
	return joined;
}

/** Forgets the oldest keys when there are too many, never those of rows that wait. */
function prune(
	position: TimedPosition,
	limits: TimedLimits,
	oldestRest: number,
	rest: readonly TimedRow[] = [],
): TimedPosition {
	const next = { ...position, seen: [...position.seen] };
	let count = seenCount(next);
	while (count > limits.mostSeen && next.seen.length > 0) {
		const [, last, keys] = next.seen[0];
		if (last < oldestRest) {
			next.seen.shift();
			next.floor = Math.max(next.floor, last + 1);
			delete next.floorKey;
			count -= keys.length / KEY_LENGTH;
			continue;
		}
		// One second holds more than can be remembered, and not all of it is told: its rows are told in
		// the order of their keys, so the smallest told ones can be left out.
		if (last > oldestRest) break;
		const waiting = rest.filter(({ time }) => time === last).map(({ key }) => key);
		const smallestWaiting = waiting.reduce((least, key) => (key < least ? key : least), '~');
		const sorted = splitKeys(keys).sort(compare);
		const surplus = sorted.slice(0, count - limits.mostSeen);
		const removable = surplus.filter((key) => key < smallestWaiting);
		if (removable.length === 0) break;
		next.floor = last;
		next.floorKey = removable[removable.length - 1];
		next.seen[0] = [last, last, sorted.slice(removable.length).join('')];
		break;
	}
	return next;
}
