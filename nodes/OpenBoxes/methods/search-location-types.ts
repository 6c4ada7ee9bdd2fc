import { isInner, readLocationTypes } from '../catalogue/location-types';
import { matches, pickerSearch } from './picker-search';

/** Kinds of places: of bins where a bin is meant, else of locations. */
export const searchLocationTypes = pickerSearch(async ({ connection, filter, sibling }) => {
	const isBin = sibling('resource') === 'bin';
	const results = (await readLocationTypes(connection))
		.filter((type) => isInner(type) === isBin && matches(filter, [type.name, type.code]))
		.map(({ id, name }) => ({ name, value: id }))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
