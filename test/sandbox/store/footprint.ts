import { collated } from '../collation';
import { domainNamed } from '../schema';
import { snakeCase } from '../schema/domain';
import { netChanges, rowChanges, type Change, type RowChange } from './change';
import type { Store } from './store';
import type { Row } from './table';

/** What a unit of work leaves in the database: the net of its changes. */
export interface Footprint {
	/** Stored rows with other values, and rows that are gone, each with its domain class. */
	written: Map<Row, string>;
	/** Stored rows that got or lost a child. */
	joined: Set<Row>;
	/** `class id` of the rows that are gone. */
	gone: Set<string>;
	/** `class id` that a written row names, with the table and column that do so. */
	named: Map<string, { table: string; column: string }>;
	/** Entries in unique indexes, with the name of the index. */
	keys: Map<string, string>;
}

/** Indexes of the database itself; all other "must be unique" only asks before it saves. */
const UNIQUE: Record<string, { index: string; columns: string[] } | undefined> = {
	inventoryItem: { index: 'product_id', columns: ['product', 'lotNumber'] },
	product: { index: 'product_code', columns: ['productCode'] },
	user: { index: 'username', columns: ['username'] },
};

/** Columns that hold an id without a foreign key. */
const NO_FOREIGN_KEY = new Set(['transactionEntry.transaction']);

/**
 * Children that the services add to the list of a stored owner. The insert takes a shared lock on the
 * owner's row, its save an exclusive one: two that do so at the same moment are the classic deadlock.
 */
const OWNERS: Record<string, Record<string, string> | undefined> = {
	container: { shipment: 'shipment' },
	event: { shipment: 'shipment', requisition: 'requisition' },
	orderItem: { order: 'order' },
	picklistItem: { picklist: 'picklist' },
	receipt: { shipment: 'shipment' },
	receiptItem: { receipt: 'receipt', shipmentItem: 'shipmentItem' },
	requisitionItem: { requisition: 'requisition' },
	shipmentItem: { shipment: 'shipment' },
	transactionEntry: { transaction: 'transaction' },
};

/** A save that changes nothing else changes no row. */
const AUDIT = new Set(['lastUpdated', 'updatedBy']);

/** Read while the rows have their new values. */
export function footprintOf(store: Store, changes: readonly Change[]): Footprint {
	const steps = rowChanges(netChanges(changes));
	const mine = new Set(steps.filter((step) => step.kind === 'insert').map((step) => step.row));
	const standing = new Map<Row, string>();
	const gone = new Map<Row, string>();
	for (const { kind, domain, row } of steps) {
		if (kind === 'remove' && !standing.delete(row)) gone.set(row, domain);
		if (kind === 'insert') standing.set(row, domain);
	}
	const updated = updatedRows(steps).filter(([row]) => !mine.has(row) && !gone.has(row));
	const saved = [...standing, ...updated];
	return {
		written: new Map([...updated, ...gone]),
		joined: new Set(
			[...standing, ...gone]
				.flatMap((one) => ownersOf(store, ...one))
				.filter((row) => !mine.has(row)),
		),
		gone: new Set([...gone].map(([row, domain]) => `${domain} ${row.id}`)),
		named: new Map(saved.flatMap(([row, domain]) => referencesOf(row, domain))),
		keys: new Map(saved.flatMap(([row, domain]) => keysOf(row, domain))),
	};
}

const ownersOf = (store: Store, row: Row, domain: string): Row[] =>
	Object.entries(OWNERS[domain] ?? {}).flatMap(
		([property, owner]) => store.get(owner, row[property]) ?? [],
	);

const referencesOf = (
	row: Row,
	domain: string,
): Array<[string, { table: string; column: string }]> =>
	Object.entries(domainNamed(domain).properties)
		.filter(
			([name, { kind }]) =>
				kind === 'reference' && row[name] && !NO_FOREIGN_KEY.has(`${domain}.${name}`),
		)
		.map(([name, { of }]) => [
			`${String(of)} ${String(row[name])}`,
			{ table: snakeCase(domain), column: `${snakeCase(name)}_id` },
		]);

/** Nothing while a column is null. */
function keysOf(row: Row, domain: string): Array<[string, string]> {
	const unique = UNIQUE[domain];
	const values = (unique?.columns ?? []).map((column) => row[column]);
	if (!unique || values.some((value) => typeof value !== 'string')) return [];
	return [[values.map((value) => collated(String(value))).join('-'), unique.index]];
}

/** Rows with other values than before, besides when and by whom they were saved. */
const updatedRows = (steps: RowChange[]): Array<[Row, string]> =>
	steps
		.filter(
			({ kind, after }) => kind === 'update' && Object.keys(after).some((one) => !AUDIT.has(one)),
		)
		.map(({ row, domain }) => [row, domain]);
