import { collated } from '../collation';
import { failure, unresolvedProperty } from '../errors';
import { domainNamed } from '../schema';
import type { Domain } from '../schema/domain';
import type { World } from '../world';
import type { Row, Table, Value } from './table';

/** Rows that a search may see: late commits are not there yet (stock-and-transactions.md#posting). */
export function visible(world: World, table: Table, rows: Row[]): Row[] {
	if (table.hiddenUntil.size === 0) return rows;
	const now = world.clock.now();
	for (const [row, until] of table.hiddenUntil) if (until <= now) table.hiddenUntil.delete(row);
	return rows.filter((row) => !table.hiddenUntil.has(row));
}

/** `max` or `offset` of a list: absent and empty = not given, anything else must be an integer. */
export function integerParameter(text: string | null): number | undefined {
	if (text === null || text === '') return undefined;
	if (!/^[+-]?\d+$/.test(text))
		throw failure('java.lang.NumberFormatException', `For input string: "${text}"`);
	return Number(text);
}

/** Reads the value to sort by: `name`, `inventory.id`, `transaction.dateCreated`. */
function valueAt(world: World, domain: Domain, path: string): (row: Row) => Value {
	const [first, second, ...rest] = path.split('.');
	if (first === 'id' && second === undefined) return (row) => row.id;
	const property = domain.properties[first];
	if (!property || rest.length > 0) throw unresolvedProperty(path, domain.className);
	if (second === undefined) return (row) => row[first];
	if (property.kind !== 'reference') throw unresolvedProperty(path, domain.className);
	const target = domainNamed(String(property.of));
	if (second === 'id') return (row) => row[first];
	if (!target.properties[second]) throw unresolvedProperty(second, target.className);
	return (row) => world.store.get(target.name, row[first])?.[second];
}

const sortable = (value: Value): string | number | null =>
	value === null || value === undefined
		? null
		: typeof value === 'number'
			? value
			: collated(String(value));

/**
 * Empty values first when ascending; rows that tie come in the order they were made
 * (sessions-and-errors.md#generic).
 */
export function compareBy(
	read: (row: Row) => Value,
	descending: boolean,
): (a: Row, b: Row) => number {
	const keys = new Map<Row, string | number | null>();
	const keyOf = (row: Row) => {
		let key = keys.get(row);
		if (key === undefined) keys.set(row, (key = sortable(read(row))));
		return key;
	};
	return (a, b) => {
		const left = keyOf(a);
		const right = keyOf(b);
		if (left === right) return 0;
		const order = left === null ? -1 : right === null ? 1 : left < right ? -1 : 1;
		return descending ? -order : order;
	};
}

const NEWEST_FIRST = new Set(['category', 'requirement']);

const CHRONOLOGICAL = new Set([
	'id',
	'dateCreated',
	'lastUpdated',
	'transactionDate',
	'transaction.dateCreated',
]);

export interface Listing {
	max?: number;
	offset: number;
	sort?: string;
	descending: boolean;
}

/** One page of a generic list (sessions-and-errors.md#generic). */
export function listRows(world: World, domain: Domain, listing: Listing): Row[] {
	const table = world.store.table(domain.name);
	const { sort, descending } = listing;
	const read = valueAt(world, domain, sort ?? 'id');
	// Without `sort` the database's own order: by id, some by their newest first.
	const backwards = sort === undefined ? NEWEST_FIRST.has(domain.name) : descending;
	let rows = table.inOrder(`${sort ?? 'id'} ${String(backwards)}`, compareBy(read, backwards));
	if (sort?.includes('.') && !sort.endsWith('.id'))
		rows = rows.filter((row) => read(row) !== undefined);
	rows = visible(world, table, rows);
	const from = Math.max(0, listing.offset);
	const count = listing.max === undefined || listing.max < 0 ? Infinity : listing.max;
	if (!table.archive) return rows.slice(from, from + count);
	return pageWithArchive(table, rows, from, count, backwards && CHRONOLOGICAL.has(sort ?? 'id'));
}

/** Archived rows are older than all others; orders that are not by time are not mixed in. */
function pageWithArchive(
	table: Table,
	rows: Row[],
	from: number,
	count: number,
	newestFirst: boolean,
): Row[] {
	const archive = table.archive;
	if (!archive) return rows;
	const total = archive.size + rows.length;
	const page: Row[] = [];
	for (let at = from; at < total && page.length < count; at += 1) {
		if (newestFirst) page.push(at < rows.length ? rows[at] : archive.row(total - 1 - at));
		else page.push(at < archive.size ? archive.row(at) : rows[at - archive.size]);
	}
	return page;
}
