import { registerPositionSchema, type RegisterPosition } from '../schemas';
import type { Envelope } from './events';
import { warnOfDamage, type Feed, type FeedResult, type FeedRun } from './feed';
import type { Register } from './register';
import { shortKey } from '../../shared/polling/short-hash';
import {
	compareStatuses,
	readStatuses,
	remember,
	toPosition,
	type StatusChange,
	type StatusRow,
} from './status-changes';
import { tellInOrder } from './tell';

export interface Heard {
	envelopes: Envelope[];
	/** How often this row was told as approved or sent, this time included. */
	count: number;
}

/** A list whose rows show a status but no time. */
interface StatusSource<Row extends StatusRow> {
	key: string;
	/** Rows that changed last, newest first; `isWhole` = there are no others. */
	read: (run: FeedRun, max: number) => Promise<{ rows: Row[]; isWhole: boolean }>;
	/** Rows beyond the newest ones that a first poll must know of. */
	alsoKnown?: (run: FeedRun) => Promise<Row[]>;
	/** `isNew` = made since the last poll, as far as can be told. */
	tell: (run: FeedRun, change: StatusChange<Row>, isNew: boolean) => Promise<Heard>;
	/** Decides about rows that are not known while not all old ones are remembered. */
	isNew: (run: FeedRun, row: Row) => Promise<boolean>;
	/** Rows that a start date may reach back to, and when they were made, in epoch seconds. */
	existing: (run: FeedRun) => Promise<Row[]>;
	madeAt: (row: Row) => number | undefined;
	/** Marks in the order in which they are forgotten. */
	forget: string;
}

const FIRST_PAGE = 100;
const LONGEST_PAGE = 2500;
const KNOWN_AT_START = 500;
/** So many unchanged rows in a row mean that what follows did not change either. */
const QUIET_ROWS = 20;

/** Index after the first long run of unchanged rows; undefined when there is none. */
function endOfChanges<Row extends StatusRow>(
	register: Register,
	rows: readonly Row[],
): number | undefined {
	const changed = new Set(compareStatuses(register, rows).map(({ row }) => row));
	let run = 0;
	for (const [index, row] of rows.entries()) {
		run = changed.has(row) ? 0 : run + 1;
		if (run === QUIET_ROWS) return index + 1;
	}
	return undefined;
}

/**
 * The newest page, or more when it may not hold all changes. Of longer pages only the part with
 * changes counts: further down are rows that were forgotten, which look as if they were new.
 */
async function readChanged<Row extends StatusRow>(
	source: StatusSource<Row>,
	run: FeedRun,
	register: Register,
): Promise<Row[]> {
	for (let max = FIRST_PAGE; ; max *= 5) {
		const { rows, isWhole } = await source.read(run, max);
		const end = endOfChanges(register, rows);
		if (end !== undefined && max > FIRST_PAGE) return rows.slice(0, end);
		if (isWhole || end !== undefined || max >= LONGEST_PAGE) return rows;
	}
}

async function start<Row extends StatusRow>(
	source: StatusSource<Row>,
	run: FeedRun,
): Promise<FeedResult> {
	const { rows, isWhole } = await source.read(run, KNOWN_AT_START);
	const register: Register = new Map();
	// Oldest first, so that the oldest are forgotten first.
	for (const row of [...((await source.alsoKnown?.(run)) ?? []), ...[...rows].reverse()])
		remember(register, row, 0);
	const before = { isPartial: !isWhole, base: 0 };
	const envelopes = await tellExisting(source, run, register);
	return { envelopes, position: toPosition(register, before, run.room, source.forget) };
}

/** With a start date, rows made since are told as if they were new. */
async function tellExisting<Row extends StatusRow>(
	source: StatusSource<Row>,
	run: FeedRun,
	register: Register,
): Promise<Envelope[]> {
	const { since } = run.watch;
	if (since === undefined) return [];
	const rows = (await source.existing(run))
		.map((row) => ({ row, made: source.madeAt(row) ?? 0 }))
		.filter(({ made }) => made >= since)
		.sort((a, b) => a.made - b.made);
	const { envelopes, rest } = await tellInOrder(run, rows, async ({ row }) => {
		const heard = await source.tell(run, { row, count: 0 }, true);
		remember(register, row, heard.count);
		return heard.envelopes;
	});
	// What there was no time for counts as not known yet.
	for (const { row } of rest) register.delete(shortKey(row.id));
	return envelopes;
}

async function poll<Row extends StatusRow>(
	source: StatusSource<Row>,
	run: FeedRun,
	position: RegisterPosition,
): Promise<FeedResult> {
	const register = readStatuses(position);
	const rows = await readChanged(source, run, register);
	const changes = compareStatuses(register, rows);
	const { envelopes } = await tellInOrder(run, changes, async (change) => {
		const isNew =
			change.before === undefined && (!position.isPartial || (await source.isNew(run, change.row)));
		const heard = await source.tell(run, change, isNew);
		remember(register, change.row, heard.count);
		return heard.envelopes;
	});
	return { envelopes, position: toPosition(register, position, run.room, source.forget) };
}

/** A feed over rows without times. */
export function statusFeed<Row extends StatusRow>(source: StatusSource<Row>): Feed {
	return {
		key: source.key,
		isWholeLocation: false,
		start: async (run) => await start(source, run),
		poll: async (run, stored) => {
			const parsed = registerPositionSchema.safeParse(stored);
			if (parsed.success) return await poll(source, run, parsed.data);
			warnOfDamage(run, source.key);
			return await start(source, run);
		},
		recent: async (run, most) => {
			const { rows } = await source.read(run, FIRST_PAGE);
			const examples: Envelope[] = [];
			for (const row of rows) {
				if (examples.length >= most || !run.hasTime()) break;
				const { envelopes } = await source.tell(run, { row, count: 0 }, true);
				examples.push(...envelopes);
			}
			return examples.slice(0, most);
		},
	};
}
