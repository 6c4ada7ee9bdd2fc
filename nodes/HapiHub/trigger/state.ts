import type { TimedPosition } from '../../shared/polling/timed-position';

/** Where n8n keeps data of a node; only writes at the top level are noticed. */
type StaticData = Record<string, unknown>;

/** All that the trigger keeps between two polls. JSON, and small: n8n stores it with the workflow. */
export interface TriggerState {
	version: 1;
	/** Hash of what is watched and where; a position is never used for anything else. */
	watched: string;
	position: TimedPosition;
}

/** What survives a new name of the node: n8n keeps the rest under the node's name. */
interface Marker {
	watched: string;
	name: string;
	newest: number;
}

/** Failures in a row, for an n8n that does not space failing polls out itself. */
interface FailureCount {
	inRow: number;
	/** Epoch ms before which no poll should bother the server again. */
	until: number;
}

const STATE_KEY = 'hapiHubTrigger';
const FAILURE_KEY = 'hapiHubTriggerFailures';
/** Failed polls in a row after which they are spaced out. */
const PATIENCE = 3;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

function isPosition(value: unknown): value is TimedPosition {
	if (typeof value !== 'object' || value === null) return false;
	const { newest, floor, seen } = value as Partial<TimedPosition>;
	return typeof newest === 'number' && typeof floor === 'number' && Array.isArray(seen);
}

/** The state of an earlier poll, when it belongs to what is watched today. */
export function readState(data: StaticData, watched: string): TriggerState | undefined {
	const state = data[STATE_KEY] as TriggerState | undefined;
	const isOurs = state?.version === 1 && state.watched === watched && isPosition(state.position);
	return isOurs ? state : undefined;
}

export function writeState(data: StaticData, state: TriggerState): void {
	data[STATE_KEY] = state;
	if (data[FAILURE_KEY] !== undefined) data[FAILURE_KEY] = null;
}

/** Second to go on from when the node got a new name; undefined when it did not. */
export function readMarker(
	data: StaticData,
	nodeId: string,
	name: string,
	watched: string,
): number | undefined {
	const stored = data[`${STATE_KEY}:${nodeId}`] as Marker | undefined;
	return stored?.watched === watched && stored.name !== name ? stored.newest : undefined;
}

export function writeMarker(data: StaticData, nodeId: string, marker: Marker): void {
	const key = `${STATE_KEY}:${nodeId}`;
	if (JSON.stringify(data[key]) !== JSON.stringify(marker)) data[key] = marker;
}

export function readFailures(data: StaticData): FailureCount {
	return (data[FAILURE_KEY] as FailureCount | null | undefined) ?? { inRow: 0, until: 0 };
}

/** Counts a failed poll. The server's own wish to be left alone counts from the first failure on. */
export function countFailure(data: StaticData, now: number, retryAfterMs: number = 0): void {
	const inRow = readFailures(data).inRow + 1;
	const spaced = inRow > PATIENCE ? FIRST_PAUSE_MS * 2 ** Math.min(10, inRow - PATIENCE - 1) : 0;
	const pause = Math.min(LONGEST_PAUSE_MS, Math.max(spaced, retryAfterMs));
	data[FAILURE_KEY] = { inRow, until: now + pause };
}
