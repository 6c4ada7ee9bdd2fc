import type { Location } from '../../schemas';
import { textKey } from '../../values/same-text';

/** What can be said of a location or bin; undefined = nothing. */
export interface PlaceFields {
	name?: string;
	locationNumber?: string;
	description?: string;
	typeId?: string;
	parentId?: string;
	zoneId?: string;
	organizationId?: string;
	active?: boolean;
	/** Replaces what it could do before; empty = nothing. */
	activities?: readonly string[];
}

/** References go out as ids only: other keys would be written into the other record (stock-rules.md#references). */
export function placeBody(fields: PlaceFields): Record<string, unknown> {
	const reference = (id: string | undefined): { id: string } | undefined =>
		id === undefined ? undefined : { id };
	const body = {
		name: fields.name,
		locationNumber: fields.locationNumber,
		description: fields.description,
		locationType: reference(fields.typeId),
		parentLocation: reference(fields.parentId),
		zone: reference(fields.zoneId),
		organization: reference(fields.organizationId),
		active: fields.active,
		supportedActivities: fields.activities,
	};
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** An empty list is stored as NONE (warehouse.md#locations). */
function activitiesText(activities: readonly string[] | null | undefined): string {
	const all = [...new Set(activities ?? [])].filter((one) => one !== 'NONE').sort();
	return all.join(', ') || 'none';
}

const isSame = (shown: string | null | undefined, wanted: string): boolean =>
	textKey(shown ?? '') === textKey(wanted);

/** How a place differs from what is asked for, in words; undefined when it does not. */
export function placeDifference(row: Location, wanted: PlaceFields): string | undefined {
	const { name, locationNumber: number, description, typeId, activities, active } = wanted;
	const shown = (text: string | null | undefined): string => `"${text ?? ''}"`;
	const checks: Array<[boolean, string]> = [
		[name === undefined || isSame(row.name, name), `its name is ${shown(row.name)}`],
		[
			number === undefined || isSame(row.locationNumber, number),
			`its number is ${shown(row.locationNumber)}`,
		],
		[
			description === undefined || isSame(row.description, description),
			`its description is ${shown(row.description)}`,
		],
		[
			typeId === undefined || row.locationType?.id === typeId,
			`its type is ${shown(row.locationType?.name)}`,
		],
		[
			wanted.parentId === undefined || row.parentLocation?.id === wanted.parentId,
			'it lies elsewhere',
		],
		[
			wanted.zoneId === undefined || row.zoneId === wanted.zoneId,
			row.zoneId ? `its zone is ${shown(row.zoneName)}` : 'it is in no zone',
		],
		[
			wanted.organizationId === undefined || row.organization?.id === wanted.organizationId,
			`its organization is ${shown(row.organization?.name)}`,
		],
		[
			active === undefined || (row.active !== false) === active,
			row.active === false ? 'it is closed' : 'it is open',
		],
		[
			activities === undefined ||
				activitiesText(row.supportedActivities) === activitiesText(activities),
			`its activities are ${activitiesText(row.supportedActivities)}`,
		],
	];
	const found = checks.filter(([isRight]) => !isRight).map(([, text]) => text);
	return found.length === 0 ? undefined : found.join(', ');
}
