import { domains } from '../schema';
import type { Domain, Property } from '../schema/domain';
import type { Store } from './store';
import type { Row, Value } from './table';

type SqlRow = Record<string, string | number | boolean | null>;

/** The seed file: rows of the server's own tables, nulls left out, plus passwords in plain text. */
export interface Seed {
	clock: string;
	users: Array<{ username: string; password: string }>;
	tables: Record<string, SqlRow[]>;
}

/** Fills an empty store. `shift` (ms) moves all audit and transaction dates, never expiry dates. */
export function loadSeed(store: Store, seed: Seed, shift = 0): void {
	const people = new Map((seed.tables.person ?? []).map((row) => [row.id, row]));
	for (const domain of domains()) {
		for (const row of seed.tables[domain.seedTable] ?? []) {
			if (domain.name === 'person' && seedHasUser(seed, row.id)) continue;
			const whole = domain.name === 'user' ? { ...people.get(row.id), ...row } : row;
			store.insert(domain.name, readRow(domain, whole, shift));
		}
	}
	for (const location of store.table('location').all()) {
		location.supportedActivities = activities(
			seed.tables.location_supported_activities,
			'location_id',
			location.id,
		);
		const inventory = store.get('inventory', location.inventory);
		if (inventory) inventory.warehouse = location.id;
	}
	for (const type of store.table('locationType').all()) {
		type.supportedActivities = activities(
			seed.tables.location_type_supported_activities,
			'location_type_id',
			type.id,
		);
	}
	for (const user of store.table('user').all()) {
		user.roles = (seed.tables.user_role ?? [])
			.filter((row) => row.user_id === user.id)
			.map((row) => String(row.role_id));
		user.password = seed.users.find((one) => one.username === user.username)?.password;
	}
	linkShipperServices(store, seed);
}

const seedHasUser = (seed: Seed, id: Value): boolean =>
	(seed.tables.user ?? []).some((user) => user.id === id);

const activities = (rows: SqlRow[] | undefined, column: string, id: string): string[] =>
	(rows ?? [])
		.filter((row) => row[column] === id)
		.map((row) => String(row.supported_activities_string ?? row.product_activity_code));

function linkShipperServices(store: Store, seed: Seed): void {
	for (const shipper of store.table('shipper').all()) {
		shipper.shipperServices = (seed.tables.shipper_service ?? [])
			.filter((service) => service.shipper_id === shipper.id)
			.map((service) => String(service.id));
	}
}

function readRow(domain: Domain, sql: SqlRow, shift: number): Row {
	const row: Row = { id: String(sql.id) };
	for (const [column, value] of Object.entries(sql)) {
		const { name, field, property } = columnOf(domain, column);
		if (property) row[field] = read(property, value, name, shift);
		else if (column !== 'version' && !(name in row)) row[name] = value;
	}
	return row;
}

interface Column {
	name: string;
	/** Of the row, when the domain has it. */
	field: string;
	property?: Property;
}

const columns = new WeakMap<Domain, Map<string, Column>>();

/** Every world is filled with the same columns. */
function columnOf(domain: Domain, column: string): Column {
	const known = columns.get(domain) ?? new Map<string, Column>();
	columns.set(domain, known);
	const found = known.get(column) ?? readColumn(domain, column);
	known.set(column, found);
	return found;
}

function readColumn({ properties }: Domain, column: string): Column {
	const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
	const target = name.endsWith('Id') ? name.slice(0, -2) : name;
	const field = properties[target] ? target : name;
	return { name, field, property: properties[field] };
}

function read(property: Property, value: SqlRow[string], name: string, shift: number): Value {
	if (value === null || value === undefined) return null;
	if (property.kind === 'date' || property.kind === 'instant') {
		const moment = Date.parse(String(value));
		return name === 'expirationDate' ? moment : moment + shift;
	}
	if (property.kind === 'flag') return value === true || value === 1;
	if (property.kind === 'reference') return String(value);
	return value;
}
