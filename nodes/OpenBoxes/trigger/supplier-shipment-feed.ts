import { listSchema, deliverySchema, type WatchedMovement, type Delivery } from '../schemas';
import { apiPath } from '../transport/base-url';
import { isAtLeast } from '../transport/server';
import { epochSeconds, type Envelope, type EventName } from './events';
import type { Feed, FeedRun } from './feed';
import { hasRequisition, movementSummary, readMovementData, requestedLines } from './movement-data';
import { pollEnvelope } from './poll-envelope';
import type { StatusChange, StatusRow } from './status-changes';
import { statusFeed, type Heard } from './status-feed';
import { exactEnvelope } from './timed-feed';
import { categoriesOf } from './transaction-lines';

/**
 * Deliveries from suppliers. They write no transaction when they are sent, and those made for orders
 * are no requisition, so neither of the other lists shows them (feeds.md#feeds).
 */
interface Row extends StatusRow {
	record: Delivery;
}

/** Marks: p = not sent, s = on its way, r = received at least in part, d = from a store of our own. */
function markOf(row: Delivery): string {
	const isOwn = row.origin?.isDepot ?? row.origin?.type === 'DEPOT';
	if (isOwn) return 'd';
	const status = row.displayStatus ?? row.status ?? '';
	if (row.isReceived || row.isPartiallyReceived || /RECEIVED/.test(status)) return 'r';
	return status === 'SHIPPED' ? 's' : 'p';
}

const FORGET = 'drsp';
const NEWEST_MADE = 100;

/** Since 0.9.8 a list of inbound movements exists, with the time of creation (feeds.md#feeds). */
const INBOUND_LIST = 'inboundStockMovementListItem';
const SHIPMENT_LIST = 'shipment';

function listOf(run: FeedRun): string {
	return isAtLeast(run.server.version, '0.9.8') ? INBOUND_LIST : SHIPMENT_LIST;
}

async function list(run: FeedRun, sort: string, max: number): Promise<Row[]> {
	const page = listSchema.parse(
		await run.connection.get(
			apiPath('generic', listOf(run)),
			{ sort, order: 'desc', max },
			{ priority: 'bulk' },
		),
	);
	return page.data.map((data) => {
		const record = deliverySchema.parse(data);
		return { record, id: record.id, mark: markOf(record) };
	});
}

const newestMade = new WeakMap<FeedRun, Promise<Set<string>>>();

async function isAmongNewestMade(run: FeedRun, row: Row): Promise<boolean> {
	let made = newestMade.get(run);
	if (!made) {
		made = list(run, 'dateCreated', NEWEST_MADE).then((rows) => new Set(rows.map(({ id }) => id)));
		newestMade.set(run, made);
	}
	return (await made).has(row.id);
}

/** Whether the shipment wrote a transaction: then the list of transactions tells that it was sent. */
async function wroteTransaction(run: FeedRun, movement: WatchedMovement): Promise<boolean> {
	const shipmentId = movement.associations?.shipment?.id ?? movement.id;
	const page = listSchema.parse(
		await run.connection.search('transaction', [
			{ property: 'outgoingShipment.id', value: shipmentId },
		]),
	);
	return page.data.length > 0;
}

async function eventsOf(
	run: FeedRun,
	{ row, before }: StatusChange<Row>,
	isNew: boolean,
	movement: WatchedMovement,
): Promise<EventName[]> {
	const events: EventName[] = [];
	if (isNew && !hasRequisition(movement)) events.push('stockMovement.created');
	const isSent = row.mark === 's' || (row.mark === 'r' && (isNew || before === 'p'));
	const wasSent = before === 's' || before === 'r';
	if (isSent && !wasSent && !(await wroteTransaction(run, movement)))
		events.push('stockMovement.shipped');
	return events;
}

async function tell(run: FeedRun, change: StatusChange<Row>, isNew: boolean): Promise<Heard> {
	const { row, before, count } = change;
	const isNews =
		row.mark !== 'd' && (isNew || ((row.mark === 's' || before === 'p') && row.mark !== 'p'));
	if (!isNews) return { envelopes: [], count };
	const movement = await readMovementData(run.lookups, row.id);
	if (!movement) return { envelopes: [], count };
	const events = await eventsOf(run, change, isNew, movement);
	const sent = count + (events.includes('stockMovement.shipped') ? 1 : 0);
	const told = events.filter((event) => run.watch.events.has(event));
	const lines = requestedLines(movement);
	const isWanted =
		told.length > 0 &&
		(await run.filters.pass({
			places: [movement.destination?.id, movement.origin?.id],
			supplier: movement.origin?.id ?? null,
			quantity: async () => lines.reduce((sum, { quantity }) => sum + quantity, 0),
			categories: async () => await categoriesOf(run.lookups, lines),
		}));
	if (!isWanted) return { envelopes: [], count: sent };
	const envelopes: Envelope[] = [];
	for (const event of told) {
		// What happens outside of our own stores is told for the store that the goods go to.
		const id = movement.destination?.id;
		const location = id === undefined ? null : await run.lookups.place(id);
		const shipmentId = movement.associations?.shipment?.id ?? row.id;
		const ids = { stockMovementId: movement.id, shipmentId };
		const data = run.watch.slim ? ids : { ...movementSummary(movement), ...ids, lines };
		const content = { location, data };
		const created = epochSeconds(row.record.dateCreated);
		if (event === 'stockMovement.created' && created !== undefined)
			envelopes.push(exactEnvelope(event, movement.id, created, content));
		else envelopes.push(pollEnvelope(run, event, subjectOf(event, movement, sent), content));
	}
	return { envelopes, count: sent };
}

function subjectOf(event: EventName, movement: WatchedMovement, sent: number): string {
	const isAgain = event === 'stockMovement.shipped' && sent > 1;
	return isAgain ? `${movement.id}:${sent}` : movement.id;
}

function feedOf(key: string): Feed {
	return statusFeed<Row>({
		key,
		read: async (run, max) => {
			const rows = await list(run, 'lastUpdated', max);
			return { rows, isWhole: rows.length < max };
		},
		alsoKnown: async (run) => await list(run, 'dateCreated', NEWEST_MADE),
		tell,
		isNew: isAmongNewestMade,
		existing: async (run) => await list(run, 'dateCreated', 1000),
		madeAt: ({ record }) => epochSeconds(record.dateCreated ?? record.actualShippingDate),
		forget: FORGET,
	});
}

/** Two keys, because the ids of the two lists differ: a server that is updated starts anew here. */
export const inboundListFeed: Feed = feedOf('inboundList');
export const shipmentFeed: Feed = feedOf('shipments');
