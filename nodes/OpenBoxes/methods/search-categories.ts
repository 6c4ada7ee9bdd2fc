import { categorySchema, type Category } from '../schemas';
import { apiPath } from '../transport/base-url';
import { getPages } from '../transport/paginate';
import { matches, pickerSearch } from './picker-search';

/** `Medicines › Analgesics`: names alone can occur twice in the tree. */
function path({ name, parentCategory }: Category): string {
	return parentCategory ? `${path(parentCategory)} › ${name}` : name;
}

/** Product categories by name, with their place in the tree. */
export const searchCategories = pickerSearch(async ({ connection, filter }) => {
	const rows = await getPages(connection, apiPath('generic', 'category'), { sort: 'name' });
	const results = rows
		.map((row) => categorySchema.parse(row))
		.map((category) => ({ name: path(category), value: category.id }))
		.filter(({ name }) => matches(filter, [name]))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
