import { locationTypeSchema } from '../schemas';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';

interface LocationType {
	id: string;
	name: string;
	/** E.g. `DEPOT`, `WARD`, `BIN_LOCATION`. */
	code: string;
}

/** Kinds of places; each server has its own (warehouse.md#locations). */
export async function readLocationTypes(connection: Connection): Promise<LocationType[]> {
	const rows = await getPages(connection, apiPath('generic', 'locationType'), { sort: 'id' });
	return rows.map((row) => {
		const { id, name, locationTypeCode } = locationTypeSchema.parse(row);
		return { id, name, code: locationTypeCode ?? '' };
	});
}

/** Kinds of places inside a location. */
const INNER = ['BIN_LOCATION', 'INTERNAL', 'ZONE'];

export const isInner = ({ code }: Pick<LocationType, 'code'>): boolean => INNER.includes(code);

/** The kind that a user named by ID, name or code. */
export async function findLocationType(
	connection: Connection,
	label: string,
): Promise<LocationType> {
	const all = await readLocationTypes(connection);
	const of = (keyOf: (type: LocationType) => string): LocationType[] =>
		all.filter((type) => textKey(keyOf(type)) === textKey(label));
	const [found] = [...of(({ id }) => id), ...of(({ name }) => name), ...of(({ code }) => code)];
	if (found) return found;
	throw new OpenBoxesError(`OpenBoxes has no location type ${quoted(label)}`, {
		description: `There are: ${all.map(({ name }) => name).join(', ')}.`,
	});
}
