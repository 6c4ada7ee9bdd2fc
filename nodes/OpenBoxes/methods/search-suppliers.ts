import { readLocations } from '../catalogue/locations';
import { matches, pickerSearch } from './picker-search';

/** Suppliers by name or number. */
export const searchSuppliers = pickerSearch(async ({ connection, filter }) => {
	const locations = await readLocations(connection, 'SUPPLIER');
	const results = locations
		.filter(({ name, locationNumber }) => matches(filter, [name, locationNumber]))
		.map(({ id, name, locationNumber }) => ({
			name: locationNumber ? `${name} (${locationNumber})` : name,
			value: id,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
