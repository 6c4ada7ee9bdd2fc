import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { readBins } from './bins';

/** ID of a zone of a location that a user named by ID or name. */
export async function findZone(
	connection: Connection,
	locationId: string,
	label: string,
): Promise<string> {
	const zones = (await readBins(connection, locationId)).filter(
		({ locationType }) => locationType?.locationTypeCode === 'ZONE',
	);
	const found = zones.find(({ id, name }) => id === label || textKey(name) === textKey(label));
	if (found) return found.id;
	throw new OpenBoxesError(`The location has no zone ${quoted(label)}`, {
		description:
			zones.length === 0
				? 'It has no zones at all. Create one with the type "Zone".'
				: `It has: ${zones.map(({ name }) => name).join(', ')}.`,
	});
}
