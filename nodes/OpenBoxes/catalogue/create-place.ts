import { locationSchema, parseList, parseRecord, type Location } from '../schemas';
import { doOnce } from '../once/do-once';
import { textKey } from '../values/same-text';
import { storableText } from '../values/storable-text';
import { quoted } from '../values/text';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { requireOpenSource } from '../transport/open-source-only';
import { OpenBoxesError } from '../transport/openboxes-error';
import { deletePlace, readPlace } from './place-record';
import { placeBody, placeDifference, type PlaceFields } from './rules/place';

/** All places of that name at the top or in one location, closed ones too: they keep their name. */
async function placesOfName(
	connection: Connection,
	{ name, parentId }: { name: string; parentId?: string },
): Promise<Location[]> {
	const answer = await connection.search('location', [{ property: 'name', value: name }]);
	return parseList(answer, locationSchema).filter(
		(row) =>
			textKey(row.name) === textKey(name) && (row.parentLocation?.id ?? '') === (parentId ?? ''),
	);
}

/** Makes a location, or a bin in one; what has that name there is found and not made twice. */
export async function createPlace(
	connection: Connection,
	/** E.g. `a bin`. */
	kind: string,
	given: PlaceFields & { name: string },
): Promise<{ place: Location; existed: boolean; warnings: string[] }> {
	const fields = { active: true, ...given, name: storableText(given.name) };
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `${kind} with the name ${quoted(fields.name)}`,
		key: `place|${fields.parentId ?? ''}|${fields.name}`,
		find: async () => await placesOfName(connection, fields),
		difference: async ({ id }) => placeDifference((await readPlace(connection, id)).place, fields),
		write: async (before) => {
			const answer = await connection.post(apiPath('locations'), placeBody(fields), { before });
			return parseRecord(answer, locationSchema).id;
		},
		takeBack: async ({ id }) => {
			await requireOpenSource(connection, 'a call that deletes a location');
			await deletePlace(connection, id);
		},
		readBack: async ({ id }) => {
			const { place } = await readPlace(connection, id);
			const difference = placeDifference(place, fields);
			if (difference === undefined) return place;
			throw new OpenBoxesError(
				`OpenBoxes made ${kind} ${quoted(fields.name)} otherwise: ${difference}`,
				{
					description: `Correct it in OpenBoxes, or close it there (ID ${id}).`,
				},
			);
		},
	});
	return { place: done, existed: origin === 'found', warnings };
}
