import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { KEY_LENGTH } from '../../shared/polling/short-hash';
import {
	advance,
	positionSince,
	readUntil,
	startPosition,
	untold,
	type TimedLimits,
	type TimedPosition,
} from '../../shared/polling/timed-position';
import { ProcessMemory } from '../../shared/process-memory';
import type { Json } from '../rules/transaction-body';
import { readTransactions } from '../transactions/read-transactions';
import { Connection } from '../transport/connection';
import { HapiHubError, toHapiHubError } from '../transport/hapihub-error';
import { toNodeError } from '../transport/node-error';
import { changesOf, toEnvelope, type Change, type Envelope } from './changes';
import { readNew } from './read-new';
import {
	countFailure,
	readFailures,
	readMarker,
	readState,
	writeMarker,
	writeState,
	type TriggerState,
} from './state';
import { ALL_EVENTS } from './events';
import { timeBudget } from '../../shared/polling/time-budget';
import { explainTimeUp } from './time-up';
import { fingerprint, readWatch, type Watch } from './watch';

/** Characters of the keys that are remembered. */
const ROOM = 20_000;
/** Items that one poll starts an execution with; more come with the next poll. */
const MOST_PER_POLL = 1000;
/** All that is remembered is compared so often, to find sales that were handed out or entered late. */
const COMPARE_EVERY_MS = 3_600_000;
/** Rows that the first poll takes note of; older ones are never told. */
const START_ROWS = 1000;
/** Real examples that "Fetch Test Event" shows. */
const EXAMPLES = 3;

/** Polls that run in this process; n8n's in-memory scheduler does not prevent that two overlap. */
const running = new ProcessMemory<number>(10_000);
const STUCK_MS = 10 * 60_000;

/**
 * States of first polls: n8n's durable scheduler does not store what the poll at activation wrote when
 * it returned nothing, so the next poll finds the position here.
 */
const FIRST_STATE_MS = 10 * 60_000;
const firstStates = new ProcessMemory<{ state: TriggerState; until: number }>(
	10_000,
	({ until }) => until < Date.now(),
);

interface Polled {
	envelopes: Envelope[];
	position: TimedPosition;
}

function limitsOf({ overlap }: Watch): TimedLimits {
	return { overlap, mostSeen: Math.floor(ROOM / (KEY_LENGTH + 1)) };
}

function inWarehouse({ warehouse }: Watch): (row: Json) => boolean {
	return (row) =>
		warehouse === '' ||
		[row.warehouse, row.source, row.destination].some((one) => one === warehouse);
}

/** A transfer concerns three warehouses, of which the server can filter by one: then all are read. */
function queryOf({ warehouse, events }: Watch): Record<string, string> {
	return warehouse === '' || events.has('transfer.created') ? {} : { warehouse };
}

/** One poll: what is new since the last one, oldest first, or null when nothing is. */
export async function runPoll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = context.getNode();
	const isManual = context.getMode() === 'manual';
	const key = `${context.getWorkflow().id ?? ''}|${node.id}`;
	const startedAt = Date.now();
	const data = context.getWorkflowStaticData('node');
	if (!isManual) {
		if (readFailures(data).until > startedAt) return null;
		const other = running.get(key);
		if (other !== undefined && startedAt - other < STUCK_MS) return null;
		running.set(key, startedAt);
	}
	const budget = timeBudget(context);
	try {
		const watch = readWatch(context);
		const connection = await Connection.open(budget.context);
		if (isManual) return toItems(await examples(connection, watch));
		return toItems(await pollOnce(context, connection, watch, budget.beginMs, data, key));
	} catch (error) {
		const failure = explainTimeUp(toHapiHubError(error), budget);
		if (!isManual) countFailure(data, startedAt, failure.retryAfterMs);
		throw toNodeError(node, failure);
	} finally {
		if (!isManual) running.delete(key);
	}
}

async function pollOnce(
	context: IPollFunctions,
	connection: Connection,
	watch: Watch,
	beginMs: number,
	data: IDataObject,
	key: string,
): Promise<Envelope[]> {
	const { id, name } = context.getNode();
	const watched = fingerprint(watch, connection.key);
	const now = connection.now();
	const stored = readState(data, watched);
	const first = firstStates.get(key);
	firstStates.delete(key);
	const isFirstUsable = first?.state.watched === watched && first.until > now;
	const before = (stored ?? (isFirstUsable ? first?.state : undefined))?.position;
	const shared = context.getWorkflowStaticData('global');
	// Without a position, a start date would tell again what was told under the node's old name.
	const since = before ? undefined : (readMarker(shared, id, name, watched) ?? watch.since);
	const position = before ?? (since === undefined ? undefined : positionSince(since, now));
	const hasTime = (): boolean => connection.now() < now + beginMs;
	const polled = position
		? await readChanges(connection, watch, position, hasTime)
		: await start(connection, watch);
	const state: TriggerState = { version: 1, watched, position: polled.position };
	writeMarker(shared, id, { watched, name, newest: polled.position.newest });
	if (!stored && polled.envelopes.length === 0)
		firstStates.set(key, { state, until: now + FIRST_STATE_MS });
	writeState(data, state);
	return polled.envelopes;
}

/** The first poll takes a position and tells nothing. */
async function start(connection: Connection, watch: Watch): Promise<Polled> {
	const limits = limitsOf(watch);
	const { rows, isComplete } = await readTransactions(connection, {
		query: queryOf(watch),
		isWanted: inWarehouse(watch),
		most: START_ROWS,
	});
	const changes = changesOf(rows, watch.events);
	const times = changesOf(rows, ALL_EVENTS);
	const position = startPosition(times, isComplete, changes, connection.now(), limits);
	return { envelopes: [], position };
}

async function readChanges(
	connection: Connection,
	watch: Watch,
	position: TimedPosition,
	hasTime: () => boolean,
): Promise<Polled> {
	const limits = limitsOf(watch);
	const now = connection.now();
	const isDue = now - position.comparedAt > COMPARE_EVERY_MS || position.comparedAt > now;
	const changesIn = (rows: Json[]): Change[] => changesOf(rows, watch.events);
	const { rows, isNewest } = await readNew(connection, {
		query: queryOf(watch),
		isWanted: inWarehouse(watch),
		until: readUntil(position, limits.overlap, isDue) * 1000,
		hasTime,
		hasNews: (some) => untold(position, changesIn(some)).length > 0,
	});
	const waiting = untold(position, changesIn(rows));
	const told = waiting.slice(0, MOST_PER_POLL);
	const rest = waiting.slice(MOST_PER_POLL);
	return {
		envelopes: told.map((change) => toEnvelope(change, watch.isRaw)),
		position: advance(position, told, rest, now, limits, isDue && isNewest),
	};
}

async function examples(connection: Connection, watch: Watch): Promise<Envelope[]> {
	const { rows } = await readTransactions(connection, {
		query: queryOf(watch),
		isWanted: (row) => inWarehouse(watch)(row) && changesOf([row], watch.events).length > 0,
		limit: EXAMPLES,
	});
	if (rows.length > 0)
		return changesOf(rows, watch.events)
			.slice(0, EXAMPLES)
			.map((change) => toEnvelope(change, watch.isRaw));
	throw new HapiHubError('There is no example of these events in HapiHub yet', {
		description:
			'Enter one in the clinic system, or activate the workflow: it will start with the next event.',
	});
}

function toItems(envelopes: readonly Envelope[]): INodeExecutionData[][] | null {
	if (envelopes.length === 0) return null;
	return [envelopes.map((envelope) => ({ json: { ...envelope } as unknown as IDataObject }))];
}
