import { readOrderPage } from '../orders/order-list';
import type { OrderStatus } from '../orders/rules/order-status';
import { PICKER_PAGE, pickerSearch } from './picker-search';
import { placesNamed } from './places-named';

/** States in which an operation can do something with an order; any for those that only read. */
const FITTING: Partial<Record<string, readonly OrderStatus[]>> = {
	delete: ['pending'],
	place: ['pending'],
	receive: ['placed', 'partiallyReceived'],
	rollBack: ['placed'],
	update: ['pending'],
};

/** Purchase orders by number, name, description or supplier, newest first; only those that fit the operation. */
export const searchPurchaseOrders = pickerSearch(
	async ({ connection, filter, offset, sibling }) => {
		const operation = String(sibling('operation'));
		const { location } = await connection.serverInfo();
		const page = {
			max: PICKER_PAGE,
			offset,
			statuses: FITTING[operation] ?? [],
			// Goods are received where they were ordered for, and nowhere else.
			destinationId: operation === 'receive' ? location.id : undefined,
		};
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
	},
);
