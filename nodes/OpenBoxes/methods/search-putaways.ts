import { findPutaways } from '../putaways/putaway-record';
import { pickerSearch } from './picker-search';

/** Putaways by number, the open ones first. */
export const searchPutaways = pickerSearch(async ({ connection, filter }) => {
	const putaways = await findPutaways(connection, filter);
	const results = putaways
		.sort(
			(a, b) =>
				Number(b.status === 'PENDING') - Number(a.status === 'PENDING') ||
				a.number.localeCompare(b.number),
		)
		.map(({ id, number, status }) => ({ name: `${number} (${status.toLowerCase()})`, value: id }));
	return { results };
});
