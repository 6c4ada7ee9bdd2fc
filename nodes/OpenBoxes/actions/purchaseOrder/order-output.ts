import type { IDataObject } from 'n8n-workflow';
import type { OrderRow } from '../../schemas';
import { remainingOf, type OrderLine } from '../../orders/rules/order-line';
import { statusFromLines } from '../../orders/rules/order-status';
import { fromServerDate } from '../../values/server-date';
import type { OrderRecord } from '../../orders/order-record';
import { rowStatus } from '../../orders/order-list';

/** `2450.00 USD` → amount and currency. */
function money(total: OrderRow['total']): { total: number | null; currency: string | null } {
	const [amount, currency] = String(total ?? '').split(' ');
	const number = amount === '' ? NaN : Number(amount.replace(/,/g, ''));
	return { total: Number.isFinite(number) ? number : null, currency: currency ?? null };
}

/** A place or person; texts of the list have no id. */
function named(value: OrderRow['origin']): IDataObject | null {
	if (!value) return null;
	return value.id === '' ? { name: value.name } : { id: value.id, name: value.name };
}

/** A row of the list of orders. */
export function orderRowOutput(row: OrderRow): IDataObject {
	return {
		id: row.id,
		orderNumber: row.orderNumber ?? null,
		name: row.name ?? null,
		status: rowStatus(row),
		supplier: named(row.origin),
		destination: named(row.destination),
		dateOrdered: fromServerDate(row.dateOrdered),
		...money(row.total),
		lineCount: row.orderItemsCount ?? null,
	};
}

function lineOutput(line: OrderLine): IDataObject {
	const { unitPrice, unitsPer } = line;
	return {
		orderItemId: line.id,
		productId: line.product.id,
		productCode: line.product.code,
		productName: line.product.name,
		ordered: line.ordered,
		shipped: line.shipped,
		received: line.received,
		closedShort: line.canceled,
		remaining: remainingOf(line),
		invoiced: line.invoiced,
		canceled: line.isCanceled,
		unit: line.uom === '' ? null : line.uom,
		unitsPerPackage: unitsPer,
		quantity: line.ordered / unitsPer,
		unitPrice: unitPrice ?? null,
		totalPrice:
			unitPrice === undefined
				? null
				: Math.round((line.ordered / unitsPer) * unitPrice * 100) / 100,
	};
}

/** What most workflows need of an order. */
export function shortOrder(order: OrderRecord, row?: OrderRow): IDataObject {
	const output = orderOutput(order, row);
	for (const key of ['serverStatus', 'storedStatus', 'orderedBy', 'remaining']) delete output[key];
	return output;
}

/** An order with its lines; quantities in single units, `quantity` and prices in units of the order. */
export function orderOutput(order: OrderRecord, row?: OrderRow): IDataObject {
	const lines = order.lines.map((line) => ({ ...line, remaining: remainingOf(line) }));
	return {
		id: order.id,
		orderNumber: order.number === '' ? null : order.number,
		name: order.name,
		status: statusFromLines(order.storedStatus, lines),
		serverStatus: row?.status ?? order.storedStatus,
		storedStatus: order.storedStatus,
		supplier: order.origin,
		destination: { id: order.destination.id, name: order.destination.name },
		dateOrdered: fromServerDate(row?.dateOrdered ?? order.dateOrdered),
		orderedBy: named(row?.orderedBy ?? order.raw.orderedBy),
		...(row ? money(row.total) : {}),
		remaining: lines.reduce((sum, line) => sum + line.remaining, 0),
		lines: order.lines.map(lineOutput),
	};
}
