import { locationSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import { placeOf } from './availability';

interface Bin {
	id: string;
	names: string[];
}

/** A bin stays at its location, so what was seen once is kept; unknown names are asked for again. */
const known = new Map<string, Map<string, string>>();

function keyOf(name: string): string {
	return name.trim().toLowerCase();
}

async function readBins(connection: Connection, locationId: string): Promise<Bin[]> {
	const rows = await getPages(connection, apiPath('internalLocations', 'search'), {
		'parentLocation.id': locationId,
	});
	return rows.map((data) => {
		const { id, name, locationNumber } = locationSchema.parse(data);
		return { id, names: [name, locationNumber ?? ''].filter((one) => one !== '') };
	});
}

/**
 * Ids of bins of one location by their names, numbers or ids. A bin of another location is none: the
 * server would take it and the goods would lie there (note 04 §2.5).
 *
 * @returns by name as given; missing when the location has no such bin
 */
export async function binIdsOf(
	connection: Connection,
	locationId: string,
	names: readonly string[],
): Promise<Map<string, string>> {
	const place = placeOf(connection, locationId);
	const seen = known.get(place) ?? new Map<string, string>();
	if (names.some((name) => !seen.has(keyOf(name)))) {
		for (const bin of await readBins(connection, locationId)) {
			for (const name of [...bin.names, bin.id]) seen.set(keyOf(name), bin.id);
		}
		known.set(place, seen);
	}
	const found = names.map((name) => [name, seen.get(keyOf(name))] as const);
	return new Map(found.filter((pair): pair is [string, string] => pair[1] !== undefined));
}
