import { rethrow } from '../../platform';
import { compareTextBy, type Collation } from '../collation';
import { backwards, netChanges, type Change, type RowChange } from './change';
import { Commits, type Ticket } from './commits';
import { footprintOf, type Footprint } from './footprint';
import { Table, type Row, type Value } from './table';

/** Work that ran on what was committed when it began, and whose changes wait for their commit. */
export interface HeldWork<T> {
	ticket: Ticket;
	changes: Change[];
	print: Footprint;
	/** The result, or what the work threw. */
	finish: () => T;
}

/**
 * All tables, and the one open unit of work. A handler runs inside `atomic`: when it throws,
 * everything it wrote is undone, as a database transaction would. With overlap it runs `ahead`, and
 * its changes are written by `commit`.
 */
export class Store {
	private readonly tables = new Map<string, Table>();
	readonly commits = new Commits(this);
	constructor(private readonly collation: Collation = 'general_ci') {}

	private log: Change[] = [];
	private settle: Array<() => void> = [];
	/** So many steps of the log stay whatever happens. */
	private kept = 0;
	private mode: 'no work' | 'atomic' | 'ahead' = 'no work';

	/** The open unit of work is committed later: what it sees is a snapshot. */
	get runsAhead(): boolean {
		return this.mode === 'ahead';
	}

	table(domain: string): Table {
		let table = this.tables.get(domain);
		if (!table) {
			table = new Table();
			this.tables.set(domain, table);
		}
		return table;
	}

	names(): string[] {
		return [...this.tables.keys()];
	}

	get(domain: string, id: Value): Row | undefined {
		return this.table(domain).get(id);
	}

	insert(domain: string, row: Row): Row {
		this.write({ kind: 'insert', domain, row, before: {}, after: {} });
		return row;
	}

	update(domain: string, row: Row, changes: Record<string, Value>): void {
		const before: Record<string, Value> = {};
		for (const property of Object.keys(changes)) before[property] = row[property];
		const isLoose = !this.table(domain).has(row);
		this.write({ kind: 'update', domain, row, before, after: changes, isLoose });
	}

	remove(domain: string, row: Row): void {
		if (!tablesOf(domain).some((name) => this.table(name).has(row))) return;
		this.write({ kind: 'remove', domain, row, before: {}, after: {} });
	}

	/** Runs after the answer was rendered: what the answer shows but the database does not keep. */
	afterAnswer(run: () => void): void {
		this.settle.push(run);
	}

	/** Writes rows that are computed from others; a held commit computes them again. */
	derive(run: () => void): void {
		const mark = this.log.length;
		run();
		if (this.mode !== 'no work')
			this.log.push({ kind: 'derive', run, changes: this.log.splice(mark) });
	}

	/** Runs at the commit: at once, or when held work is written. */
	atCommit(run: () => void): void {
		if (this.mode === 'ahead') this.log.push({ kind: 'effect', run });
		else run();
	}

	/** Everything written so far stays, even if the handler throws later (orders-and-receiving.md#create). */
	keepSoFar(): void {
		this.kept = this.log.length;
	}

	/** Position to go back to with `takeBackSince`. */
	mark(): number {
		return this.log.length;
	}

	/** The step that takes back what was written between `mark` and now. */
	takeBackSince(mark: number): () => void {
		const steps = backwards(this.log.slice(mark));
		return () => steps.forEach((step) => this.write(step));
	}

	atomic<T>(work: () => T): T {
		if (this.mode !== 'no work') return work();
		this.begin('atomic');
		try {
			const result = work();
			this.settle.forEach((run) => run());
			this.kept = this.log.length;
			return result;
		} finally {
			this.takeBackFrom(this.kept);
			this.commits.note(this.log);
			this.end();
		}
	}

	/** Runs `work` on what is committed now and takes all it wrote back until `commit`. */
	ahead<T>(work: () => T, ticket: Ticket): HeldWork<T> {
		this.begin('ahead');
		let finish: () => T;
		try {
			const result = work();
			this.settle.forEach((run) => run());
			this.kept = this.log.length;
			finish = () => result;
		} catch (error) {
			finish = () => {
				rethrow(error);
			};
		}
		this.takeBackFrom(this.kept);
		this.log = this.log.filter((change) => change.kind !== 'update' || !change.isLoose);
		const changes = netChanges(this.log);
		const print = footprintOf(this, changes);
		this.takeBackFrom(0);
		this.end();
		return { ticket, changes, print, finish };
	}

	/** Writes what was held; throws, with nothing written, when others were faster. */
	commit({ ticket, changes, print }: HeldWork<unknown>): void {
		try {
			this.commits.check(ticket, print);
		} finally {
			this.commits.close(ticket);
		}
		this.atomic(() => {
			this.commits.writer = ticket;
			for (const change of changes) {
				if (change.kind === 'derive') this.derive(change.run);
				else if (change.kind === 'effect') change.run();
				else this.write(change);
			}
		});
	}

	private begin(mode: 'atomic' | 'ahead'): void {
		compareTextBy(this.collation);
		this.mode = mode;
		this.log = [];
		this.settle = [];
		this.kept = 0;
	}

	private end(): void {
		this.mode = 'no work';
		this.log = [];
		this.settle = [];
	}

	private takeBackFrom(position: number): void {
		for (const step of backwards(this.log.splice(position))) this.perform(step);
	}

	private write(change: RowChange): void {
		this.perform(change);
		if (this.mode !== 'no work') this.log.push(change);
	}

	private perform({ kind, domain, row, after }: RowChange): void {
		const tables = tablesOf(domain).map((name) => this.table(name));
		if (kind === 'insert') for (const table of tables) table.insert(row);
		else if (kind === 'remove') {
			for (const table of tables) if (table.has(row)) table.remove(row);
		} else if (tables[0].has(row)) for (const table of tables) table.change(row, after);
		else Object.assign(row, after);
	}
}

/** A user is a person, an organization is a party: one row in two tables. */
function tablesOf(domain: string): string[] {
	if (domain === 'user') return ['user', 'person'];
	if (domain === 'organization') return ['organization', 'party'];
	return [domain];
}
