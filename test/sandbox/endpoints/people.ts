import { bindNew, flush, newBinding } from '../binding/save';
import { collated } from '../collation';
import { wholeSecond } from '../clock';
import { illegalArgument, missingRow, unresolvedProperty } from '../errors';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { domainNamed } from '../schema';
import { globalRoles, locationRoles } from '../session';
import { integerParameter } from '../store/query';
import { organizationCode } from './organization-code';
import type { Row } from '../store/table';

/** Users, persons, organizations (warehouse.md#master-data). */
export const peopleRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/users', access: 'read', handler: users },
	{ method: 'GET', pattern: '/api/persons', access: 'read', handler: persons },
	{ method: 'POST', pattern: '/api/persons', access: 'write', handler: createPerson },
	{ method: 'GET', pattern: '/api/persons/:id', access: 'read', handler: person },
	{ method: 'GET', pattern: '/api/organizations', access: 'read', handler: organizations },
	{ method: 'POST', pattern: '/api/organizations', access: 'write', handler: createOrganization },
	{ method: 'GET', pattern: '/api/organizations/:id', access: 'read', handler: organization },
];

const mentions = (row: Row, term: string | null, ...names: string[]): boolean =>
	!term || names.some((name) => collated(String(row[name] ?? '')).includes(collated(term)));

/** A role counts when the user has it globally or at the login location; no paging. */
function users(call: Call): Reply {
	const { query, world } = call;
	const roles = query.getAll('roleTypes');
	const known = new Set(
		world.store
			.table('role')
			.all()
			.map((role) => role.roleType),
	);
	const unknown = roles.find((role) => !known.has(role));
	if (unknown !== undefined)
		throw illegalArgument(`No enum constant org.pih.warehouse.core.RoleType.${unknown}`);
	const active = query.get('active');
	const location = query.get('location') ?? call.session.location;
	const rows = world.store
		.table('user')
		.all()
		.filter((row) => active === null || String(row.active ?? true) === active)
		.filter((row) =>
			mentions(row, query.get('searchTerm'), 'username', 'firstName', 'lastName', 'email'),
		)
		.filter((row) => {
			const held = [...globalRoles(world, row), ...locationRoles(world, row, location)];
			return roles.length === 0 || roles.some((role) => held.includes(role));
		});
	return data(rows.map((row) => world.json.of('user', row)));
}

function page(call: Call, rows: Row[]): Row[] {
	const offset = integerParameter(call.query.get('offset')) ?? 0;
	const max = integerParameter(call.query.get('max')) ?? Infinity;
	return rows.slice(offset, offset + max);
}

/** By last name, last first; another order can be asked for since 0.9.1. */
function inOrder(call: Call, rows: Row[]): Row[] {
	const asked = call.world.version.since('0.9.1');
	const sort = (asked && call.query.get('sort')) || 'lastName';
	const isAscending = asked && call.query.get('order') === 'asc';
	const { properties, className } = domainNamed('person');
	if (!(sort in properties) && sort !== 'id') throw unresolvedProperty(sort, className);
	const key = (row: Row) => collated(String(row[sort] ?? ''));
	return rows.sort((a, b) => (key(a) < key(b) ? 1 : -1) * (isAscending ? -1 : 1));
}

/** Inactive ones too; every word of the name must be met. */
function persons(call: Call): Reply {
	const { query, world } = call;
	const words = (query.get('name') ?? '').split(/[ ,]/).filter((word) => word !== '');
	const status = query.get('status');
	const rows = world.store
		.table('person')
		.all()
		.filter((row) => !status || (row.active !== false) === (status.toLowerCase() === 'true'))
		.filter((row) => words.every((word) => mentions(row, word, 'firstName', 'lastName', 'email')));
	return data(page(call, inOrder(call, rows)).map((row) => world.json.of('person', row)));
}

function person(call: Call): Reply {
	const row = call.world.store.get('person', call.params.id);
	if (!row) throw missingRow('Person', call.params.id);
	return data(call.world.json.of('person', row));
}

/** First and last name required, nothing unique. */
function createPerson(call: Call): Reply {
	const binding = newBinding(call.world, call.session.user, call.session.language);
	const row = bindNew(binding, domainNamed('person'), call.body());
	flush(binding);
	return data(call.world.json.of('person', row), 201);
}

function organizations(call: Call): Reply {
	const { query, world } = call;
	const role = query.get('roleType');
	const rows = world.store
		.table('organization')
		.all()
		.filter((row) => mentions(row, query.get('q'), 'name', 'code', 'description'))
		.filter(
			(row) =>
				!role ||
				world.store
					.table('partyRole')
					.by('party', row.id)
					.some((one) => one.roleType === role),
		);
	return data(page(call, rows).map((row) => world.json.of('organization', row)));
}

function organization(call: Call): Reply {
	const row = call.world.store.get('organization', call.params.id);
	if (!row) throw illegalArgument(`No Organization found for organization ID ${call.params.id}`);
	return data(call.world.json.of('organization', row));
}

function createOrganization(call: Call): Reply {
	const { name, partyType, roles } = call.body();
	const code = organizationCode(call, name);
	const { store, ids, clock } = call.world;
	const now = wholeSecond(clock.now());
	const row = store.insert('organization', {
		id: ids.id(),
		name: String(name),
		code,
		active: true,
		partyType: (partyType as { id?: string } | undefined)?.id ?? '1',
		dateCreated: now,
		lastUpdated: now,
	});
	for (const role of Array.isArray(roles) ? (roles as Array<{ roleType?: string }>) : []) {
		store.insert('partyRole', { id: ids.id(), party: row.id, roleType: role.roleType ?? null });
	}
	return data({ id: row.id });
}
