import { timedPositionSchema } from '../schemas';
import { isoSeconds, type Envelope, type EventName } from './events';
import { warnOfDamage, type Feed, type FeedResult, type FeedRun } from './feed';
import { readWindow } from './read-window';
import { KEY_LENGTH } from '../../shared/polling/short-hash';
import { isPlausible, liesAhead } from './plausible-position';
import { tellInOrder } from './tell';
import {
	advance,
	positionSince,
	readUntil,
	startPosition,
	untold,
	withRows,
	type TimedLimits,
	type TimedPosition,
	type TimedRow,
} from '../../shared/polling/timed-position';

/** A row as the machinery of positions sees it, with the server's record. */
export interface Timed<Record> extends TimedRow {
	record: Record;
}

/** A list that the server can sort by a time which stands in its rows. */
interface TimedSource<Record> {
	key: string;
	read: (run: FeedRun, max: number, offset: number) => Promise<Array<Timed<Record>>>;
	/** The changes that rows tell, when they are not the rows themselves. */
	changes?: (rows: Array<Timed<Record>>) => Array<Timed<Record>>;
	/** A change that is not ready to be told: it waits for a later poll, which must come soon. */
	isUnripe?: (row: Timed<Record>, now: number) => boolean;
	/** `window` = all rows that were read, also those that were told before. */
	tell: (
		run: FeedRun,
		row: Timed<Record>,
		window: ReadonlyArray<Timed<Record>>,
	) => Promise<Envelope[]>;
}

/** How late a row may become visible: a long save is dated at its start. */
const OVERLAP_SECONDS = 300;
/** All that is remembered is compared so often, to find rows of a clock that was set back. */
const COMPARE_EVERY_MS = 3_600_000;
/** Characters per remembered key, with what stands around it. */
const CHARACTERS_PER_KEY = KEY_LENGTH + 1;
const FIRST_PAGE = 100;

function limitsOf(run: FeedRun): TimedLimits {
	return { overlap: OVERLAP_SECONDS, mostSeen: Math.floor(run.room / CHARACTERS_PER_KEY) };
}

async function start<Record>(source: TimedSource<Record>, run: FeedRun): Promise<FeedResult> {
	const { since } = run.watch;
	if (run.tail && isPlausible(run.tail, run.now)) return await goOn(source, run, run.tail);
	if (since !== undefined) return await goOn(source, run, positionSince(since, run.now));
	const limits = limitsOf(run);
	const rows = await source.read(run, limits.mostSeen, 0);
	const isWhole = rows.length < limits.mostSeen;
	const changes = source.changes?.(rows) ?? rows;
	const position = startPosition(rows, isWhole, changes, run.now, limits);
	return { envelopes: [], position: withRows(position, rows, limits) };
}

/**
 * Tells what is new since a position that was not made of what the server holds now: a start date of next month, or
 * one of today while the newest row is of last week. What comes next is new in any case.
 */
async function goOn<Record>(
	source: TimedSource<Record>,
	run: FeedRun,
	position: TimedPosition,
): Promise<FeedResult> {
	const rows = await source.read(run, FIRST_PAGE, 0);
	const newest = rows.reduce((most, { time }) => Math.max(most, time), -1);
	const floor = Math.min(position.floor, newest + 1);
	const from = { ...position, newest: Math.min(position.newest, Math.max(floor, newest)), floor };
	if (floor < position.floor) delete from.floorKey;
	return await poll(source, run, { ...from, quietSince: run.now });
}

async function poll<Record>(
	source: TimedSource<Record>,
	run: FeedRun,
	position: TimedPosition,
): Promise<FeedResult> {
	const limits = limitsOf(run);
	const isDue = run.now - position.comparedAt > COMPARE_EVERY_MS || position.comparedAt > run.now;
	const until = readUntil(position, limits.overlap, isDue);
	const changesOf = (rows: Array<Timed<Record>>): Array<Timed<Record>> =>
		(source.changes?.(rows) ?? rows).filter((row) => !source.isUnripe?.(row, run.now));
	const { rows, isNewest } = await readWindow<Timed<Record>>(
		async (max, offset) => await source.read(run, max, offset),
		{
			isOld: (row) => row.time < until,
			hasNews: (some) => untold(position, changesOf(some)).length > 0,
			// When nothing is new, this one request is enough.
			firstPage: FIRST_PAGE + (isDue ? limits.mostSeen : position.settled ? 0 : position.rows),
		},
	);
	if (liesAhead(position, rows)) {
		warnOfDamage(run, source.key);
		return await start(source, run);
	}
	const waiting = untold(position, changesOf(rows));
	const { envelopes, told, rest } = await tellInOrder(
		run,
		waiting,
		async (row) => await source.tell(run, row, rows),
	);
	const next = advance(position, told, rest, run.now, limits, isDue && isNewest);
	return { envelopes, position: withRows(next, rows, limits) };
}

async function recent<Record>(
	source: TimedSource<Record>,
	run: FeedRun,
	most: number,
): Promise<Envelope[]> {
	const read = await source.read(run, FIRST_PAGE, 0);
	const rows = source.changes?.(read) ?? read;
	const examples: Envelope[] = [];
	const newestFirst = [...rows].sort((a, b) => b.time - a.time);
	for (const row of newestFirst) {
		if (examples.length >= most || !run.hasTime()) break;
		examples.push(...(await source.tell(run, row, read)));
	}
	return examples.slice(0, most);
}

/** A feed over rows that carry the server's own time. */
export function timedFeed<Record>(source: TimedSource<Record>): Feed {
	return {
		key: source.key,
		isWholeLocation: false,
		start: async (run) => await start(source, run),
		poll: async (run, stored) => {
			const parsed = timedPositionSchema.safeParse(stored);
			if (parsed.success && isPlausible(parsed.data, run.now))
				return await poll(source, run, parsed.data);
			warnOfDamage(run, source.key);
			return await start(source, run);
		},
		recent: async (run, most) => await recent(source, run, most),
	};
}

/** An envelope of a row with an exact time. */
export function exactEnvelope(
	event: EventName,
	subject: string,
	time: number,
	content: Pick<Envelope, 'location' | 'data'>,
): Envelope {
	return {
		id: `${event}:${subject}`,
		event,
		occurredAt: isoSeconds(time),
		occurredAtExact: true,
		...content,
	};
}
