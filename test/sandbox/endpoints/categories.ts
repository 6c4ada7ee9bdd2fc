import { bindNew, flush, newBinding } from '../binding/save';
import { wholeSecond } from '../clock';
import { InUse, missingRow, nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import { data, empty, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { domainNamed } from '../schema';
import type { Row } from '../store/table';
import { isReferenced, removeWithChildren } from './generic-delete';

/** Categories and short lists for pickers (warehouse.md#master-data). */
export const categoryRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/categories', access: 'read', handler: tree },
	{ method: 'POST', pattern: '/api/categories', access: 'write', handler: create },
	{ method: 'GET', pattern: '/api/categories/:id', access: 'read', handler: read },
	{ method: 'DELETE', pattern: '/api/categories/:id', access: 'write', handler: remove },
	{
		method: 'GET',
		pattern: '/api/categoryOptions',
		access: 'read',
		handler: (call) => options(call, 'category', 'name'),
	},
	{
		method: 'GET',
		pattern: '/api/tagOptions',
		access: 'read',
		handler: (call) => options(call, 'tag', 'tag'),
	},
	{
		method: 'GET',
		pattern: '/api/catalogOptions',
		access: 'read',
		handler: (call) => options(call, 'productCatalog', 'name'),
	},
	{
		method: 'GET',
		pattern: '/api/productGroupOptions',
		access: 'read',
		handler: (call) => options(call, 'productGroup', 'name'),
	},
	{
		method: 'GET',
		pattern: '/api/unitOfMeasures/options',
		access: 'read',
		handler: units,
	},
	{ method: 'GET', pattern: '/api/unitOfMeasure/currencies', access: 'read', handler: currencies },
	{ method: 'GET', pattern: '/api/paymentTermOptions', access: 'read', handler: paymentTerms },
	{ method: 'GET', pattern: '/api/locationGroups', access: 'read', handler: locationGroups },
	{ method: 'POST', pattern: '/api/locationGroups', access: 'write', handler: createGroup },
];

const newestFirst = (rows: Row[]): Row[] => [...rows].reverse();

function tree(call: Call): Reply {
	const roots = call.world.store.table('category').by('parentCategory', null);
	return data(newestFirst(roots).map((row) => branch(call, row)));
}

/** Dates like `22/Nov/2026 07:06 AM`, on this endpoint only. */
function branch(call: Call, row: Row): JsonObject {
	const children = call.world.store.table('category').by('parentCategory', row.id);
	return {
		id: row.id,
		description: row.description ?? null,
		name: row.name,
		version: 0,
		dateCreated: dayAndHour(Number(row.dateCreated)),
		lastUpdated: dayAndHour(Number(row.lastUpdated)),
		sortOrder: row.sortOrder ?? 0,
		deleted: false,
		isRoot: false,
		categories: children.map((child) => branch(call, child)),
	};
}

function dayAndHour(moment: number): string {
	const at = new Date(moment);
	const month = at.toUTCString().slice(8, 11);
	const two = (number: number) => String(number).padStart(2, '0');
	const hour = at.getUTCHours();
	return `${two(at.getUTCDate())}/${month}/${at.getUTCFullYear()} ${two(hour % 12 || 12)}:${two(at.getUTCMinutes())} ${hour < 12 ? 'AM' : 'PM'}`;
}

function existing(call: Call): Row {
	const row = call.world.store.get('category', call.params.id);
	if (!row) throw missingRow('Category', call.params.id);
	return row;
}

/** No envelope (warehouse.md#master-data). */
function read(call: Call): Reply {
	return json(branch(call, existing(call)));
}

function create(call: Call): Reply {
	const binding = newBinding(call.world, call.session.user, call.session.language);
	const row = bindNew(binding, domainNamed('category'), call.body());
	flush(binding);
	// The answer was rendered before the row had dates (warehouse.md#master-data).
	const shown = branch(call, row);
	return json({ ...shown, dateCreated: null, lastUpdated: null, categories: null });
}

function remove(call: Call): Reply {
	const row = existing(call);
	const domain = domainNamed('category');
	if (isReferenced(call.world, domain, row)) throw new InUse(`category ${row.id}`);
	removeWithChildren(call.world, domain, row);
	return empty(204);
}

function options(call: Call, domain: string, label: string): Reply {
	const rows = newestFirst(call.world.store.table(domain).all());
	return data(rows.map((row) => ({ id: row.id, label: row[label] })));
}

function units(call: Call): Reply {
	// Before 0.9.1 the path is read as an id (versions.md#calls).
	if (call.world.version.before('0.9.1')) throw missingRow('UnitOfMeasure', 'options');
	const type = call.query.get('type');
	if (type === null) throw nullPointer('Name is null');
	const rows = call.world.store.table('unitOfMeasure').by('uomClass', type);
	return data(rows.map((row) => ({ id: row.id, value: row.id, label: row.name })));
}

function currencies(call: Call): Reply {
	return data(
		call.world.store
			.table('unitOfMeasure')
			.by('uomClass', 'CURRENCY')
			.map((row) => call.world.json.of('unitOfMeasure', row)),
	);
}

function paymentTerms(call: Call): Reply {
	return data(
		call.world.store
			.table('paymentTerm')
			.all()
			.map((row) => ({ id: row.id, label: row.name, value: row.id })),
	);
}

function locationGroups(call: Call): Reply {
	return data(
		call.world.store
			.table('locationGroup')
			.all()
			.map((row) => call.world.json.of('locationGroup', row)),
	);
}

/** Nothing is required, not even a name (warehouse.md#master-data). */
function createGroup(call: Call): Reply {
	const { store, ids, clock } = call.world;
	const now = wholeSecond(clock.now());
	const { name } = call.body();
	const row = store.insert('locationGroup', {
		id: ids.id(),
		name: typeof name === 'string' ? name : null,
		dateCreated: now,
		lastUpdated: now,
	});
	return data({ id: row.id });
}
