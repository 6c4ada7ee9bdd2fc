import {
	listSchema,
	listedOrderSchema,
	watchedOrderSchema,
	type WatchedOrder,
	type ListedOrder,
} from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Query } from '../transport/query';
import { getPages } from '../transport/paginate';
import { epochSeconds, type Envelope, type EventName } from './events';
import type { Feed, FeedRun } from './feed';
import { pollEnvelope } from './poll-envelope';
import type { StatusChange, StatusRow } from './status-changes';
import { statusFeed, type Heard } from './status-feed';
import { textOf, type Place } from './lookups';
import { categoriesOf } from './transaction-lines';

interface Row extends StatusRow {
	record: ListedOrder;
	status: string;
}

/** Marks: p = not approved, a = approved, q = partly received, r = received or later, x = will not come. */
const MARKS: Record<string, string> = {
	PENDING: 'p',
	PARTIALLY_RECEIVED: 'q',
	RECEIVED: 'r',
	PARTIALLY_INVOICED: 'r',
	INVOICED: 'r',
	COMPLETED: 'r',
	CANCELED: 'x',
	REJECTED: 'x',
};
const APPROVED = 'aqr';
/** Final states are forgotten first, orders that wait for approval last. */
const FORGET = 'xrqap';
const NEWEST_MADE = 100;

function toRow(data: unknown): Row {
	const record = listedOrderSchema.parse(data);
	const status = record.status ?? '';
	return { record, status, id: record.id, mark: MARKS[status] ?? 'a' };
}

/** Filters that the server applies itself, so that other orders cost nothing. */
async function serverFilter(run: FeedRun): Promise<Query> {
	const [location, supplier] = [await run.filters.location(), await run.filters.supplier()];
	return run.server.kind === 'documented'
		? { supplier: supplier?.id }
		: { destination: location?.id, origin: supplier?.id };
}

async function list(run: FeedRun, query: Query): Promise<Row[]> {
	const page = listSchema.parse(
		await run.connection.get(
			apiPath('purchaseOrders'),
			{ ...query, ...(await serverFilter(run)) },
			{ priority: 'bulk' },
		),
	);
	return page.data.map(toRow);
}

async function readNewest(run: FeedRun, max: number): Promise<{ rows: Row[]; isWhole: boolean }> {
	const rows = await list(run, { sort: 'lastUpdated', order: 'desc', max });
	return { rows, isWhole: rows.length < max };
}

/** The documents know no sorting: all orders are compared. */
async function readAll(run: FeedRun): Promise<{ rows: Row[]; isWhole: boolean }> {
	const rows = await getPages(run.connection, apiPath('purchaseOrders'), await serverFilter(run));
	return { rows: rows.map(toRow), isWhole: true };
}

/** Orders made last, read once per poll, only when an unknown one turned up. */
const newestMade = new WeakMap<FeedRun, Promise<Set<string>>>();

async function isAmongNewestMade(run: FeedRun, row: Row): Promise<boolean> {
	let made = newestMade.get(run);
	if (!made) {
		made = list(run, { sort: 'dateCreated', order: 'desc', max: NEWEST_MADE }).then(
			(rows) => new Set(rows.map(({ id }) => id)),
		);
		newestMade.set(run, made);
	}
	return (await made).has(row.id);
}

type OrderLine = NonNullable<WatchedOrder['orderItems']>[number];

async function lineData(run: FeedRun, line: OrderLine): Promise<Record<string, unknown>> {
	const productId = line.product?.id ?? null;
	// The documents show a product without its code here.
	const productCode =
		textOf(line.product?.productCode) ??
		(productId === null ? null : ((await run.lookups.product(productId))?.productCode ?? null));
	return {
		orderItemId: line.id,
		productId,
		productCode,
		productName: textOf(line.product?.name),
		quantity: line.quantity ?? 0,
		...(line.quantityReceived === undefined ? {} : { quantityReceived: line.quantityReceived }),
		...(line.unitPrice === undefined ? {} : { unitPrice: line.unitPrice }),
	};
}

/** An order with its lines; prices stand in the documented form only. */
async function orderData(
	run: FeedRun,
	{ record, status }: Row,
	order: WatchedOrder | undefined,
): Promise<Record<string, unknown>> {
	const lines: Array<Record<string, unknown>> = [];
	for (const line of order?.orderItems ?? []) lines.push(await lineData(run, line));
	return {
		orderId: record.id,
		orderNumber: record.orderNumber ?? null,
		name: record.name ?? null,
		status,
		supplier: placeIn(order?.origin) ?? record.origin ?? null,
		destination: placeIn(order?.destination) ?? record.destination ?? null,
		dateOrdered: record.dateOrdered ?? null,
		orderedBy: record.orderedBy ?? null,
		total: record.total ?? null,
		lines,
	};
}

function placeIn(reference: WatchedOrder['origin']): Place | undefined {
	if (!reference) return undefined;
	const { id, name, locationNumber } = reference;
	return { id, name: name ?? '', number: textOf(locationNumber) ?? '' };
}

function eventsOf({ row, before }: StatusChange<Row>, isNew: boolean): EventName[] {
	const events: EventName[] = [];
	const wasApproved = before !== undefined && APPROVED.includes(before);
	const isApproved = APPROVED.includes(row.mark);
	if (isNew) events.push('purchaseOrder.created');
	if (isApproved && !wasApproved && (isNew || before !== undefined))
		events.push('purchaseOrder.approved');
	return events;
}

async function tell(run: FeedRun, change: StatusChange<Row>, isNew: boolean): Promise<Heard> {
	const { row, before } = change;
	const events = eventsOf(change, isNew);
	const count = change.count + (events.includes('purchaseOrder.approved') ? 1 : 0);
	// On servers of the documents nothing but the status tells of a receipt.
	const isReceipt =
		run.server.kind === 'documented' && 'qr'.includes(row.mark) && (before !== undefined || isNew);
	if (isReceipt) events.push('purchaseOrder.received');
	const envelopes: Envelope[] = [];
	const told = events.filter((event) => run.watch.events.has(event));
	if (told.length === 0) return { envelopes, count };
	const read = async (): Promise<WatchedOrder | undefined> =>
		watchedOrderSchema.safeParse(await run.lookups.record(['purchaseOrders', row.id])).data;
	const lines = async (): Promise<Array<{ productId: string | null }>> =>
		((await read())?.orderItems ?? []).map(({ product }) => ({ productId: product?.id ?? null }));
	const isWanted = await run.filters.pass({
		...(run.watch.location ? { places: [(await read())?.destination?.id] } : {}),
		...(run.watch.supplier ? { supplier: (await read())?.origin?.id ?? null } : {}),
		quantity: async () =>
			((await read())?.orderItems ?? []).reduce((sum, line) => sum + (line.quantity ?? 0), 0),
		categories: async () => await categoriesOf(run.lookups, await lines()),
	});
	if (!isWanted) return { envelopes, count };
	const order = run.watch.slim ? undefined : await read();
	const data = run.watch.slim
		? { orderId: row.id, orderNumber: row.record.orderNumber ?? null, status: row.status }
		: await orderData(run, row, order);
	const location = placeIn(order?.destination) ?? null;
	for (const event of told) {
		envelopes.push(pollEnvelope(run, event, subjectOf(event, row, count), { location, data }));
	}
	return { envelopes, count };
}

/** An order that is taken back and approved again is told again, with an id of its own. */
function subjectOf(event: EventName, row: Row, count: number): string {
	if (event === 'purchaseOrder.approved' && count > 1) return `${row.id}:${count}`;
	return event === 'purchaseOrder.received' ? `${row.id}:${row.status}` : row.id;
}

const common = {
	tell,
	forget: FORGET,
	madeAt: ({ record }: Row) => epochSeconds(record.dateOrdered),
};

/** Purchase orders of an open-source server, the changed ones first. */
export const purchaseOrderFeed: Feed = statusFeed<Row>({
	...common,
	key: 'purchaseOrders',
	read: readNewest,
	// An order that was made long ago may still be approved; one that was made last must not look new.
	alsoKnown: async (run) => [
		...(await list(run, { status: 'PENDING' })),
		...(await list(run, { sort: 'dateCreated', order: 'desc', max: NEWEST_MADE })),
	],
	isNew: isAmongNewestMade,
	existing: async (run) => (await readNewest(run, 1000)).rows,
});

/** All purchase orders of a server as the documents describe it. */
export const documentedOrderFeed: Feed = statusFeed<Row>({
	...common,
	key: 'documentedOrders',
	read: readAll,
	// Finished orders are forgotten first, so an unknown one that is not finished is new.
	isNew: async (_run, row) => !'rx'.includes(row.mark),
	existing: async (run) => (await readAll(run)).rows,
});
