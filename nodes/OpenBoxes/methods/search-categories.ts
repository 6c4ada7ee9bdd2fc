import { categoryPath, readCategories } from '../catalogue/categories';
import { categorySchema } from '../schemas';
import { matches, pickerSearch } from './picker-search';

/** Product categories by name, with their place in the tree. */
export const searchCategories = pickerSearch(async ({ connection, filter }) => {
	const results = (await readCategories(connection))
		.map((row) => categorySchema.parse(row))
		.map((category) => ({ name: categoryPath(category), value: category.id }))
		.filter(({ name }) => matches(filter, [name]))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
