import { transactionTypeSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';

interface TransactionTypeInfo {
	id: string;
	name: string;
	/** `DEBIT`, `CREDIT`, `INVENTORY`, `PRODUCT_INVENTORY`. */
	code: string;
}

/** All transaction types; an administrator can add some. */
export async function readTransactionTypes(connection: Connection): Promise<TransactionTypeInfo[]> {
	const rows = await getPages(connection, apiPath('generic', 'transactionType'), { sort: 'id' });
	return rows.map((row) => {
		const { id, name, transactionCode } = transactionTypeSchema.parse(row);
		// A name may hold several languages: `Adjustment|fr:Ajustement` (stock-and-transactions.md#types).
		return { id, name: name.split('|')[0], code: transactionCode ?? '' };
	});
}
