import { resolveLocation, toLocationName } from '../catalogue/locations';
import { countCandidateSchema } from '../schemas';
import { readCountCandidates, readOpenCounts } from '../stock/cycle-counts';
import { openItems } from '../stock/rules/cycle-count-items';
import { matches, PICKER_PAGE, pickerSearch } from './picker-search';

const label = (product: { productCode?: string | null; name?: string | null } | null | undefined) =>
	`${product?.name ?? 'Product'} (${product?.productCode ?? 'no code'})`;

/** Open requests of the location, by product. */
export const searchCountRequests = pickerSearch(async ({ connection, filter, sibling }) => {
	const { id } = await resolveLocation(connection, toLocationName(sibling('location')));
	const asked = { text: filter === '' ? undefined : filter, isOpen: true };
	const rows = await readCountCandidates(connection, id, asked, PICKER_PAGE);
	const results = rows.flatMap((row) => {
		const { product, status, cycleCountRequest } = countCandidateSchema.parse(row);
		if (!cycleCountRequest) return [];
		const name = `${label(product)}, ${String(status).toLowerCase()}`;
		return [{ name, value: cycleCountRequest.id }];
	});
	return { results };
});

/** Counts of the location that are not closed, by product. */
export const searchCycleCounts = pickerSearch(async ({ connection, filter, sibling }) => {
	const { id } = await resolveLocation(connection, toLocationName(sibling('location')));
	const results = (await readOpenCounts(connection, id)).map((count) => ({
		name: `${label(openItems(count)[0]?.product)}, ${String(count.status).toLowerCase()}`,
		value: count.id,
	}));
	return { results: results.filter(({ name }) => matches(filter, [name])) };
});
