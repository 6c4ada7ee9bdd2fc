import { readLocations } from '../catalogue/locations';
import type { Connection } from '../transport/connection';
import { matches } from './picker-search';

/** More places than these are no help to somebody who looks for one. */
const MOST_PLACES = 5;

/** IDs of the places that a user may mean by a part of their name; the server's lists are not searched by it. */
export async function placesNamed(connection: Connection, filter: string): Promise<string[]> {
	if (filter.length < 2) return [];
	const { location: own } = await connection.serverInfo();
	const locations = await readLocations(connection);
	return locations
		.filter(({ id, name }) => id !== own.id && matches(filter, [name]))
		.slice(0, MOST_PLACES)
		.map(({ id }) => id);
}
