import { collated } from '../collation';
import type { Store } from '../store/store';
import type { Row } from '../store/table';

/**
 * Is a transaction number taken? The server asks the database before it inserts, and there is no
 * unique index: whoever asks before another one commits, saves a twin (stock-and-transactions.md#posting).
 */
export class TransactionNumbers {
	/** Answers given when the request arrived, while a slow save goes on. */
	private asked: Set<string> | undefined;

	constructor(
		private readonly store: Store,
		private readonly now: () => number,
	) {}

	isTaken(number: string, row: Row): boolean {
		if (this.asked && !this.store.table('transaction').has(row)) {
			return this.asked.has(collated(number));
		}
		return this.visible(number).some((other) => other !== row);
	}

	/** Which of these numbers are taken now. */
	takenAmong(numbers: string[]): Set<string> {
		return new Set(numbers.filter((one) => this.visible(one).length > 0).map(collated));
	}

	/** Runs a save that relies on an earlier answer of `takenAmong`. */
	relyingOn<T>(taken: Set<string>, save: () => T): T {
		this.asked = taken;
		try {
			return save();
		} finally {
			this.asked = undefined;
		}
	}

	private visible(number: string): Row[] {
		const table = this.store.table('transaction');
		const stored = table.byKey(
			'collated number',
			(row) => collated(String(row.transactionNumber ?? '')),
			collated(number),
		);
		const archived = table.archive?.by('transactionNumber', number) ?? [];
		return [...archived, ...stored].filter(
			(row) => (table.hiddenUntil.get(row) ?? 0) <= this.now(),
		);
	}
}
