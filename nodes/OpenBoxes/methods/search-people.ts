import { readPeople } from '../catalogue/people';
import { PICKER_PAGE, pickerSearch } from './picker-search';

/** People and users by name. */
export const searchPeople = pickerSearch(async ({ connection, filter, offset }) => {
	const { people, isLast } = await readPeople(connection, {
		text: filter,
		max: PICKER_PAGE,
		offset,
	});
	return {
		results: people.map(({ id, name }) => ({ name, value: id })),
		paginationToken: isLast ? undefined : String(offset + PICKER_PAGE),
	};
});
