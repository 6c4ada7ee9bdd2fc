import { listSchema, orderRowSchema, type OrderRow } from '../schemas';
import { serverWords, toOrderStatus, type OrderStatus } from './rules/order-status';
import { toServerDay } from '../values/server-date';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import type { Query } from '../transport/query';
import { getPages } from '../transport/paginate';

/** What a list of orders is narrowed to; days as `yyyy-MM-dd`. */
export interface OrderFilter {
	/** In our words. */
	statuses: readonly OrderStatus[];
	supplierId?: string;
	/** Undefined = all locations. */
	destinationId?: string;
	orderedById?: string;
	/** Days of the order date, both included. */
	from?: string;
	to?: string;
	/** Part of number, name or description. */
	text?: string;
	sort: { by: string; descending: boolean };
}

/** Status of a row in our words. */
export function rowStatus(row: OrderRow): OrderStatus {
	return toOrderStatus(row.status, {
		ordered: row.orderedOrderItemsCount ?? row.orderItemsCount ?? 0,
		received: row.receivedItemsCount ?? 0,
	});
}

function contains(row: OrderRow, text: string): boolean {
	const wanted = text.toLowerCase();
	return [row.orderNumber, row.name].some((value) => value?.toLowerCase().includes(wanted));
}

function dayAfter(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function fits(row: OrderRow, filter: OrderFilter): boolean {
	const day = (row.dateOrdered ?? '').slice(0, 10);
	if (filter.statuses.length > 0 && !filter.statuses.includes(rowStatus(row))) return false;
	if (filter.from !== undefined && day < filter.from) return false;
	return filter.to === undefined || day <= filter.to;
}

/** What only the vendor's list does not filter itself. */
function fitsDocumented(row: OrderRow, filter: OrderFilter): boolean {
	if (filter.text !== undefined && !contains(row, filter.text)) return false;
	if (filter.orderedById !== undefined && row.orderedBy?.id !== filter.orderedById) return false;
	return filter.destinationId === undefined || row.destination?.id === filter.destinationId;
}

function toQuery(filter: OrderFilter): Query {
	return {
		status: [...new Set(filter.statuses.flatMap(serverWords))],
		// `supplier` is not read by the server, `origin` is (orders-and-receiving.md#what-does-not-exist).
		origin: filter.supplierId,
		destination: filter.destinationId,
		orderedBy: filter.orderedById,
		statusStartDate: filter.from && toServerDay(filter.from),
		// The end is midnight, which leaves the orders of that day out (orders-and-receiving.md#list).
		statusEndDate: filter.to && toServerDay(dayAfter(filter.to)),
		searchTerm: filter.text,
		sort: filter.sort.by,
		order: filter.sort.descending ? 'desc' : 'asc',
	};
}

/** Rows of the list of orders that fit, at most `limit`. */
export async function readOrders(
	connection: Connection,
	filter: OrderFilter,
	limit: number,
): Promise<OrderRow[]> {
	const { kind } = await connection.serverInfo();
	const path = apiPath('purchaseOrders');
	if (kind === 'documented') {
		// Its list takes one status and a supplier; it has no count and no order.
		const query = { supplier: filter.supplierId };
		const rows = (await getPages(connection, path, query)).map((row) => orderRowSchema.parse(row));
		return rows.filter((row) => fits(row, filter) && fitsDocumented(row, filter)).slice(0, limit);
	}
	const needsAll = filter.statuses.length > 0 || filter.to !== undefined;
	const rows = await getPages(
		connection,
		path,
		toQuery(filter),
		needsAll ? Number.POSITIVE_INFINITY : limit,
	);
	return rows
		.map((row) => orderRowSchema.parse(row))
		.filter((row) => fits(row, filter))
		.slice(0, limit);
}

/** What a page of a picker shows; the other conditions are those of a list. */
interface OrderPage extends Pick<OrderFilter, 'statuses' | 'supplierId' | 'destinationId'> {
	text: string;
	max: number;
	offset: number;
}

/** One page of orders for a picker, newest first. */
export async function readOrderPage(
	connection: Connection,
	{ max, offset, ...filter }: OrderPage,
): Promise<{ rows: OrderRow[]; isLast: boolean }> {
	const { kind } = await connection.serverInfo();
	const wanted: OrderFilter = { ...filter, sort: { by: 'dateCreated', descending: true } };
	if (kind === 'documented') {
		const rows = await readOrders(connection, wanted, Number.POSITIVE_INFINITY);
		return { rows, isLast: true };
	}
	const query = { ...toQuery(wanted), max, offset };
	const answer = listSchema.parse(await connection.get(apiPath('purchaseOrders'), query));
	const rows = answer.data.map((row) => orderRowSchema.parse(row));
	const total = answer.totalCount ?? Number.POSITIVE_INFINITY;
	return {
		rows: rows.filter((row) => fits(row, wanted)),
		isLast: rows.length < max || offset + max >= total,
	};
}
