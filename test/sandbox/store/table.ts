/** Dates are epoch milliseconds, references are ids, lists of names or ids are arrays. */
export type Value = string | number | boolean | null | undefined | string[];

export interface Row {
	id: string;
	[property: string]: Value;
}

/**
 * Rows that are computed instead of stored, all older than the stored ones: how a sandbox holds a
 * million past transactions in no memory. Order of index = order of time = order of id.
 */
export interface Archive {
	size: number;
	row(index: number): Row;
	find(id: string): Row | undefined;
	/** Rows whose property has this value; undefined = this archive cannot tell without a scan. */
	by(property: string, value: string): Row[] | undefined;
	/** False when no archived row can have such a value: spares the scan. */
	mayMatch(property: string, pattern: string): boolean;
}

/** Key of a row in an index: the value of a property, or something computed from it. */
type KeyOf = (row: Row) => Value;

interface Index {
	keyOf: KeyOf;
	rows: Map<Value, Set<Row>>;
}

/** The rows of one domain class, in the order of insertion, with an index per asked property. */
export class Table {
	private readonly rows = new Map<string, Row>();
	private readonly indexes = new Map<string, Index>();
	private readonly ordered = new Map<string, Row[]>();
	/** Rows that were written but are not yet visible to searches, and the moment they become so. */
	readonly hiddenUntil = new Map<Row, number>();
	archive: Archive | undefined;

	get size(): number {
		return this.rows.size + (this.archive?.size ?? 0);
	}

	insert(row: Row): void {
		this.rows.set(key(row.id), row);
		for (const index of this.indexes.values()) addTo(index, row);
		this.ordered.clear();
	}

	remove(row: Row): void {
		this.rows.delete(key(row.id));
		for (const index of this.indexes.values()) index.rows.get(index.keyOf(row))?.delete(row);
		this.ordered.clear();
	}

	change(row: Row, changes: Record<string, Value>): void {
		for (const index of this.indexes.values()) index.rows.get(index.keyOf(row))?.delete(row);
		Object.assign(row, changes);
		for (const index of this.indexes.values()) addTo(index, row);
		this.ordered.clear();
	}

	/** By id as the database compares it: case and trailing blanks do not count. */
	get(id: Value): Row | undefined {
		if (typeof id !== 'string') return undefined;
		return this.rows.get(key(id)) ?? this.archive?.find(id);
	}

	has(row: Row): boolean {
		return this.rows.get(key(row.id)) === row;
	}

	/** Stored rows only. */
	all(): Row[] {
		return [...this.rows.values()];
	}

	/** Stored rows in the order of a named comparison; kept until the next write to this table. */
	inOrder(name: string, compare: (a: Row, b: Row) => number, keep?: (row: Row) => boolean): Row[] {
		let rows = this.ordered.get(name);
		if (!rows) {
			rows = (keep ? this.all().filter(keep) : this.all()).sort(compare);
			this.ordered.set(name, rows);
		}
		return rows;
	}

	/** Stored rows whose property has this value. */
	storedBy(property: string, value: Value): Row[] {
		return this.byKey(property, (row) => row[property] ?? null, value ?? null);
	}

	/** Rows whose property has this value, archived ones included. */
	by(property: string, value: Value): Row[] {
		const found = this.storedBy(property, value);
		const archived = typeof value === 'string' ? (this.archive?.by(property, value) ?? []) : [];
		return archived.length > 0 ? [...archived, ...found] : found;
	}

	/** Stored rows whose computed key has this value; `name` identifies the computation. */
	byKey(name: string, keyOf: KeyOf, value: Value): Row[] {
		let index = this.indexes.get(name);
		if (!index) {
			index = { keyOf, rows: new Map() };
			for (const row of this.rows.values()) addTo(index, row);
			this.indexes.set(name, index);
		}
		return [...(index.rows.get(value) ?? [])];
	}
}

const key = (id: string): string => id.trimEnd().toLowerCase();

function addTo(index: Index, row: Row): void {
	const value = index.keyOf(row);
	const rows = index.rows.get(value);
	if (rows) rows.add(row);
	else index.rows.set(value, new Set([row]));
}
