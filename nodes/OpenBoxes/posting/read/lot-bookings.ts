import {
	parseList,
	transactionEntrySchema,
	transactionSchema,
	type Transaction,
	type TransactionEntry,
} from '../../schemas';
import { ofLotKey } from '../../stock/rules/lot';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { readIfThere } from '../../transport/missing';
import type { LotBooking } from '../rules/lot-balance';
import { givesWay } from '../rules/stock-claims';
import { COUNT_TYPES, stockChange } from '../rules/transaction-type';

/** Transactions of one page, newest first: a week of a busy store. */
const PAGE = 1000;
/** Older ones that are read one by one; beyond, the history of the lot is too long to be read now. */
const MOST_READS = 40;

/**
 * Everything that was ever booked on lots and bins of an inventory, which is there at once
 * (docs/openboxes/several-writers.md#newest-entries).
 */
export class LotBookings {
	private transactions?: Map<string, Transaction | undefined>;

	private reads = 0;

	constructor(
		private readonly connection: Connection,
		private readonly inventoryId: string,
	) {}

	/**
	 * @param key `lotKey`
	 * @returns undefined when it would need too many requests
	 */
	async of(key: string): Promise<LotBooking[] | undefined> {
		const { lotId, binId } = ofLotKey(key);
		const attributes = [{ property: 'inventoryItem.id', value: lotId }];
		if (binId !== undefined) attributes.push({ property: 'binLocation.id', value: binId });
		const answer = await this.connection.search('transactionEntry', attributes);
		const entries = parseList(answer, transactionEntrySchema).filter(
			({ binLocation }) => binLocation?.id === binId,
		);
		const bookings: LotBooking[] = [];
		for (const entry of entries) {
			const id = entry.transaction?.id ?? '';
			if (!(await this.newest()).has(id) && this.reads >= MOST_READS) return undefined;
			const transaction = await this.transaction(id);
			// Gone since its entries were read: somebody took it back.
			if (transaction?.inventory?.id !== this.inventoryId) continue;
			bookings.push(toBooking(transaction, entry));
		}
		return bookings;
	}

	/** After the entries, so that the transaction of each is there unless it was deleted. */
	private async newest(): Promise<Map<string, Transaction | undefined>> {
		if (this.transactions) return this.transactions;
		const query = { sort: 'dateCreated', order: 'desc', max: PAGE };
		const answer = await this.connection.get(apiPath('generic', 'transaction'), query);
		const data = parseList(answer, transactionSchema);
		this.transactions = new Map(data.map((row) => [row.id, row]));
		return this.transactions;
	}

	private async transaction(id: string): Promise<Transaction | undefined> {
		const known = await this.newest();
		if (known.has(id)) return known.get(id);
		this.reads++;
		const transaction = await this.read(id);
		known.set(id, transaction);
		return transaction;
	}

	private async read(id: string): Promise<Transaction | undefined> {
		const path = apiPath('generic', 'transaction', id);
		return await readIfThere(this.connection, path, transactionSchema);
	}
}

function toBooking(row: Transaction, { quantity }: TransactionEntry): LotBooking {
	const typeId = row.transactionType?.id ?? '';
	return {
		id: row.id,
		created: row.dateCreated ?? '',
		isMarked: givesWay(row),
		date: Date.parse(row.transactionDate ?? '') || 0,
		change: stockChange(typeId, quantity) ?? quantity,
		isCount: COUNT_TYPES.includes(typeId),
	};
}
