import { readShipmentTypes } from '../catalogue/shipment-types';
import { matches, pickerSearch } from './picker-search';

/** Ways to travel, such as Land or Air. */
export const searchShipmentTypes = pickerSearch(async ({ connection, filter }) => {
	const types = await readShipmentTypes(connection);
	const results = types
		.filter(({ name }) => matches(filter, [name]))
		.map(({ id, name }) => ({ name, value: id }))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
