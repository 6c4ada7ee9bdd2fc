import { readOrderPage } from '../orders/order-list';
import { PICKER_PAGE, pickerSearch } from './picker-search';
import { placesNamed } from './places-named';

/** Purchase orders by number, name, description or supplier, newest first. */
export const searchPurchaseOrders = pickerSearch(async ({ connection, filter, offset }) => {
	const page = { max: PICKER_PAGE, offset };
	const { rows, isLast } = await readOrderPage(connection, { ...page, text: filter });
	const suppliers = offset === 0 ? await placesNamed(connection, filter) : [];
	for (const supplierId of suppliers)
		rows.push(...(await readOrderPage(connection, { ...page, text: '', supplierId })).rows);
	const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
	return {
		results: distinct.map(({ id, orderNumber, name, status, origin }) => ({
			name: [orderNumber || name || id, origin?.name, status.toLowerCase().replace(/_/g, ' ')]
				.filter((text) => text)
				.join(' · '),
			value: id,
		})),
		paginationToken: isLast ? undefined : String(offset + PICKER_PAGE),
	};
});
