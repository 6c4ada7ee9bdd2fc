import { listSchema, locationSchema, type Location } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';

/**
 * One page of the bins of a location whose name contains a text. The hosted vendor documents no list
 * of bins; there the generic search finds them all.
 */
export async function readBinPage(
	connection: Connection,
	locationId: string,
	page: { text: string; max: number; offset: number },
): Promise<{ bins: Location[]; isLast: boolean }> {
	const { kind } = await connection.serverInfo();
	if (kind === 'documented') {
		const attributes = [{ property: 'parentLocation.id', value: locationId }];
		const answer = listSchema.parse(await connection.search('location', attributes));
		const text = page.text.toLowerCase();
		const bins = answer.data
			.map((row) => locationSchema.parse(row))
			.filter((row) => row.active !== false && row.name.toLowerCase().includes(text));
		return { bins, isLast: true };
	}
	const answer = listSchema.parse(
		await connection.get(apiPath('internalLocations', 'search'), {
			'parentLocation.id': locationId,
			searchTerm: page.text,
			max: page.max,
			offset: page.offset,
		}),
	);
	const bins = answer.data.map((row) => locationSchema.parse(row));
	const total = answer.totalCount ?? Number.POSITIVE_INFINITY;
	return { bins, isLast: bins.length < page.max || page.offset + page.max >= total };
}

/** Bins of one page when all are read. */
const MOST_BINS = 1000;

/** All bins of a location. */
export async function readBins(connection: Connection, locationId: string): Promise<Location[]> {
	const all: Location[] = [];
	for (let offset = 0; ; offset += MOST_BINS) {
		const page = { text: '', max: MOST_BINS, offset };
		const { bins, isLast } = await readBinPage(connection, locationId, page);
		all.push(...bins);
		if (isLast) return all;
	}
}
