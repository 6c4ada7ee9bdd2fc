import { listSchema, orderRowSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import type { OrderRecord } from './order-record';

const HALF_DAY_AND_MORE_MS = 14 * 3_600_000;

/** The server keeps midnight of its own time zone. */
export function isSameDay(now: string | undefined, wanted: string): boolean {
	const difference = Date.parse(now ?? '') - Date.parse(`${wanted}T00:00:00Z`);
	return Math.abs(difference) <= HALF_DAY_AND_MORE_MS;
}

/** Only the list of orders shows the date on an open-source server. */
export async function readDateOrdered(
	connection: Connection,
	{ id, number, name }: OrderRecord,
): Promise<string | undefined> {
	const searchTerm = number || name;
	const rows = await getPages(connection, apiPath('purchaseOrders'), {
		searchTerm,
		sort: 'dateOrdered',
	});
	const row = rows.map((data) => orderRowSchema.parse(data)).find((one) => one.id === id);
	return row?.dateOrdered ?? undefined;
}

/** No read shows the description, but the search finds by it; a server of the documents has none. */
export async function hasDescription(
	connection: Connection,
	{ id }: OrderRecord,
	description: string,
): Promise<boolean> {
	const { kind } = await connection.serverInfo();
	if (kind === 'documented') return true;
	const answer = await connection.search('order', [
		{ property: 'id', value: id },
		{ property: 'description', value: description.trim() },
	]);
	return listSchema.parse(answer).data.length > 0;
}
