import { listSchema, stockListSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';

/** Published stock lists of all locations, as the web pages list them. */
export async function readStockLists(
	connection: Connection,
): Promise<Array<{ id: string; name: string; places: string }>> {
	const page = listSchema.parse(await connection.get(apiPath('stocklists'), { isPublished: true }));
	return page.data.map((row) => {
		const { id, name, origin, destination } = stockListSchema.parse(row);
		const places = [origin, destination].filter(
			(place) => typeof place === 'string' && place !== '',
		);
		return { id, name: name ?? id, places: places.join(' → ') };
	});
}
