import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { Connection } from '../transport/connection';
import type { TimedPosition } from '../../shared/polling/timed-position';
import { ProcessMemory } from '../../shared/process-memory';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { chooseFeeds } from './choose-feeds';
import type { Envelope } from './events';
import type { Feed, FeedRun } from './feed';
import { Filters } from './filters';
import { Lookups } from './lookups';
import { toPollError } from './poll-error';
import {
	countFailure,
	fingerprint,
	tailsOf,
	readFailures,
	readMarker,
	readState,
	roomPerFeed,
	writeMarker,
	writeState,
	type ServerFacts,
	type TriggerState,
} from './state';
import { timeBudget } from '../../shared/polling/time-budget';
import { explainTimeUp } from './time-up';
import { readWatch, type Watch } from './watch';

const SERVER_KNOWN_MS = 3_600_000;
/** Real examples that "Fetch Test Event" shows per list. */
const EXAMPLES = 3;

/** Polls that run in this process; n8n's in-memory scheduler does not prevent that two overlap. */
const running = new ProcessMemory<{ startedAt: number }>(10_000);
const STUCK_MS = 10 * 60_000;

interface Polled {
	envelopes: Envelope[];
	state: TriggerState;
}

/** One poll: what changed since the last one, oldest first, or null when nothing did. */
export async function runPoll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = context.getNode();
	const isManual = context.getMode() === 'manual';
	const key = `${context.getWorkflow().id ?? ''}|${node.id}`;
	const startedAt = Date.now();
	const data = context.getWorkflowStaticData('node');
	const mark = { startedAt };
	if (!isManual) {
		const { inRow, until } = readFailures(data, startedAt);
		if (until > startedAt) {
			leaveOut(context, `${inRow} failed in a row, the next is in ${until - startedAt} ms`);
			return null;
		}
		const other = running.get(key);
		const age = startedAt - (other?.startedAt ?? 0);
		// A clock that was put right makes a poll look as if it began tomorrow.
		if (other && age >= 0 && age < STUCK_MS) {
			leaveOut(context, 'the one before is still under way');
			return null;
		}
		running.set(key, mark);
	}
	const budget = timeBudget(context);
	try {
		const watch = readWatch(context);
		const connection = await Connection.open(budget.context);
		const end = connection.now() + budget.beginMs;
		if (isManual) return toItems(await examples(connection, watch, end));
		const { envelopes, state } = await pollOnce(context, connection, watch, end, data);
		writeState(data, state);
		return toItems(envelopes);
	} catch (error) {
		const failure = explainTimeUp(toOpenBoxesError(error), budget);
		if (!isManual) countFailure(data, startedAt, failure.retryAfterMs);
		throw toPollError(node, failure);
	} finally {
		// A poll that outlived its limit leaves the mark of its successor alone.
		if (!isManual) running.delete(key, mark);
	}
}

/** A poll that asks nothing looks like one that found nothing, so the log says it. */
function leaveOut(context: IPollFunctions, why: string): void {
	context.logger.debug(`OpenBoxes: a poll of "${context.getNode().name}" is left out: ${why}`);
}

async function pollOnce(
	context: IPollFunctions,
	connection: Connection,
	watch: Watch,
	end: number,
	data: IDataObject,
): Promise<Polled> {
	const node = context.getNode();
	const watched = fingerprint(watch, connection.key);
	const stored = readState(data, watched);
	const shared = context.getWorkflowStaticData('global');
	const marker = readMarker(shared, node.id, watched);
	if (stored.isDamaged) {
		connection.warn(
			`the stored position of "${node.name}" is damaged; it goes on from its activation, or starts anew`,
		);
	}
	const before = stored.value ?? marker?.first ?? undefined;
	// The position is gone, with the node's old name or for another reason: lists with times go on all the same.
	const resume = before ? undefined : marker?.tails;
	const server = await serverFacts(connection, before?.server);
	// Without a position, a start date would tell again what was told under the node's old name.
	const withoutStart: Watch = { ...watch, since: undefined };
	const known = { before, resume, repair: marker?.tails, watched, server };
	const polled = await readFeeds(connection, resume ? withoutStart : watch, end, known);
	writeMarker(shared, node.id, {
		watched,
		name: node.name,
		tails: tailsOf(polled.state.positions),
		// Once a later position is stored, the one of the activation is history.
		...(stored.value ? {} : { first: before ?? polled.state }),
	});
	return polled;
}

async function readFeeds(
	connection: Connection,
	watch: Watch,
	end: number,
	known: {
		before?: TriggerState;
		/** Where timed feeds go on without a position, and with one that is damaged. */
		resume?: Record<string, TimedPosition>;
		repair?: Record<string, TimedPosition>;
		watched: string;
		server: ServerFacts;
	},
): Promise<Polled> {
	const { before, resume, repair, watched, server } = known;
	const feeds = chooseFeeds(watch.events, server);
	const positions: Record<string, unknown> = {};
	const readAt: Record<string, number> = {};
	const envelopes: Envelope[] = [];
	for (const [index, feed] of feeds.entries()) {
		const now = connection.now();
		const position = before?.positions[feed.key];
		const last = before?.readAt[feed.key];
		if (position !== undefined && !isDue(feed, watch, last, now)) {
			positions[feed.key] = position;
			if (last !== undefined) readAt[feed.key] = last;
			continue;
		}
		// What is left of the time is shared, so that one busy list does not starve the others.
		const endOfFeed = now + (end - now) / (feeds.length - index);
		const tail = (position === undefined ? resume : repair)?.[feed.key];
		const run = newRun(connection, watch, server, endOfFeed, feeds.length, tail);
		const result = position === undefined ? await feed.start(run) : await feed.poll(run, position);
		positions[feed.key] = result.position;
		if (feed.isWholeLocation) readAt[feed.key] = now;
		envelopes.push(...result.envelopes);
	}
	return {
		envelopes: oldestFirst(envelopes),
		state: { version: 1, watched, server, positions, readAt },
	};
}

function newRun(
	connection: Connection,
	watch: Watch,
	server: ServerFacts,
	end: number,
	feeds: number,
	tail?: TimedPosition,
): FeedRun {
	const lookups = new Lookups(connection);
	return {
		connection,
		server,
		watch,
		lookups,
		filters: new Filters(connection, lookups, watch),
		now: connection.now(),
		hasTime: () => connection.now() < end,
		room: roomPerFeed(feeds),
		...(tail ? { tail } : {}),
	};
}

function isDue(feed: Feed, watch: Watch, last: number | undefined, now: number): boolean {
	if (!feed.isWholeLocation || last === undefined) return true;
	return now - last >= watch.stockMinutes * 60_000 || last > now;
}

/** Kind and location of the server; asked again once an hour, as servers are updated. */
async function serverFacts(connection: Connection, known?: ServerFacts): Promise<ServerFacts> {
	const now = connection.now();
	if (known && known.askedAt <= now && now - known.askedAt < SERVER_KNOWN_MS) return known;
	const { kind, version, location } = await connection.serverInfo();
	return { kind, version, location, askedAt: now };
}

async function examples(connection: Connection, watch: Watch, end: number): Promise<Envelope[]> {
	const server = await serverFacts(connection);
	const feeds = chooseFeeds(watch.events, server);
	const found: Envelope[] = [];
	for (const feed of feeds) {
		const run = newRun(connection, watch, server, end, feeds.length);
		found.push(...(await feed.recent(run, EXAMPLES)));
	}
	if (found.length === 0) {
		throw new OpenBoxesError('There is no example of these events in OpenBoxes yet', {
			description:
				'Nothing that matches the events and filters has happened lately. Remove filters, or activate the workflow: it will start with the next event.',
		});
	}
	return oldestFirst(found);
}

function oldestFirst(envelopes: readonly Envelope[]): Envelope[] {
	return [...envelopes].sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
}

function toItems(envelopes: readonly Envelope[]): INodeExecutionData[][] | null {
	if (envelopes.length === 0) return null;
	return [envelopes.map((envelope) => ({ json: { ...envelope } as unknown as IDataObject }))];
}
