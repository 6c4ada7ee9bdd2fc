import { readUnits } from '../catalogue/package-units';
import { matches, pickerSearch } from './picker-search';

/** Units that goods come in. */
export const searchUnits = pickerSearch(async ({ connection, filter }) => {
	const results = (await readUnits(connection))
		.map(({ id, code, name }) => ({ name: `${name ?? id} (${code ?? id})`, value: id }))
		.filter(({ name }) => matches(filter, [name]));
	return { results };
});
