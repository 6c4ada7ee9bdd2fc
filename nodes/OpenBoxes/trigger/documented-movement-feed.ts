import { watchedMovementSchema, type WatchedMovement } from '../schemas';
import { apiPath } from '../transport/base-url';
import { getPages } from '../transport/paginate';
import { epochSeconds, type Envelope, type EventName } from './events';
import type { Feed, FeedRun } from './feed';
import {
	movementSummary,
	readMovementData,
	requestedLines,
	type MovementDataLine,
} from './movement-data';
import { pollEnvelope } from './poll-envelope';
import type { StatusChange, StatusRow } from './status-changes';
import { statusFeed, type Heard } from './status-feed';
import { categoriesOf } from './transaction-lines';

interface Row extends StatusRow {
	record: WatchedMovement;
	status: string;
}

/** Marks: d = being prepared, s = on its way, r = received. */
function markOf(status: string): string {
	if (/RECEIVED/.test(status)) return 'r';
	return /SHIPPED|DISPATCHED|ISSUED/.test(status) ? 's' : 'd';
}

/** The documents know neither sorting nor times: all movements from and to the location are compared. */
async function readAll(run: FeedRun): Promise<{ rows: Row[]; isWhole: boolean }> {
	const rows = (await getPages(run.connection, apiPath('stockMovements'), {})).map((data): Row => {
		const record = watchedMovementSchema.parse(data);
		const status = record.status ?? record.shipmentStatus ?? record.statusCode ?? '';
		return { record, status, id: record.id, mark: markOf(status) };
	});
	return { rows, isWhole: true };
}

function eventsOf({ row, before }: StatusChange<Row>, isNew: boolean): EventName[] {
	const events: EventName[] = [];
	if (isNew) events.push('stockMovement.created');
	const isKnown = isNew || before !== undefined;
	if (isKnown && row.mark !== 'd' && (before === undefined || before === 'd'))
		events.push('stockMovement.shipped');
	if (isKnown && row.mark === 'r') events.push('stockMovement.received');
	return events;
}

async function tell(run: FeedRun, change: StatusChange<Row>, isNew: boolean): Promise<Heard> {
	const { row, count } = change;
	const told = eventsOf(change, isNew).filter((event) => run.watch.events.has(event));
	if (told.length === 0) return { envelopes: [], count };
	const { record } = row;
	const lines = async (): Promise<MovementDataLine[]> =>
		requestedLines(await readMovementData(run.lookups, row.id));
	const isWanted = await run.filters.pass({
		places: [record.origin?.id, record.destination?.id],
		supplier: record.origin?.id ?? null,
		quantity: async () => (await lines()).reduce((sum, line) => sum + line.quantity, 0),
		categories: async () => await categoriesOf(run.lookups, await lines()),
	});
	if (!isWanted) return { envelopes: [], count };
	const envelopes: Envelope[] = [];
	for (const event of told) {
		const place = event === 'stockMovement.received' ? record.destination : record.origin;
		const data = run.watch.slim
			? { stockMovementId: row.id, status: row.status }
			: { ...movementSummary(record), status: row.status, lines: await lines() };
		const location = place ? { id: place.id, name: place.name ?? '', number: '' } : null;
		envelopes.push(pollEnvelope(run, event, row.id, { location, data }));
	}
	return { envelopes, count };
}

/** Movements of a server as the documents describe it: created, shipped and received. */
export const documentedMovementFeed: Feed = statusFeed<Row>({
	key: 'documentedMovements',
	read: readAll,
	tell,
	isNew: async (_run, row) => row.mark !== 'r',
	existing: async (run) => (await readAll(run)).rows,
	madeAt: ({ record }) => epochSeconds(record.dateRequested),
	forget: 'rsd',
});
