import type { Row, Value } from './table';

/** A row came, went, or got other values. */
export interface RowChange {
	kind: 'insert' | 'remove' | 'update';
	domain: string;
	row: Row;
	before: Record<string, Value>;
	after: Record<string, Value>;
	/** Of a row that no table holds yet, or that only carries what a request binds. */
	isLoose?: boolean;
}

/** Rows computed from other rows: a later commit computes them anew instead of writing old figures. */
interface Derivation {
	kind: 'derive';
	run: () => void;
	changes: Change[];
}

/** What a commit sets going: the refresh of the stock table. */
interface Effect {
	kind: 'effect';
	run: () => void;
}

/** One step of a unit of work. */
export type Change = RowChange | Derivation | Effect;

const BACK = { insert: 'remove', remove: 'insert', update: 'update' } as const;

/** The row changes that take `changes` back, newest first. */
export function backwards(changes: readonly Change[]): RowChange[] {
	return [...changes].reverse().flatMap((change): RowChange[] => {
		if (change.kind === 'effect') return [];
		if (change.kind === 'derive') return backwards(change.changes);
		return [{ ...change, kind: BACK[change.kind], before: change.after, after: change.before }];
	});
}

/** The row changes in their order, without what is computed. */
export const rowChanges = (changes: readonly Change[]): RowChange[] =>
	changes.filter(
		(change): change is RowChange => change.kind !== 'effect' && change.kind !== 'derive',
	);

const same = (left: Value, right: Value): boolean =>
	(left ?? null) === (right ?? null) || JSON.stringify(left) === JSON.stringify(right);

/** What a commit has to write: no loose rows, and of each row only what is other than before. */
export function netChanges(changes: readonly Change[]): Change[] {
	const first = new Map<Row, Record<string, Value>>();
	const last = new Map<Row, Record<string, Value>>();
	for (const { kind, row, before, after } of rowChanges(changes)) {
		if (kind !== 'update') continue;
		first.set(row, { ...before, ...first.get(row) });
		last.set(row, { ...last.get(row), ...after });
	}
	return changes.flatMap((change): Change[] => {
		if (change.kind !== 'update') return [change];
		const differs = ([name]: [string, Value]) =>
			!same(first.get(change.row)?.[name], last.get(change.row)?.[name]);
		const after = Object.fromEntries(Object.entries(change.after).filter(differs));
		return change.isLoose || Object.keys(after).length === 0 ? [] : [{ ...change, after }];
	});
}
