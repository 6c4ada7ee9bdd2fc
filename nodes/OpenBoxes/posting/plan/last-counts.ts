import { parseList, transactionSchema, type Transaction } from '../../schemas';
import { COUNT_TYPES } from '../rules/transaction-type';
import type { Connection } from '../../transport/connection';
import { readEntriesOf } from '../read/ledger';

/** Younger sales are not checked: nobody counts a shelf within a minute. */
const RECENT_MS = 60_000;

/**
 * When products of an inventory were counted last; older debits would change nothing
 * (stock-and-transactions.md#signs).
 */
export class LastCounts {
	private constructor(private readonly byProduct: ReadonlyMap<string, number>) {}

	/**
	 * Reads the counts that lie after the oldest of `times`; none are read when all times are recent.
	 */
	static async read(
		connection: Connection,
		inventoryId: string,
		times: readonly number[],
	): Promise<LastCounts> {
		const oldest = times.reduce(
			(earliest, time) => Math.min(earliest, time),
			Number.POSITIVE_INFINITY,
		);
		if (oldest > connection.now() - RECENT_MS) return new LastCounts(new Map());
		const byProduct = new Map<string, number>();
		for (const count of await readCounts(connection, inventoryId)) {
			const time = Date.parse(count.transactionDate ?? '');
			if (!(time > oldest)) continue;
			for (const entry of await readEntriesOf(connection, count.id)) {
				const productId = entry.product?.id ?? '';
				byProduct.set(productId, Math.max(byProduct.get(productId) ?? 0, time));
			}
		}
		return new LastCounts(byProduct);
	}

	/** Time of a count of the product after `time`; undefined when there is none. */
	after(productId: string, time: number): number | undefined {
		const counted = this.byProduct.get(productId);
		return counted !== undefined && counted > time ? counted : undefined;
	}
}

async function readCounts(connection: Connection, inventoryId: string): Promise<Transaction[]> {
	const counts: Transaction[] = [];
	for (const typeId of COUNT_TYPES) {
		const rows = parseList(
			await connection.search('transaction', [
				{ property: 'transactionType.id', value: typeId },
				{ property: 'inventory.id', value: inventoryId },
			]),
			transactionSchema,
		);
		counts.push(...rows);
	}
	return counts;
}
