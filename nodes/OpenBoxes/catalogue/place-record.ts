import { locationSchema, recordOf, type Location } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { isUnclear } from '../transport/server-refusal';
import { isMissing } from '../transport/missing';
import { placeBody, placeDifference, type PlaceFields } from './rules/place';

/** A location or bin by its ID, closed ones too, as the server shows it. */
export async function readPlace(
	connection: Connection,
	id: string,
): Promise<{ place: Location; raw: Record<string, unknown> }> {
	// An unknown one is a 200 with nothing in it (warehouse.md#locations).
	const raw = recordOf(await connection.get(apiPath('locations', id)), id);
	if (raw) return { place: locationSchema.parse(raw), raw };
	throw new OpenBoxesError(`OpenBoxes has no location with the ID "${id}"`, {
		description: 'Choose it from the list, or give its ID or its location number.',
		httpStatus: 404,
	});
}

/** @returns whether anything had to be changed */
export async function updatePlace(
	connection: Connection,
	id: string,
	fields: PlaceFields,
): Promise<{ place: Location; changed: boolean }> {
	const { place: before } = await readPlace(connection, id);
	// A name that differs in its case only is a change as well.
	const isOther = fields.name !== undefined && fields.name !== before.name;
	if (!isOther && placeDifference(before, fields) === undefined)
		return { place: before, changed: false };
	let failure: OpenBoxesError | undefined;
	try {
		await connection.put(apiPath('locations', id), placeBody(fields));
	} catch (error) {
		failure = toOpenBoxesError(error);
		if (!isUnclear(failure)) throw notChanged(before, failure.message, failure);
	}
	const { place } = await readPlace(connection, id);
	const difference = placeDifference(place, fields);
	if (difference === undefined) return { place, changed: true };
	throw failure
		? new OpenBoxesError(
				`It is unclear whether OpenBoxes changed the location "${before.name}": ${failure.message}`,
				{
					description: `Now ${difference}. Run it again: the same change is never made twice.`,
					outcome: 'unknown',
					httpStatus: failure.httpStatus,
				},
			)
		: notChanged(before, `OpenBoxes did not take it over: ${difference}`);
}

function notChanged(place: Location, reason: string, failure?: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(`The location "${place.name}" was not changed as asked: ${reason}`, {
		description: failure?.description ?? 'Correct the fields and run it again.',
		httpStatus: failure?.httpStatus,
	});
}

/** Removes a place that nothing refers to; it may be gone already. */
export async function deletePlace(connection: Connection, id: string): Promise<void> {
	try {
		await connection.delete(apiPath('locations', id));
	} catch (error) {
		try {
			await readPlace(connection, id);
		} catch (gone) {
			if (isMissing(gone)) return;
		}
		throw toOpenBoxesError(error);
	}
}
