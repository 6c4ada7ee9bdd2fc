import { listSchema, movementOfViewSchema, type MovementOfView } from '../schemas';
import { apiPath } from '../transport/base-url';
import { epochSeconds, type Envelope } from './events';
import type { Feed, FeedRun } from './feed';
import {
	movementSummary,
	readMovementData,
	requestedLines,
	type MovementDataLine,
} from './movement-data';
import { shortKey } from '../../shared/polling/short-hash';
import { exactEnvelope, timedFeed, type Timed } from './timed-feed';
import { categoriesOf } from './transaction-lines';

type Row = Timed<MovementOfView>;

async function read(run: FeedRun, max: number, offset: number): Promise<Row[]> {
	const query = { sort: 'dateCreated', order: 'desc', max, offset };
	const path = apiPath('generic', 'outboundStockMovement');
	const page = listSchema.parse(await run.connection.get(path, query, { priority: 'bulk' }));
	return page.data.flatMap((data) => {
		const record = movementOfViewSchema.parse(data);
		const time = epochSeconds(record.dateCreated);
		return time === undefined ? [] : [{ record, time, key: shortKey(record.id) }];
	});
}

async function tell(run: FeedRun, { record, time }: Row): Promise<Envelope[]> {
	if (!run.watch.events.has('stockMovement.created')) return [];
	const [originId, destinationId] = [record.origin?.id, record.destination?.id];
	const lines = async (): Promise<MovementDataLine[]> =>
		requestedLines(await readMovementData(run.lookups, record.id));
	const isWanted = await run.filters.pass({
		places: [originId, destinationId],
		supplier: originId,
		quantity: async () => (await lines()).reduce((sum, { quantity }) => sum + quantity, 0),
		categories: async () => await categoriesOf(run.lookups, await lines()),
	});
	if (!isWanted) return [];
	const location = originId === undefined ? null : await run.lookups.place(originId);
	const ids = { stockMovementId: record.id, identifier: record.identifier ?? null };
	if (run.watch.slim)
		return [exactEnvelope('stockMovement.created', record.id, time, { location, data: ids })];
	const movement = await readMovementData(run.lookups, record.id);
	const data = { ...movementSummary(movement), ...ids, lines: requestedLines(movement) };
	return [exactEnvelope('stockMovement.created', record.id, time, { location, data })];
}

/** New stock movements of own facilities, requests and returns included. */
export const movementFeed: Feed = timedFeed({ key: 'movements', read, tell });
