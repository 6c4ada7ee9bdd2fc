import { bindExisting, bindNew, flush, newBinding } from '../binding/save';
import { isObject } from '../binding/binder';
import { wholeSecond } from '../clock';
import { collated } from '../collation';
import { failure, illegalArgument, invalid } from '../errors';
import { locationInShort } from '../json/places';
import { data, empty, groovyEmptyList, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { domainNamed } from '../schema';
import type { Row } from '../store/table';
import { ACTIVITIES, LOCATION_TYPE_CODES } from './activities';
import { isReferenced } from './generic-delete';

/** Facilities: list, read, write (warehouse.md#locations). */
export const locationRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/locations', access: 'primary', handler: list },
	{ method: 'POST', pattern: '/api/locations', access: 'write', handler: create },
	{
		method: 'GET',
		pattern: '/api/locations/locationTypes',
		access: 'read',
		handler: locationTypes,
	},
	{
		method: 'GET',
		pattern: '/api/locations/supportedActivities',
		access: 'read',
		handler: supportedActivities,
	},
	{ method: 'GET', pattern: '/api/locations/:id', access: 'read', handler: read },
	{ method: 'PUT', pattern: '/api/locations/:id', access: 'write', handler: update },
	{ method: 'DELETE', pattern: '/api/locations/:id', access: 'write', handler: remove },
	{
		method: 'GET',
		pattern: '/api/locations/:id/productSummary',
		access: 'read',
		handler: productSummary,
	},
];

/** Active facilities only, no paging, no order (sessions-and-errors.md#paging). */
function list(call: Call): Reply {
	const { query, world } = call;
	const name = query.get('name');
	if (name !== null && name.length > 0 && name.length < 3) return groovyEmptyList();
	const codes = query.getAll('locationTypeCode');
	if (codes.length > 1) {
		throw failure(
			'org.codehaus.groovy.runtime.typehandling.GroovyCastException',
			"Cannot cast object to class 'org.pih.warehouse.core.LocationTypeCode'",
		);
	}
	const activities = query.getAll('activityCodes');
	checkNames('LocationTypeCode', codes, LOCATION_TYPE_CODES);
	checkNames('ActivityCode', activities, ACTIVITIES);
	const direction = activities.length > 0 ? null : query.get('direction');
	const rows = world.store
		.table('location')
		.all()
		.filter((row) => row.active !== false && !row.parentLocation)
		.filter((row) => name === null || collated(String(row.name)).includes(collated(name)))
		.filter((row) => codes.length === 0 || typeCode(call, row) === codes[0])
		.filter((row) => activities.every((one) => world.json.activitiesOf(row).includes(one)))
		.filter(
			(row) => direction !== 'INBOUND' || codes.length > 0 || typeCode(call, row) === 'SUPPLIER',
		);
	const short = query.get('presentation') === 'toBaseJson';
	return data(rows.map((row) => (short ? shortForm(call, row) : world.json.of('location', row))));
}

function checkNames(enumName: string, given: string[], known: readonly string[]): void {
	const unknown = given.find((one) => !known.includes(one));
	if (unknown !== undefined) {
		throw illegalArgument(`No enum constant org.pih.warehouse.core.${enumName}.${unknown}`);
	}
}

const typeCode = (call: Call, row: Row) =>
	call.world.store.get('locationType', row.locationType)?.locationTypeCode;

const shortForm = (call: Call, row: Row) => ({
	...locationInShort(row, call.world.json),
	locationType: call.world.json.nested('locationType', row.locationType),
});

/** Also inactive ones and bins; unknown = 200 with null (sessions-and-errors.md#e12). */
function read(call: Call): Reply {
	return data(call.world.json.nested('location', call.params.id));
}

function locationTypes(call: Call): Reply {
	return data(
		call.world.store
			.table('locationType')
			.all()
			.map((row) => ({
				...call.world.json.of('locationType', row),
				supportedActivities: Array.isArray(row.supportedActivities) ? row.supportedActivities : [],
			})),
	);
}

/** Two activities came later (versions.md#smaller). */
function supportedActivities(call: Call): Reply {
	const recent = ['CYCLE_COUNT', 'ALLOW_OVERPICK'];
	return data(
		call.world.version.since('0.9.6')
			? ACTIVITIES
			: ACTIVITIES.filter((one) => !recent.includes(one)),
	);
}

const OPENING = 'Validation Error(s) occurred during save()';

/** 200, not 201; number and inventory are made along (warehouse.md#locations). */
function create(call: Call): Reply {
	const { world } = call;
	const body = call.body();
	const binding = newBinding(world, call.session.user, call.session.language);
	const row = bindNew(binding, domainNamed('location'), body, OPENING);
	const organization = world.store.get('organization', row.organization);
	if (organization?.active === false) {
		throw illegalArgument(
			`The organization ${String(organization.name)} is inactive, you can't assign it to the location`,
		);
	}
	row.locationNumber = row.locationNumber ?? world.ids.documentNumber();
	setActivities(row, body, call);
	flush(binding);
	const now = wholeSecond(world.clock.now());
	const inventory = world.store.insert('inventory', {
		id: world.ids.id(),
		warehouse: row.id,
		dateCreated: now,
		lastUpdated: now,
	});
	world.store.update('location', row, { inventory: inventory.id });
	return data(world.json.of('location', row));
}

function setActivities(row: Row, body: Record<string, unknown>, call: Call): void {
	if (call.query.get('useDefaultActivities') === 'true') {
		row.supportedActivities = [];
		return;
	}
	if (!Array.isArray(body.supportedActivities)) return;
	const given = body.supportedActivities.map((one) => String(one));
	// Unknown codes are stored; an empty list becomes NONE (warehouse.md#locations).
	const value = given.length > 0 ? given : ['NONE'];
	if (value.includes('NONE') && new Set(value).size > 1) {
		throw invalid(
			['You cannot set supported activity NONE in combination with other supported activities'],
			OPENING,
		);
	}
	if (call.world.store.table('location').has(row))
		call.world.store.update('location', row, { supportedActivities: value });
	else row.supportedActivities = value;
}

function existing(call: Call): Row {
	const row = call.world.store.get('location', call.params.id);
	if (!row) throw illegalArgument(`No Location found for location ID ${call.params.id}`);
	return row;
}

function update(call: Call): Reply {
	const row = existing(call);
	const body = call.json();
	const content = isObject(body) ? body : {};
	const binding = newBinding(call.world, call.session.user, call.session.language);
	bindExisting(binding, domainNamed('location'), row.id, content, OPENING);
	setActivities(row, content, call);
	flush(binding);
	if (binding.dirty.has(row)) call.world.availability.renamed('location', row);
	return data(call.world.json.of('location', row));
}

function remove(call: Call): Reply {
	const { store } = call.world;
	const row = existing(call);
	if (store.table('location').by('zone', row.id).length > 0) {
		throw illegalArgument(`You cannot delete zone that is assigned to a bin location ${row.id}`);
	}
	const inventory = store.get('inventory', row.inventory);
	if (
		isReferenced(call.world, domainNamed('location'), { ...row, inventory: null }) &&
		usedElsewhere(call, row)
	) {
		throw failure(
			'java.lang.Exception',
			`Location ${row.id} could not be deleted - could not execute statement; SQL [n/a]; constraint [null]`,
		);
	}
	store.remove('location', row);
	if (inventory) store.remove('inventory', inventory);
	return empty(204);
}

/** Its own inventory goes with it; anything else that refers to the location keeps it. */
function usedElsewhere(call: Call, row: Row): boolean {
	const { store } = call.world;
	const inventories = store.table('inventory').by('warehouse', row.id);
	inventories.forEach((one) => store.update('inventory', one, { warehouse: null }));
	const used =
		isReferenced(call.world, domainNamed('location'), row) ||
		inventories.some(
			(one) => isReferenced(call.world, domainNamed('inventory'), one) && usedInventory(call, one),
		);
	inventories.forEach((one) => store.update('inventory', one, { warehouse: row.id }));
	return (
		used ||
		store.table('productAvailability').by('location', row.id).length > 0 ||
		store.table('productAvailability').by('binLocation', row.id).length > 0
	);
}

const usedInventory = (call: Call, inventory: Row): boolean =>
	['transaction', 'inventoryLevel'].some(
		(domain) => call.world.store.table(domain).by('inventory', inventory.id).length > 0,
	);

/** The login location's stock, whatever the path says (warehouse.md#below-reorder). */
function productSummary(call: Call): Reply {
	const location = call.location();
	const { store } = call.world;
	const totals = new Map<string, number>();
	for (const row of store.table('productAvailability').by('location', location.id)) {
		const product = String(row.product);
		totals.set(product, (totals.get(product) ?? 0) + Number(row.quantityOnHand));
	}
	return data(
		[...totals].map(([id, quantityOnHand]) => {
			const product = store.get('product', id);
			return {
				productId: id,
				productCode: product?.productCode ?? null,
				productName: product?.name ?? null,
				quantityOnHand,
			};
		}),
	);
}
