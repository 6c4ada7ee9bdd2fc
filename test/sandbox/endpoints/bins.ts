import { collated } from '../collation';
import { failure, illegalArgument, missingRow } from '../errors';
import type { JsonObject } from '../json/json';
import { receivingBinNames } from '../receiving/receiving-bin';
import { data, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { integerParameter } from '../store/query';
import type { Row } from '../store/table';

/** Bins of a facility (warehouse.md#locations). */
export const binRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/internalLocations', access: 'read', handler: list },
	{ method: 'GET', pattern: '/api/internalLocations/search', access: 'read', handler: search },
	{
		method: 'GET',
		pattern: '/api/internalLocations/receiving',
		access: 'read',
		handler: receiving,
	},
	{
		method: 'GET',
		pattern: '/api/internalLocations/:id',
		access: 'read',
		handler: (call) => data(call.world.json.nested('location', call.params.id)),
	},
	{ method: 'GET', pattern: '/api/binLocations', access: 'read', handler: binLocations },
	{ method: 'GET', pattern: '/api/binLocations/:id', access: 'read', handler: readBin },
];

/** Without `location.id` the answer is empty, from 0.9.5 on (versions.md#smaller). */
function facilityOf(call: Call): Row | undefined {
	const id = call.query.get('location.id');
	if (!id) {
		if (!call.locationOrNull()) throw illegalArgument('Must specify a location or sign in to one');
		return call.world.version.before('0.9.5') ? call.locationOrNull() : undefined;
	}
	const facility = call.world.store.get('location', id);
	if (facility) return facility;
	throw failure(
		'org.hibernate.TransientObjectException',
		'object references an unsaved transient instance - save the transient instance before flushing: org.pih.warehouse.core.Location',
	);
}

const binsOf = (call: Call, facility: Row | undefined): Row[] =>
	facility === undefined
		? []
		: call.world.store
				.table('location')
				.by('parentLocation', facility.id)
				.filter((row) => row.active !== false && typeCode(call, row) !== 'ZONE');

const typeCode = (call: Call, row: Row) =>
	call.world.store.get('locationType', row.locationType)?.locationTypeCode;

function short(call: Call, row: Row): JsonObject {
	const zone = call.world.store.get('location', row.zone);
	return { id: row.id, name: row.name, zoneId: zone?.id ?? null, zoneName: zone?.name ?? null };
}

function list(call: Call): Reply {
	const { query, world } = call;
	const has = (row: Row) => (code: string) => world.json.activitiesOf(row).includes(code);
	const any = query.getAll('anyActivityCodes');
	const all = query.getAll('allActivityCodes');
	const ignored = query.getAll('ignoreActivityCodes');
	const codes = query.getAll('locationTypeCode');
	const rows = binsOf(call, facilityOf(call)).filter(
		(row) =>
			(any.length === 0 || any.some(has(row))) &&
			all.every(has(row)) &&
			!ignored.some(has(row)) &&
			(codes.length === 0 || codes.includes(String(typeCode(call, row)))),
	);
	return data(rows.sort(byName).map((row) => short(call, row)));
}

const byName = (a: Row, b: Row): number =>
	collated(String(a.name)) < collated(String(b.name)) ? -1 : 1;

/** Bins to receive into, and the receiving bin of this very shipment (orders-and-receiving.md#putaway). */
function receiving(call: Call): Reply {
	const { query, world } = call;
	const shipmentNumber = query.get('shipmentNumber') ?? '';
	if (shipmentNumber === '' && world.version.before('0.9.5'))
		throw illegalArgument('Must provide shipmentNumber as a request parameter');
	const types = valuesOf(query, 'locationTypeCode') ?? ['BIN_LOCATION'];
	const ignored = valuesOf(query, 'ignoreActivityCodes') ?? ['RECEIVE_STOCK'];
	const own = receivingBinNames(shipmentNumber);
	const rows = binsOf(call, facilityOf(call)).filter(
		(row) =>
			own.includes(String(row.name)) ||
			(types.includes(String(typeCode(call, row))) &&
				!ignored.some((code) => world.json.activitiesOf(row).includes(code))),
	);
	return data(rows.sort(byName).map((row) => short(call, row)));
}

function valuesOf(query: URLSearchParams, name: string): string[] | undefined {
	const values = query.getAll(name).filter((value) => value !== '');
	return values.length > 0 ? values : undefined;
}

function search(call: Call): Reply {
	const { query, world } = call;
	const parent = query.get('parentLocation.id');
	const term = collated(query.get('searchTerm') ?? '');
	const rows = world.store
		.table('location')
		.all()
		.filter(
			(row) =>
				row.active !== false &&
				row.parentLocation &&
				(parent === null || row.parentLocation === parent),
		)
		.filter((row) =>
			collated(`${String(row.name)} ${String(row.locationNumber ?? '')}`).includes(term),
		)
		.sort(byName);
	const offset = integerParameter(query.get('offset')) ?? 0;
	const max = integerParameter(query.get('max')) ?? Infinity;
	return json({
		data: rows.slice(offset, offset + max).map((row) => world.json.of('location', row)),
		totalCount: rows.length,
	});
}

function binLocations(call: Call): Reply {
	const id = call.query.get('parentLocation.id');
	const parent = id === null ? call.locationOrNull() : call.world.store.get('location', id);
	if (!parent) throw illegalArgument('Unable to locate parent location');
	return data(binsOf(call, parent).map((row) => call.world.json.of('location', row)));
}

function readBin(call: Call): Reply {
	const row = call.world.store.get('location', call.params.id);
	if (!row) throw missingRow('class org.pih.warehouse.core.Location', call.params.id);
	return data(call.world.json.of('location', row));
}
