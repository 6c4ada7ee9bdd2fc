import { listSchema, transactionSchema, type Transaction } from '../schemas';
import { apiPath } from '../transport/base-url';
import { eventsOf, identityOf, isCount, Neighbours, withoutTwins } from './changes';
import { epochSeconds, type Envelope, type EventName } from './events';
import type { Feed, FeedRun } from './feed';
import { movementSummary, orderIdsOf, readMovementData } from './movement-data';
import { shortKey } from '../../shared/polling/short-hash';
import { exactEnvelope, timedFeed, type Timed } from './timed-feed';
import {
	categoriesOf,
	linesOf,
	totalOf,
	type TransactionLine,
	type TransactionLines,
} from './transaction-lines';

type Row = Timed<Transaction>;

async function read(run: FeedRun, max: number, offset: number): Promise<Row[]> {
	const query = { sort: 'dateCreated', order: 'desc', max, offset };
	const page = listSchema.parse(
		await run.connection.get(apiPath('generic', 'transaction'), query, { priority: 'bulk' }),
	);
	return page.data.flatMap((data) => {
		const record = transactionSchema.parse(data);
		const time = epochSeconds(record.dateCreated);
		return time === undefined ? [] : [{ record, time, key: shortKey(identityOf(record)) }];
	});
}

function changes(rows: Row[]): Row[] {
	const kept = new Set(withoutTwins(rows.map(({ record }) => record)));
	return rows.filter(({ record }) => kept.has(record));
}

/** Same window, same neighbours; they are worked out once per poll. */
const neighboursOf = new WeakMap<readonly Row[], Neighbours>();

function neighbours(window: readonly Row[]): Neighbours {
	const known = neighboursOf.get(window);
	if (known) return known;
	const made = new Neighbours(window.map(({ record }) => record));
	neighboursOf.set(window, made);
	return made;
}

async function tell(run: FeedRun, row: Row, window: readonly Row[]): Promise<Envelope[]> {
	const { record } = row;
	const events = eventsOf(record, neighbours(window), run.watch.transactionTypes).filter(
		(event) => run.watch.events.has(event) && isFromTransactions(run, event),
	);
	if (events.length === 0) return [];
	const inventoryId = record.inventory?.id;
	const place = inventoryId ? await run.lookups.placeOfInventory(inventoryId) : null;
	let lines: Promise<TransactionLines> | undefined;
	const readLines = async (): Promise<TransactionLines> =>
		await (lines ??= linesOf(run, record.id, place?.id));
	const isWanted = await run.filters.pass({
		places: [place?.id, record.source?.id, record.destination?.id],
		// Only a delivery names where it comes from.
		...(record.source?.id ? { supplier: record.source.id } : {}),
		quantity: async () => totalOf(await run.lookups.entries(record.id)),
		categories: async () => await categoriesOf(run.lookups, (await readLines()).lines),
	});
	if (!isWanted) return [];
	// Deleted between the list and now, as copies and taken back shipments are: nothing moved.
	if (!run.watch.slim && (await run.lookups.entries(record.id)).length === 0) return [];
	const envelopes: Envelope[] = [];
	for (const event of events) {
		for (const { subject, data } of await dataFor(run, event, record, readLines))
			envelopes.push(exactEnvelope(event, subject, row.time, { location: place, data }));
	}
	return envelopes;
}

/** The documents tell of movements and receipts by their own lists. */
function isFromTransactions(run: FeedRun, event: EventName): boolean {
	const isOwn = event === 'transaction.created' || event === 'inventory.adjusted';
	return isOwn || run.server.kind === 'openSource';
}

interface Told {
	subject: string;
	data: Record<string, unknown>;
}

async function dataFor(
	run: FeedRun,
	event: EventName,
	row: Transaction,
	readLines: () => Promise<TransactionLines>,
): Promise<Told[]> {
	const subject = identityOf(row);
	const ids = {
		transactionId: row.id,
		transactionNumber: row.transactionNumber ?? null,
		transactionDate: row.transactionDate ?? null,
	};
	const shipmentId = row.outgoingShipment?.id ?? row.incomingShipment?.id;
	const movementIds = {
		stockMovementId: row.requisition?.id ?? shipmentId ?? null,
		shipmentId: shipmentId ?? null,
		receiptId: row.receipt?.id ?? null,
	};
	if (event === 'purchaseOrder.received') return await orderReceipts(run, row, ids, readLines);
	if (event === 'stockMovement.shipped' || event === 'stockMovement.received') {
		if (run.watch.slim) return [{ subject, data: { ...ids, ...movementIds } }];
		const movement = await readMovementData(run.lookups, movementIds.stockMovementId);
		const lines = withTotal(await readLines());
		return [
			{
				subject,
				data: { ...movementSummary(movement), ...movementIds, ...ids, ...lines },
			},
		];
	}
	const type = { id: row.transactionType?.id ?? '' };
	if (run.watch.slim) return [{ subject, data: { ...ids, transactionType: type } }];
	const data = {
		...ids,
		transactionType: { ...type, name: await run.lookups.typeName(type.id) },
		...(event === 'inventory.adjusted' ? { kind: isCount(row) ? 'count' : 'adjustment' } : {}),
		comment: row.comment ?? null,
		source: row.source?.id ? await run.lookups.place(row.source.id) : null,
		destination: row.destination?.id ? await run.lookups.place(row.destination.id) : null,
		orderId: row.order?.id ?? null,
		...withTotal(await readLines()),
	};
	return [{ subject, data }];
}

/** Lines with their sum; when the time did not suffice for all names, the item says so. */
function withTotal(
	{ lines, isComplete }: TransactionLines,
	isMeant: (line: TransactionLine) => boolean = () => true,
): Record<string, unknown> {
	const meant = lines.filter(isMeant);
	return {
		totalQuantity: totalOf(meant),
		...(isComplete
			? {}
			: {
					isComplete: false,
					note: 'There was no time to read the names of all lots. Each line holds its IDs and its quantity.',
				}),
		lines: meant,
	};
}

/** One for each order that a receipt brought goods of; none when the delivery belongs to no order. */
async function orderReceipts(
	run: FeedRun,
	row: Transaction,
	ids: Record<string, unknown>,
	readLines: () => Promise<TransactionLines>,
): Promise<Told[]> {
	const shipmentId = row.incomingShipment?.id ?? '';
	const movement = await readMovementData(run.lookups, shipmentId);
	const told: Told[] = [];
	for (const order of orderIdsOf(movement)) {
		const common = {
			orderId: order.id,
			orderNumber: order.number,
			shipmentId,
			receiptId: row.receipt?.id ?? null,
			...ids,
		};
		const data = run.watch.slim
			? common
			: {
					...common,
					delivery: movementSummary(movement),
					...withTotal(
						await readLines(),
						({ productId }) => productId === null || order.productIds.has(productId),
					),
				};
		told.push({ subject: `${row.id}:${order.id}`, data });
	}
	return told;
}

/** Everything that the transactions tell: five events, one request when nothing is new. */
export const transactionFeed: Feed = timedFeed({ key: 'transactions', read, changes, tell });
