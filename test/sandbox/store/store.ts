/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off -- not part of the package */
import { Table, type Row, type Value } from './table';

/**
 * All tables, and the one open unit of work. A handler runs inside `atomic`: when it throws,
 * everything it wrote is undone, as a database transaction would.
 */
export class Store {
	private readonly tables = new Map<string, Table>();
	private undo: Array<() => void> = [];
	private settle: Array<() => void> = [];
	private depth = 0;

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
		for (const name of tablesOf(domain)) {
			const table = this.table(name);
			table.insert(row);
			this.undo.push(() => table.remove(row));
		}
		return row;
	}

	update(domain: string, row: Row, changes: Record<string, Value>): void {
		const tables = tablesOf(domain).map((name) => this.table(name));
		const before: Record<string, Value> = {};
		for (const property of Object.keys(changes)) before[property] = row[property];
		if (!tables[0].has(row)) {
			Object.assign(row, changes);
			this.undo.push(() => Object.assign(row, before));
			return;
		}
		for (const table of tables) table.change(row, changes);
		this.undo.push(() => {
			for (const table of tables) table.change(row, before);
		});
	}

	remove(domain: string, row: Row): void {
		for (const name of tablesOf(domain)) {
			const table = this.table(name);
			if (!table.has(row)) continue;
			table.remove(row);
			this.undo.push(() => table.insert(row));
		}
	}

	/** Runs after the answer was rendered: what the answer shows but the database does not keep. */
	afterAnswer(run: () => void): void {
		this.settle.push(run);
	}

	/** Everything written so far stays, even if the handler throws later (note 01 §4.2, orders). */
	keepSoFar(): void {
		this.undo = [];
	}

	/** Position to go back to with `undoneSince`. */
	mark(): number {
		return this.undo.length;
	}

	/** The steps that take back what was written since `mark`, newest first; they are forgotten here. */
	takeBackSince(mark: number): () => void {
		const steps = this.undo.splice(mark).reverse();
		return () => steps.forEach((step) => step());
	}

	atomic<T>(work: () => T): T {
		if (this.depth > 0) return work();
		this.depth += 1;
		this.undo = [];
		this.settle = [];
		try {
			const result = work();
			this.settle.forEach((run) => run());
			return result;
		} catch (error) {
			this.undo.reverse().forEach((step) => step());
			throw error;
		} finally {
			this.undo = [];
			this.settle = [];
			this.depth -= 1;
		}
	}
}

/** A user is a person, an organization is a party: one row in two tables. */
function tablesOf(domain: string): string[] {
	if (domain === 'user') return ['user', 'person'];
	if (domain === 'organization') return ['organization', 'party'];
	return [domain];
}
