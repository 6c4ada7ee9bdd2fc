import { readOrganizations } from '../catalogue/organizations';
import { matches, pickerSearch } from './picker-search';

/** Organizations by name. */
export const searchOrganizations = pickerSearch(async ({ connection, filter }) => {
	const results = (await readOrganizations(connection))
		.filter(({ name }) => matches(filter, [name]))
		.map(({ id, name }) => ({ name, value: id }));
	return { results };
});
