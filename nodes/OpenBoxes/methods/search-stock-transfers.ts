import { listSchema, orderRowSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import { matches, PICKER_PAGE, pickerSearch } from './picker-search';

/** Stock transfers of the location, newest first; only the open ones can be completed. */
export const searchStockTransfers = pickerSearch(
	async ({ connection, filter, offset, sibling }) => {
		const { location } = await connection.serverInfo();
		const status = sibling('operation') === 'complete' ? 'PENDING' : undefined;
		const query = { location: location.id, status, max: PICKER_PAGE, offset };
		const { data } = listSchema.parse(await connection.get(apiPath('stockTransfers'), query));
		const results = data
			.map((row) => orderRowSchema.parse(row))
			.map(({ id, orderNumber, status: is }) => ({
				name: `${orderNumber ?? id} (${is.toLowerCase()})`,
				value: id,
			}))
			.filter(({ name }) => matches(filter, [name]));
		const next = data.length < PICKER_PAGE ? undefined : String(offset + PICKER_PAGE);
		return { results, paginationToken: next };
	},
);
