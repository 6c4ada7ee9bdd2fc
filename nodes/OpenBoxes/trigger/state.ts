import { jsonParse } from 'n8n-workflow';
import {
	failureCountSchema,
	timedPositionSchema,
	triggerMarkerSchema,
	triggerStateSchema,
} from '../schemas';
import { tailOf, type TimedPosition } from '../../shared/polling/timed-position';
import type { Watch } from './watch';
import { hashOf } from '../../shared/hash';

/** What is remembered of the server, so that an idle poll need not ask who it is. */
export interface ServerFacts {
	kind: 'openSource' | 'documented';
	version: string;
	location: { id: string; name: string; number: string };
	/** Epoch ms of this computer's clock. */
	askedAt: number;
}

/** All that the trigger keeps between two polls. JSON, and small: n8n stores it with the workflow. */
export interface TriggerState {
	version: 1;
	/** Hash of what is watched and where; a position is never used for anything else. */
	watched: string;
	server: ServerFacts;
	/** Position of each feed, by its key. */
	positions: Record<string, unknown>;
	/** Epoch ms of the last reading of feeds that bring a whole location. */
	readAt: Record<string, number>;
}

/**
 * What n8n keeps with the workflow itself, under the id of the node. It survives where the rest does not: n8n
 * keeps the rest under the node's name, and its durable scheduler keeps nothing of the poll at the activation,
 * but saves this before the first poll of the schedule, for every main.
 */
interface Marker {
	watched: string;
	name: string;
	/** The end of each position, by feed: only feeds whose rows carry times can go on from it. */
	tails: Record<string, TimedPosition>;
	/** The position of the activation, as long as no later one was stored. */
	first?: TriggerState | null;
}

/** Failures in a row, for an n8n that does not space failing polls out itself. */
interface FailureCount {
	inRow: number;
	/** Epoch ms before which no poll should bother the server again. */
	until: number;
}

/** Characters of JSON that all positions may take together. */
export const MOST_STATE = 42_000;
const MOST_PER_FEED = 20_000;
/** Changes that are known by their key when a position is lost; small, as it is kept a second time. */
const KEYS_PER_TAIL = 150;

const STATE_KEY = 'openBoxesTrigger';
const FAILURE_KEY = 'openBoxesTriggerFailures';

/** Where n8n keeps data of a node; only writes at the top level are noticed. */
export type StaticData = Record<string, unknown>;

/** Identifies what is watched on which server; anything else that changes keeps the position. */
export function fingerprint(watch: Watch, serverAddress: string): string {
	const watched = [
		serverAddress,
		[...watch.events].sort(),
		watch.locationText,
		watch.supplierText,
		watch.categoryText,
		watch.transactionTypes,
		watch.minimumQuantity,
		watch.since,
		watch.withinDays,
	];
	return hashOf(JSON.stringify(watched), 16);
}

/** A stored value that this package did not write: nobody can go on from it. */
type Stored<Value> = { value?: Value; isDamaged: boolean };

/**
 * A stored value as JSON has it. n8n hands out objects that notice changes and carry a hidden key of their own for
 * that, which a schema of a record takes for an entry.
 */
function asStored(value: unknown): unknown {
	return value === undefined ? undefined : jsonParse(JSON.stringify(value));
}

/** The state of an earlier poll, when it belongs to what is watched today. */
export function readState(data: StaticData, watched: string): Stored<TriggerState> {
	const stored = data[STATE_KEY];
	if (stored === undefined) return { isDamaged: false };
	const parsed = triggerStateSchema.safeParse(asStored(stored));
	if (!parsed.success) return { isDamaged: true };
	const value = parsed.data.watched === watched ? parsed.data : undefined;
	return { value, isDamaged: false };
}

export function writeState(data: StaticData, state: TriggerState): void {
	data[STATE_KEY] = state;
	if (data[FAILURE_KEY] !== undefined) data[FAILURE_KEY] = null;
}

export function readMarker(data: StaticData, nodeId: string, watched: string): Marker | undefined {
	const parsed = triggerMarkerSchema.safeParse(asStored(data[`${STATE_KEY}:${nodeId}`]));
	return parsed.success && parsed.data.watched === watched ? parsed.data : undefined;
}

export function writeMarker(data: StaticData, nodeId: string, marker: Marker): void {
	const key = `${STATE_KEY}:${nodeId}`;
	if (JSON.stringify(data[key]) !== JSON.stringify(marker)) data[key] = marker;
}

/** The end of every position that has one. */
export function tailsOf(positions: Record<string, unknown>): Record<string, TimedPosition> {
	const tails: Record<string, TimedPosition> = {};
	for (const [key, position] of Object.entries(positions)) {
		const parsed = timedPositionSchema.safeParse(position);
		if (parsed.success) tails[key] = tailOf(parsed.data, KEYS_PER_TAIL);
	}
	return tails;
}

/** Characters that each of so many feeds may keep. */
export function roomPerFeed(feeds: number): number {
	return Math.min(MOST_PER_FEED, Math.floor(MOST_STATE / Math.max(1, feeds)));
}

/** Failed polls in a row after which they are spaced out. */
const PATIENCE = 3;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Failures of the polls before. A pause that is longer than any that is ever made was counted while this
 * computer's clock was ahead, and is over.
 */
export function readFailures(data: StaticData, now: number): FailureCount {
	const parsed = failureCountSchema.safeParse(data[FAILURE_KEY]);
	if (!parsed.success) return { inRow: 0, until: 0 };
	const { inRow, until } = parsed.data;
	return { inRow, until: until - now > LONGEST_PAUSE_MS ? 0 : until };
}

/** Counts a failed poll. The server's own wish to be left alone counts from the first failure on. */
export function countFailure(data: StaticData, now: number, retryAfterMs: number = 0): void {
	const inRow = readFailures(data, now).inRow + 1;
	const spaced = inRow > PATIENCE ? FIRST_PAUSE_MS * 2 ** Math.min(10, inRow - PATIENCE - 1) : 0;
	const pause = Math.min(LONGEST_PAUSE_MS, Math.max(spaced, retryAfterMs));
	data[FAILURE_KEY] = { inRow, until: now + pause };
}
