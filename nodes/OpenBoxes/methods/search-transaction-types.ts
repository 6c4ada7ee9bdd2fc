import { readTransactionTypes } from '../catalogue/transaction-types';
import { matches, pickerSearch } from './picker-search';

/** What the server's codes mean for stock. */
const EFFECT: Record<string, string> = {
	DEBIT: 'stock goes down',
	CREDIT: 'stock goes up, or down with a negative quantity',
	INVENTORY: 'count',
	PRODUCT_INVENTORY: 'count',
};

/** Kinds of transactions, such as Consumption or Adjustment. */
export const searchTransactionTypes = pickerSearch(async ({ connection, filter }) => {
	const types = await readTransactionTypes(connection);
	const results = types
		.filter(({ name }) => matches(filter, [name]))
		.map(({ id, name, code }) => ({
			name: `${name} (${EFFECT[code] ?? code.toLowerCase()})`,
			value: id,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
