import { readStockLists } from '../catalogue/stock-lists';
import { matches, pickerSearch } from './picker-search';

/** Published stock lists, with what they are for. */
export const searchStockLists = pickerSearch(async ({ connection, filter }) => {
	const lists = await readStockLists(connection);
	const results = lists
		.filter(({ name }) => matches(filter, [name]))
		.map(({ id, name, places }) => ({
			name: places === '' ? name : `${name} (${places})`,
			value: id,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
