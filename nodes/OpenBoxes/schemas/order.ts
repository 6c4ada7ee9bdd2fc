import * as z from 'zod/v4-mini';
import { enumSchema, idSchema } from './replies';
import { keyed } from './small-forms';

const text = z.nullish(z.string());
const count = z.nullish(z.number());
/** A place or person; the list of orders gives plain texts instead (orders-and-receiving.md#list). */
const named = z.nullish(
	z.union([
		z.pipe(
			z.string(),
			z.transform((name) => ({ id: '', name })),
		),
		z.pipe(
			z.looseObject({ id: idSchema, name: z.catch(z.string(), '') }),
			z.transform(({ id, name }) => ({ id, name })),
		),
	]),
);

const orderPlaceSchema = z.looseObject({
	id: idSchema,
	name: z.catch(z.string(), ''),
	locationNumber: text,
	hasBinLocationSupport: z.nullish(z.boolean()),
	hasPartialReceivingSupport: z.nullish(z.boolean()),
});

const orderShipmentItemSchema = z.object({
	id: idSchema,
	quantity: z.catch(z.number(), 0),
	inventoryItem: z.nullish(z.object({ lotNumber: text })),
	shipment: z.nullish(z.object({ id: idSchema, name: text })),
});

export const orderItemSchema = z.looseObject({
	id: idSchema,
	product: z.looseObject({
		id: idSchema,
		productCode: text,
		name: z.catch(z.string(), ''),
		lotAndExpiryControl: z.nullish(z.boolean()),
	}),
	quantity: z.catch(z.number(), 0),
	unitPrice: count,
	totalPrice: count,
	quantityReceived: count,
	shipmentItems: z.pipe(
		z.nullish(z.array(orderShipmentItemSchema)),
		z.transform((items) => items ?? []),
	),
});
export type OrderItemReply = z.infer<typeof orderItemSchema>;

/**
 * One order (orders-and-receiving.md#read); the hosted vendor gives the status as text and what was received.
 */
export const orderSchema = z.looseObject({
	id: idSchema,
	orderNumber: text,
	name: text,
	status: z.catch(enumSchema, ''),
	origin: orderPlaceSchema,
	destination: orderPlaceSchema,
	dateOrdered: text,
	orderedBy: named,
	orderItems: z.pipe(
		z.nullish(z.array(orderItemSchema)),
		z.transform((items) => items ?? []),
	),
});
export type OrderReply = z.infer<typeof orderSchema>;

/** A row of the list of orders, or `generic/orderSummary` (orders-and-receiving.md#list). */
export const orderRowSchema = z.looseObject({
	id: idSchema,
	orderNumber: text,
	name: text,
	status: z.catch(enumSchema, ''),
	origin: named,
	destination: named,
	dateOrdered: text,
	orderedBy: named,
	createdBy: named,
	orderItemsCount: count,
	orderedOrderItemsCount: count,
	shippedItemsCount: count,
	receivedItemsCount: count,
	invoicedItemsCount: count,
	total: z.nullish(z.union([z.string(), z.number()])),
	shipmentsCount: count,
	paymentTerm: z.nullish(z.looseObject({ name: text })),
});
export type OrderRow = z.infer<typeof orderRowSchema>;

/** Figures of an order line in the unit of the order (orders-and-receiving.md#read). */
export const orderItemSummarySchema = z.looseObject({
	id: idSchema,
	quantity: z.catch(z.number(), 0),
	quantityPerUom: z.catch(z.number(), 1),
	quantityUom: z.nullish(z.object({ id: idSchema })),
	unitPrice: count,
	quantityShipped: z.catch(z.number(), 0),
	quantityReceived: z.catch(z.number(), 0),
	quantityCanceled: z.catch(z.number(), 0),
	quantityInvoiced: z.catch(z.number(), 0),
	orderItemStatus: z.catch(enumSchema, ''),
	derivedStatus: z.catch(enumSchema, ''),
});
export type OrderItemSummary = z.infer<typeof orderItemSummarySchema>;

/**
 * A shipment made for an order, as the call that makes it answers (orders-and-receiving.md#create-shipment).
 */
export const orderShipmentSchema = z.object({
	data: z.looseObject({
		id: idSchema,
		identifier: text,
		lineItems: z.array(
			z.looseObject({
				id: idSchema,
				orderItemId: z.nullish(idSchema),
				lotNumber: text,
				quantityRequested: z.catch(z.number(), 0),
				/** Units of the order line that are on no other shipment. */
				quantityAvailable: count,
				inventoryItem: z.nullish(z.object({ expirationDate: text })),
			}),
		),
	}),
});
export type OrderShipment = z.infer<typeof orderShipmentSchema>['data'];

/** A shipment in the generic search. */
export const shipmentRowSchema = z.looseObject({
	id: idSchema,
	status: z.catch(enumSchema, ''),
	name: text,
});

/** A receipt line; neither its comment nor its shipment line is shown (recording receipt-found-by-comment). */
export const receiptItemSchema = z.looseObject({
	id: idSchema,
	receipt: z.nullish(
		z.looseObject({ id: idSchema, shipment: z.nullish(z.looseObject({ id: idSchema })) }),
	),
	product: z.nullish(z.looseObject({ id: idSchema, productCode: text })),
	inventoryItem: z.nullish(z.looseObject({ lotNumber: text })),
	quantityReceived: z.catch(z.number(), 0),
	binLocation: z.nullish(z.looseObject({ id: idSchema, name: text })),
});

/** Known lots by product id (stock-and-transactions.md#stock-reads). */
export const lotsByProductSchema = z.object({
	data: keyed(z.array(z.object({ lotNumber: text, expirationDate: text }))),
});
