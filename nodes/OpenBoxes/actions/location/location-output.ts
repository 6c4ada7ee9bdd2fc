import type { IDataObject } from 'n8n-workflow';
import type { Location } from '../../schemas';

const named = (reference: { id: string } | null | undefined): IDataObject | null =>
	reference
		? { id: reference.id, name: 'name' in reference ? (reference.name as string) : null }
		: null;

/** What most workflows need of a location or bin. */
export function locationOutput(place: Location): IDataObject {
	return {
		id: place.id,
		name: place.name,
		locationNumber: place.locationNumber ?? null,
		description: place.description ?? null,
		active: place.active ?? null,
		locationType: place.locationType?.name ?? null,
		locationTypeCode: place.locationType?.locationTypeCode ?? null,
		organization: named(place.organization),
		supportedActivities: [...(place.supportedActivities ?? [])],
	};
}

/** The same of a bin, which belongs to a location and perhaps to a zone of it. */
export function binOutput(bin: Location): IDataObject {
	return {
		id: bin.id,
		name: bin.name,
		locationNumber: bin.locationNumber ?? null,
		active: bin.active ?? null,
		locationType: bin.locationType?.name ?? null,
		locationTypeCode: bin.locationType?.locationTypeCode ?? null,
		location: named(bin.parentLocation),
		zone: bin.zoneId ? { id: bin.zoneId, name: bin.zoneName ?? null } : null,
		supportedActivities: [...(bin.supportedActivities ?? [])],
	};
}
