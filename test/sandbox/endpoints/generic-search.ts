import { collated, likePattern, sameText } from '../collation';
import { failure, illegalArgument, unresolvedProperty } from '../errors';
import type { Domain } from '../schema/domain';
import type { Row, Table } from '../store/table';
import { visible } from '../store/query';
import type { World } from '../world';

interface Attribute {
	property?: unknown;
	operator?: unknown;
	value?: unknown;
}

interface Criterion {
	property: string;
	/** Column of the row: `product.id` is stored as `product`. */
	column: string;
	isReference: boolean;
	operator: 'eq' | 'like';
	value: string;
}

/** All rows that meet every condition; no paging, no sort (sessions-and-errors.md#search). */
export function searchRows(world: World, domain: Domain, attributes: unknown): Row[] {
	const list = Array.isArray(attributes) ? (attributes as Array<Attribute | null>) : [];
	const criteria = list.map((attribute) => criterion(domain, attribute ?? {}));
	const table = world.store.table(domain.name);
	const exact = criteria.find(
		(one) => one.operator === 'eq' && (one.isReference || one.property === 'id'),
	);
	const stored = exact
		? exact.property === 'id'
			? [table.get(exact.value)].filter((row) => row !== undefined)
			: table.storedBy(exact.column, exact.value)
		: (indexed(world, domain, criteria) ?? table.all());
	const candidates = [...archived(table, criteria, exact), ...stored];
	const tests = criteria.filter((one) => one !== exact).map(test);
	return visible(
		world,
		table,
		candidates.filter((row) => tests.every((one) => one(row))),
	);
}

/** `eq` on a text goes through an index of the collated values, so a till's number is found at once. */
function indexed(world: World, domain: Domain, criteria: Criterion[]): Row[] | undefined {
	const one = criteria.find((each) => each.operator === 'eq');
	if (!one) return undefined;
	const keyOf = (row: Row) => collated(String(row[one.column] ?? ''));
	return world.store.table(domain.name).byKey(`collated ${one.column}`, keyOf, collated(one.value));
}

/** Archived rows that may match; none when one condition rules them all out. */
function archived(table: Table, criteria: Criterion[], exact: Criterion | undefined): Row[] {
	const { archive } = table;
	if (!archive || exact?.property === 'id') return [];
	if (criteria.some((one) => !archive.mayMatch(one.column, one.value))) return [];
	const found = exact && archive.by(exact.column, exact.value);
	return found ?? Array.from({ length: archive.size }, (_, at) => archive.row(at));
}

function test({ column, operator, value, property }: Criterion): (row: Row) => boolean {
	const read = (row: Row) => row[property === 'id' ? 'id' : column];
	if (operator === 'eq')
		return (row) => typeof read(row) === 'string' && sameText(String(read(row)), value);
	const matches = likePattern(value);
	return (row) => typeof read(row) === 'string' && matches(String(read(row)));
}

function criterion(domain: Domain, attribute: Attribute): Criterion {
	const { property, value } = attribute;
	if (!property || value === undefined || value === null || value === '') {
		throw illegalArgument('Property and value are required in order to perform searches');
	}
	if (typeof property !== 'string' || typeof value !== 'string') {
		throw failure(
			'groovy.lang.MissingMethodException',
			'No signature of method: org.pih.warehouse.api.GenericApiService.buildCriterion() is applicable',
		);
	}
	const operator = attribute.operator ?? 'eq';
	if (operator !== 'eq' && operator !== 'like' && operator !== 'ilike') {
		throw failure(
			'java.lang.UnsupportedOperationException',
			`Operator ${String(operator)} is not supported at this time`,
		);
	}
	return {
		...column(domain, property),
		property,
		operator: operator === 'eq' ? 'eq' : 'like',
		value,
	};
}

/** A text property, `id` or `<reference>.id`; everything else is a 500 (sessions-and-errors.md#search). */
function column(domain: Domain, path: string): { column: string; isReference: boolean } {
	if (path === 'id') return { column: 'id', isReference: false };
	const [first, second, ...rest] = path.split('.');
	const property = domain.properties[first];
	const unknown = unresolvedProperty(path, domain.className);
	if (!property || rest.length > 0) throw unknown;
	if (second !== undefined) {
		// The inventory's warehouse is no column of its own (stock-and-transactions.md#inventory-id).
		if (property.kind !== 'reference' || second !== 'id' || domain.name === 'inventory')
			throw unknown;
		return { column: first, isReference: true };
	}
	if (property.kind === 'text') return { column: first, isReference: false };
	const wanted =
		{ flag: 'Boolean', integer: 'Integer', date: 'util.Date' }[property.kind as string] ?? 'Object';
	throw failure(
		'java.lang.ClassCastException',
		`java.lang.String cannot be cast to java.lang.${wanted}`,
	);
}
