import type { Row, Value } from '../store/table';
import { isoSeconds } from './dates';
import { orNull, type Form, type Json, type JsonObject } from './json';

/** Locations, organizations and people (sessions-and-errors.md#written-shapes). */
export const location: Form = (row, json) => {
	const organization = json.store.get('organization', row.organization);
	const zone = json.store.get('location', row.zone);
	const activities = json.activitiesOf(row);
	const supports = (activity: string) => activities.includes(activity);
	return {
		id: row.id,
		name: orNull(row.name),
		description: orNull(row.description),
		locationNumber: orNull(row.locationNumber),
		locationGroup: locationGroup(row.locationGroup, json),
		parentLocation: json.nested('location', row.parentLocation),
		locationType: json.nested('locationType', row.locationType),
		sortOrder: orNull(row.sortOrder),
		hasBinLocationSupport: hasBins(row, json),
		hasPackingSupport: supports('PACK_SHIPMENT'),
		hasPartialReceivingSupport: supports('PARTIAL_RECEIVING'),
		hasCentralPurchasingEnabled: supports('ENABLE_CENTRAL_PURCHASING'),
		organizationName: orNull(organization?.name),
		organizationCode: orNull(organization?.code),
		backgroundColor: orNull(row.bgColor),
		zoneName: orNull(zone?.name),
		zoneId: orNull(zone?.id),
		active: orNull(row.active),
		organization: json.nested('organization', row.organization),
		manager: json.nested('user', row.manager),
		address: json.nested('address', row.address),
		supportedActivities: activities,
	};
};

/** Bins are possible where stock is picked or put away; bins themselves say so too. */
function hasBins(row: Row, json: Json): boolean {
	const activities = json.activitiesOf(row);
	return activities.includes('PICK_STOCK') || activities.includes('PUTAWAY_STOCK');
}

function locationGroup(id: Value, json: Json): JsonObject | null {
	const group = json.store.get('locationGroup', id);
	return group
		? { id: group.id, name: orNull(group.name), address: json.nested('address', group.address) }
		: null;
}

/** The short form of reports and of `presentation=toBaseJson`. */
export function locationInShort(row: Row | undefined, json: Json): JsonObject | null {
	if (!row) return null;
	const type = json.store.get('locationType', row.locationType);
	return {
		id: row.id,
		name: orNull(row.name),
		locationNumber: orNull(row.locationNumber),
		active: orNull(row.active),
		locationType: orNull(type?.name),
		locationTypeCode: orNull(type?.locationTypeCode),
	};
}

/** A facility as reports and counts name it: its type whole, nothing of its address. */
export function facilityInShort(row: Row | undefined, json: Json): JsonObject | null {
	if (!row) return null;
	const type = json.nested('locationType', row.locationType);
	return {
		id: row.id,
		name: orNull(row.name),
		locationNumber: orNull(row.locationNumber),
		active: orNull(row.active),
		locationType: type,
		locationTypeCode: type?.locationTypeCode ?? null,
	};
}

/** The same of a bin: it tells its zone. */
export function binInShort(row: Row | undefined, json: Json): JsonObject | null {
	const short = facilityInShort(row, json);
	if (!short || !['BIN_LOCATION', 'INTERNAL'].includes(String(short.locationTypeCode)))
		return short;
	const zone = json.store.get('location', row?.zone);
	return { ...short, zoneId: orNull(zone?.id), zoneName: orNull(zone?.name) };
}

const organization: Form = (row, json) => ({
	id: row.id,
	name: orNull(row.name),
	...(json.version.since('0.9.8')
		? { displayName: `${String(row.code)} - ${String(row.name)}` }
		: {}),
	description: orNull(row.description),
	code: orNull(row.code),
	dateCreated: isoSeconds(row.dateCreated),
	lastUpdated: isoSeconds(row.lastUpdated),
	defaultLocation: locationInShort(json.store.get('location', row.defaultLocation), json),
	partyType: json.nested('partyType', row.partyType),
	roles: json.store
		.table('partyRole')
		.by('party', row.id)
		.map((role) => json.of('partyRole', role)),
	// Counts the numbers given to purchase orders (orders-and-receiving.md#web-routes).
	sequences: row.purchaseOrderSequence
		? { PURCHASE_ORDER_NUMBER: String(row.purchaseOrderSequence) }
		: {},
});

/** Also a user; a person who is no user has neither name to log in with nor roles. */
const person: Form = (row, json) => ({
	id: row.id,
	name: `${String(row.firstName)} ${String(row.lastName)}`,
	firstName: orNull(row.firstName),
	lastName: orNull(row.lastName),
	email: orNull(row.email),
	username: orNull(row.username),
	...(typeof row.username === 'string' && json.version.since('0.9.1')
		? { roles: roleNames(row, json) }
		: {}),
});

export const roleNames = (user: Row, json: Json): string[] =>
	(Array.isArray(user.roles) ? user.roles : []).map((id) =>
		String(json.store.get('role', id)?.roleType),
	);

const named: Form = (row) => ({
	id: row.id,
	name: orNull(row.name),
	description: orNull(row.description),
});

export const placeForms: Record<string, Form> = {
	location,
	organization,
	party: organization,
	partyType: (row) => ({
		id: row.id,
		name: orNull(row.name),
		code: orNull(row.code),
		partyTypeCode: orNull(row.partyTypeCode),
	}),
	partyRole: (row) => ({
		id: row.id,
		roleType: orNull(row.roleType),
		startDate: null,
		endDate: null,
	}),
	person,
	user: person,
	locationType: (row) => ({
		id: row.id,
		name: orNull(row.name),
		description: orNull(row.description),
		locationTypeCode: orNull(row.locationTypeCode),
	}),
	locationGroup: (row, json) => locationGroup(row.id, json) ?? {},
	address: (row) => ({
		address: orNull(row.address),
		address2: orNull(row.address2),
		city: orNull(row.city),
		country: orNull(row.country),
		description: orNull(row.description),
		postalCode: orNull(row.postalCode),
		stateOrProvince: orNull(row.stateOrProvince),
	}),
	shipmentType: (row) => ({
		id: row.id,
		name: orNull(row.name),
		description: orNull(row.description),
		displayName: orNull(row.name),
	}),
	containerType: named,
	paymentTerm: (row) => ({
		id: row.id,
		code: orNull(row.code),
		name: orNull(row.name),
		description: orNull(row.description),
	}),
};
