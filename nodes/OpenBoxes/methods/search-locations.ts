import { readLocations } from '../catalogue/locations';
import { matches, pickerSearch } from './picker-search';

/** Depots, pharmacies, wards and suppliers by name or number. */
export const searchLocations = pickerSearch(async ({ connection, filter }) => {
	const locations = await readLocations(connection);
	const results = locations
		.filter(({ name, locationNumber }) => matches(filter, [name, locationNumber]))
		.map(({ id, name, locationNumber }) => ({
			name: locationNumber ? `${name} (${locationNumber})` : name,
			value: id,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
