import {
	currencyOf,
	inDefaultCurrency,
	normalizedTotal,
	orderTotal,
	withCurrency,
} from '../purchase-orders/money';
import { personName, placeWithOrganization } from '../purchase-orders/names';
import {
	isCanceled,
	orderItemsOf,
	shipmentItemsFor,
	shipmentsFor,
} from '../purchase-orders/order-lines';
import type { Row } from '../store/table';
import { isoSeconds } from './dates';
import { orNull, type Form, type Json, type JsonObject } from './json';

/**
 * Orders and their lines, without dates and prices (sessions-and-errors.md#written-shapes), and the rows of
 * the order list.
 */
export const orderForms: Record<string, Form> = {
	order: (row, json) => ({
		id: row.id,
		orderNumber: orNull(row.orderNumber),
		name: orNull(row.name),
		status: { enumType: 'org.pih.warehouse.order.OrderStatus', name: orNull(row.status) },
		origin: json.nested('location', row.origin),
		destination: json.nested('location', row.destination),
		...(json.version.since('0.9.2') ? { paymentMethodType: null } : {}),
		orderItems: json
			.inAnyOrder(orderItemsOf(json, row.id))
			.map((item) => json.of('orderItem', item)),
	}),
	orderItem: (row, json) => ({
		id: row.id,
		product: json.nested('product', row.product),
		quantity: orNull(row.quantity),
		// The answer that makes a line has no list yet.
		shipmentItems: json.unsaved.has(row)
			? null
			: shipmentItemsFor(json, row.id).map((item) => json.of('shipmentItem', item)),
	}),
	orderSummary,
};

/**
 * Line count, total and number of shipments are live, the rest is as old as the row
 * (orders-and-receiving.md#list).
 */
function orderSummary(summary: Row, json: Json): JsonObject {
	const order = json.store.get('order', summary.order);
	if (!order) return { id: summary.id };
	return {
		status: orNull(summary.derivedStatus),
		id: order.id,
		orderNumber: orNull(order.orderNumber),
		name: orNull(order.name),
		paymentTerm: json.nested('paymentTerm', order.paymentTerm),
		origin: placeWithOrganization(json, order.origin),
		destination: placeWithOrganization(json, order.destination),
		dateOrdered: isoSeconds(order.dateOrdered),
		orderedBy: personName(json, order.orderedBy),
		createdBy: personName(json, order.createdBy),
		orderItemsCount: orderItemsOf(json, order.id).filter((item) => !isCanceled(item)).length,
		orderedOrderItemsCount: summary.itemsOrdered ?? 0,
		shippedItemsCount: summary.itemsShipped ?? 0,
		receivedItemsCount: summary.itemsReceived ?? 0,
		invoicedItemsCount: summary.itemsInvoiced ?? 0,
		total: withCurrency(orderTotal(json, order), currencyOf(order)),
		totalNormalized: inDefaultCurrency(normalizedTotal(json, order)),
		shipmentsCount: shipmentsFor(json, order.id).size,
	};
}
