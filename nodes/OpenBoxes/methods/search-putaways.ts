import { findPutaways } from '../putaways/putaway-record';
import { pickerSearch } from './picker-search';

/** Putaways by number, the open ones first; only these can be completed. */
export const searchPutaways = pickerSearch(async ({ connection, filter, sibling }) => {
	const putaways = await findPutaways(connection, filter);
	const isToComplete = sibling('operation') === 'complete';
	const results = putaways
		.filter(({ status }) => !isToComplete || status === 'PENDING')
		.sort(
			(a, b) =>
				Number(b.status === 'PENDING') - Number(a.status === 'PENDING') ||
				a.number.localeCompare(b.number),
		)
		.map(({ id, number, status }) => ({ name: `${number} (${status.toLowerCase()})`, value: id }));
	return { results };
});
