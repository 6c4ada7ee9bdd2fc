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

/** Whether the database has something to do for it. */
export const isWritten = (change: Change): boolean =>
	change.kind !== 'update' || change.isLoose !== true;

/** The row changes in their order, without what is computed. */
export const rowChanges = (changes: readonly Change[]): RowChange[] =>
	changes.filter(
		(change): change is RowChange => change.kind !== 'effect' && change.kind !== 'derive',
	);
