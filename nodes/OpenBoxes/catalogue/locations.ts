import { listSchema, locationSchema, parseList, recordSchema, type Location } from '../schemas';
import { textKey } from '../values/same-text';
import { looksLikeId, readLocator } from '../values/locator';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { unlessMissing } from '../transport/missing';

/** How a user names a location. */
export interface LocationName {
	/** Together with `anyCode` only if there is such an ID. */
	locationId?: string;
	locationNumber?: string;
	/** ID, number or name: whichever fits. */
	anyCode?: string;
}

export interface ResolvedLocation {
	id: string;
	name: string;
	number: string;
}

/** Reads a location picker; undefined when nothing was chosen. */
export function toLocationName(value: unknown): LocationName | undefined {
	const { mode, text } = readLocator(value);
	if (text === '') return undefined;
	switch (mode) {
		case 'number':
			return { locationNumber: text };
		case 'list':
			return { locationId: text };
		case 'id':
			return looksLikeId(text) ? { locationId: text } : { locationId: text, anyCode: text };
		default:
			return { anyCode: text };
	}
}

/**
 * All active locations that are no bins, in any order; the server knows no pages here (warehouse.md).
 *
 * @param typeCode only locations of this kind, e.g. `SUPPLIER`
 */
export async function readLocations(
	connection: Connection,
	typeCode?: string,
): Promise<Location[]> {
	return parseList(
		await connection.get(apiPath('locations'), {
			presentation: 'toBaseJson',
			locationTypeCode: typeCode,
		}),
		locationSchema,
	);
}

/** Which locations are asked for. */
interface LocationFilter {
	/** E.g. `WARD`. */
	typeCode?: string;
	/** All of them. */
	activities: readonly string[];
	/** What goods may come from, or may go to, in the server's view. */
	direction?: string;
	/** Part of the name or number. */
	text: string;
}

/** Active locations as the server shows them whole, by name. */
export async function listLocations(
	connection: Connection,
	{ typeCode, activities, direction, text }: LocationFilter,
): Promise<Array<{ row: Location; raw: unknown }>> {
	const { data } = listSchema.parse(
		await connection.get(apiPath('locations'), {
			locationTypeCode: typeCode,
			activityCodes: activities,
			direction,
		}),
	);
	const wanted = textKey(text);
	return (
		data
			.map((raw) => ({ row: locationSchema.parse(raw), raw }))
			// A hosted server may not know these filters.
			.filter(
				({ row }) =>
					(typeCode === undefined || row.locationType?.locationTypeCode === typeCode) &&
					activities.every((one) => row.supportedActivities?.includes(one)) &&
					textKey(`${row.name} ${row.locationNumber ?? ''}`).includes(wanted),
			)
			.sort((a, b) => a.row.name.localeCompare(b.row.name))
	);
}

function toResolved({ id, name, locationNumber }: Location): ResolvedLocation {
	return { id, name, number: locationNumber ?? '' };
}

/** All that the server shows of a location, also of a supplier or a bin; read once in a run. */
export async function readLocationRecord(connection: Connection, id: string): Promise<unknown> {
	return await connection.readOnce(`location record|${id}`, async () => {
		const answer = await connection.get(apiPath('generic', 'location', id));
		return recordSchema.parse(answer).data;
	});
}

async function byId(connection: Connection, id: string): Promise<Location[]> {
	const found = await unlessMissing(async () => {
		const data = await readLocationRecord(connection, id);
		return data ? [locationSchema.parse(data)] : [];
	});
	return found ?? [];
}

async function searchBy(
	connection: Connection,
	property: string,
	value: string,
): Promise<Location[]> {
	const rows = parseList(
		await connection.search('location', [{ property, value }]),
		locationSchema,
	);
	return rows.filter((row) => row.active !== false);
}

/**
 * The location that a user named, or the one of the credential (no request) when none is named.
 *
 * @throws OpenBoxesError when there is none, or more than one
 */
export async function resolveLocation(
	connection: Connection,
	name: LocationName | undefined,
): Promise<ResolvedLocation> {
	const { location: own } = await connection.serverInfo();
	const label = name?.locationId ?? name?.locationNumber ?? name?.anyCode ?? '';
	if (label === '' || label === own.id) return own;
	if (label === own.number && name?.locationId === undefined) return own;
	return await connection.readOnce(
		`location|${JSON.stringify(name)}`,
		async () => await findOne(connection, name ?? {}, label),
	);
}

async function findOne(
	connection: Connection,
	name: LocationName,
	label: string,
): Promise<ResolvedLocation> {
	const found = await find(connection, name, label);
	const distinct = [...new Map(found.map((row) => [row.id, row])).values()];
	const [first] = distinct;
	if (first?.parentLocation) {
		throw new OpenBoxesError(`"${first.name}" is a bin, not a location`, {
			description: 'Choose the depot, pharmacy or ward that the bin belongs to.',
		});
	}
	if (distinct.length === 1) return toResolved(first);
	if (distinct.length === 0) {
		throw new OpenBoxesError(`OpenBoxes has no location "${label}"`, {
			description: 'Choose it from the list, or give its ID or its location number.',
		});
	}
	const names = distinct.map((row) => `${row.name} (${row.id})`).join(' and ');
	throw new OpenBoxesError(`"${label}" is the name of ${distinct.length} locations: ${names}`, {
		description: 'Give the ID of the one you mean.',
	});
}

async function find(
	connection: Connection,
	name: LocationName,
	label: string,
): Promise<Location[]> {
	if (name.locationId !== undefined) {
		const withThatId = await byId(connection, label);
		if (withThatId.length > 0 || name.anyCode === undefined) return withThatId;
	}
	const byNumber = await searchBy(connection, 'locationNumber', label);
	if (byNumber.length > 0 || name.locationNumber !== undefined) return byNumber;
	const withId = name.locationId === undefined ? await byId(connection, label) : [];
	return withId.length > 0 ? withId : await searchBy(connection, 'name', label);
}

/** What a location can do, in the server's words, e.g. `PARTIAL_RECEIVING`. */
export async function readLocationSupport(connection: Connection, id: string): Promise<string[]> {
	return await connection.readOnce(`location support|${id}`, async () => {
		const answer = await connection.get(apiPath('locations', id));
		const { data } = recordSchema.parse(answer);
		return [...(locationSchema.parse(data).supportedActivities ?? [])];
	});
}
