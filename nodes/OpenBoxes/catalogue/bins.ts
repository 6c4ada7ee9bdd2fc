import { listSchema, locationSchema, parseList, type Location } from '../schemas';
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
		const rows = parseList(await connection.search('location', attributes), locationSchema);
		const text = page.text.toLowerCase();
		const bins = rows.filter(
			(row) => row.active !== false && row.name.toLowerCase().includes(text),
		);
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

/** All bins of a location, or the first ones with a text in their name. */
export async function readBins(
	connection: Connection,
	locationId: string,
	{ text = '', limit = Number.POSITIVE_INFINITY } = {},
): Promise<Location[]> {
	const all: Location[] = [];
	const max = Math.min(MOST_BINS, limit);
	for (let offset = 0; ; offset += max) {
		const { bins, isLast } = await readBinPage(connection, locationId, { text, max, offset });
		all.push(...bins);
		if (isLast || all.length >= limit) return all.slice(0, limit);
	}
}
