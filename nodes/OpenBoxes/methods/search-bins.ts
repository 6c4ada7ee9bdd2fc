import { readBinPage } from '../catalogue/bins';
import { resolveLocation, toLocationName } from '../catalogue/locations';
import { PICKER_PAGE, pickerSearch } from './picker-search';

/** Bins of the location that the form names, where goods leave or lie, else of the credential's location. */
export const searchBins = pickerSearch(async ({ connection, filter, offset, sibling }) => {
	const location = await resolveLocation(
		connection,
		toLocationName(sibling('location') ?? sibling('origin')),
	);
	const { bins, isLast } = await readBinPage(connection, location.id, {
		text: filter,
		max: PICKER_PAGE,
		offset,
	});
	return {
		results: bins.map(({ id, name }) => ({ name, value: id })),
		paginationToken: isLast ? undefined : String(offset + PICKER_PAGE),
	};
});
