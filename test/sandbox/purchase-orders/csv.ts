import { csvCell } from '../csv';
import { monthDayYear } from '../json/dates';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { figuresOf } from './figures';
import { personName, placeWithOrganization } from './names';
import {
	cents,
	currencyOf,
	inDefaultCurrency,
	lineTotal,
	normalizedTotal,
	orderTotal,
	withCurrency,
} from './money';
import { isCanceled, orderItemsOf, perUnit } from './order-lines';

interface Listed {
	summary: Row;
	order: Row;
}

const ORDER_COLUMNS = [
	'Status',
	'PO Number',
	'Name',
	'Supplier',
	'Destination name',
	'Ordered by',
	'Ordered on',
	'Payment method',
	'Payment terms',
	'Line items',
	'Ordered',
	'Shipped',
	'Received',
	'Invoiced',
	'Currency code',
	'Total Amount (Local Currency)',
	'Total Amount (Default Currency)',
];

const LINE_COLUMNS = [
	'Supplier organization',
	'Supplier location',
	'Destination',
	'PO Number',
	'PO Description',
	'PO Status',
	'Code',
	'Product',
	'Item Status',
	'Source Code',
	'Supplier Code',
	'Manufacturer',
	'Manufacturer Code',
	'Unit of Measure',
	'Qty per UOM',
	'Quantity Ordered',
	'Quantity Shipped',
	'Quantity Received',
	'Quantity Invoiced',
	'Unit Price',
	'Total Cost',
	'Currency',
	'Recipient',
	'Estimated Ready Date',
	'Actual Ready Date',
	'Budget Code',
];

const table = (rows: unknown[][]): string =>
	rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');

/** One row per order (orders-and-receiving.md#list). */
export const ordersCsv = (world: World, rows: Listed[]): string =>
	table([
		ORDER_COLUMNS,
		...rows.map(({ summary, order }) => [
			summary.derivedStatus ?? order.status,
			order.orderNumber,
			order.name,
			placeWithOrganization(world.json, order.origin),
			placeWithOrganization(world.json, order.destination),
			personName(world.json, order.orderedBy),
			monthDayYear(order.dateOrdered),
			null,
			world.store.get('paymentTerm', order.paymentTerm)?.name,
			orderItemsOf(world, order.id).filter((item) => !isCanceled(item)).length,
			summary.itemsOrdered ?? 0,
			summary.itemsShipped ?? 0,
			summary.itemsReceived ?? 0,
			summary.itemsInvoiced ?? 0,
			currencyOf(order),
			withCurrency(orderTotal(world, order), currencyOf(order)),
			inDefaultCurrency(normalizedTotal(world, order)),
		]),
	]);

/**
 * One row per order line: the only list with prices and quantities of lines (orders-and-receiving.md#list).
 */
export const linesCsv = (world: World, rows: Listed[]): string =>
	table([
		LINE_COLUMNS,
		...rows.flatMap(({ summary, order }) =>
			orderItemsOf(world, order.id).map((item) => lineRow(world, summary, order, item)),
		),
	]);

function lineRow(world: World, summary: Row, order: Row, item: Row): unknown[] {
	const { store } = world;
	const origin = store.get('location', order.origin);
	const organization = store.get('organization', origin?.organization);
	const product = store.get('product', item.product);
	const { shipped, received } = figuresOf(world, item);
	return [
		`${String(organization?.code)} - ${String(organization?.name)}`,
		origin?.name,
		store.get('location', order.destination)?.name,
		order.orderNumber,
		order.name,
		summary.derivedStatus ?? order.status,
		product?.productCode,
		product?.name,
		isCanceled(item) ? 'CANCELED' : '',
		...[null, null, null, null],
		store.get('unitOfMeasure', item.quantityUom)?.code,
		cents(perUnit(item)),
		item.quantity,
		Math.trunc(shipped),
		Math.trunc(received),
		0,
		price(item.unitPrice),
		price(lineTotal(item)),
		order.currencyCode,
		personName(world.json, item.recipient),
		monthDayYear(item.estimatedReadyDate),
		monthDayYear(item.actualReadyDate),
		null,
	];
}

const price = (amount: Value): string | null =>
	typeof amount === 'number' ? amount.toFixed(4) : null;
