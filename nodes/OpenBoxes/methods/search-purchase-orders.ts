import { readOrderPage } from '../orders/order-list';
import { PICKER_PAGE, pickerSearch } from './picker-search';

/** Purchase orders by number, name or description, newest first. */
export const searchPurchaseOrders = pickerSearch(async ({ connection, filter, offset }) => {
	const { rows, isLast } = await readOrderPage(connection, {
		text: filter,
		max: PICKER_PAGE,
		offset,
	});
	return {
		results: rows.map(({ id, orderNumber, name, status, origin }) => ({
			name: [orderNumber || name || id, origin?.name, status.toLowerCase().replace(/_/g, ' ')]
				.filter((text) => text)
				.join(' · '),
			value: id,
		})),
		paginationToken: isLast ? undefined : String(offset + PICKER_PAGE),
	};
});
