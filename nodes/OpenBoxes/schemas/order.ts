import { z } from 'zod';
import { enumSchema, idSchema } from './replies';

const text = z.string().nullish();
const count = z.number().nullish();
/** A place or person; the list of orders gives plain texts instead (orders-and-receiving.md#list). */
const named = z
	.union([
		z.string().transform((name) => ({ id: '', name })),
		z
			.object({ id: idSchema, name: z.string().catch('') })
			.passthrough()
			.transform(({ id, name }) => ({ id, name })),
	])
	.nullish();

const orderPlaceSchema = z
	.object({
		id: idSchema,
		name: z.string().catch(''),
		locationNumber: text,
		hasBinLocationSupport: z.boolean().nullish(),
		hasPartialReceivingSupport: z.boolean().nullish(),
	})
	.passthrough();

const orderShipmentItemSchema = z.object({
	id: idSchema,
	quantity: z.number().catch(0),
	inventoryItem: z.object({ lotNumber: text }).nullish(),
	shipment: z.object({ id: idSchema, name: text }).nullish(),
});

export const orderItemSchema = z
	.object({
		id: idSchema,
		product: z
			.object({
				id: idSchema,
				productCode: text,
				name: z.string().catch(''),
				lotAndExpiryControl: z.boolean().nullish(),
			})
			.passthrough(),
		quantity: z.number().catch(0),
		unitPrice: count,
		totalPrice: count,
		quantityReceived: count,
		shipmentItems: z
			.array(orderShipmentItemSchema)
			.nullish()
			.transform((items) => items ?? []),
	})
	.passthrough();
export type OrderItemReply = z.infer<typeof orderItemSchema>;

/**
 * One order (orders-and-receiving.md#read); the hosted vendor gives the status as text and what was received.
 */
export const orderSchema = z
	.object({
		id: idSchema,
		orderNumber: text,
		name: text,
		status: enumSchema.catch(''),
		origin: orderPlaceSchema,
		destination: orderPlaceSchema,
		dateOrdered: text,
		orderedBy: named,
		orderItems: z
			.array(orderItemSchema)
			.nullish()
			.transform((items) => items ?? []),
	})
	.passthrough();
export type OrderReply = z.infer<typeof orderSchema>;

/** A row of the list of orders, or `generic/orderSummary` (orders-and-receiving.md#list). */
export const orderRowSchema = z
	.object({
		id: idSchema,
		orderNumber: text,
		name: text,
		status: enumSchema.catch(''),
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
		total: z.union([z.string(), z.number()]).nullish(),
		shipmentsCount: count,
		paymentTerm: z.object({ name: text }).passthrough().nullish(),
	})
	.passthrough();
export type OrderRow = z.infer<typeof orderRowSchema>;

/** Figures of an order line in the unit of the order (orders-and-receiving.md#read). */
export const orderItemSummarySchema = z
	.object({
		id: idSchema,
		quantity: z.number().catch(0),
		quantityPerUom: z.number().catch(1),
		quantityUom: z.object({ id: idSchema }).nullish(),
		unitPrice: count,
		quantityShipped: z.number().catch(0),
		quantityReceived: z.number().catch(0),
		quantityCanceled: z.number().catch(0),
		quantityInvoiced: z.number().catch(0),
		orderItemStatus: enumSchema.catch(''),
		derivedStatus: enumSchema.catch(''),
	})
	.passthrough();
export type OrderItemSummary = z.infer<typeof orderItemSummarySchema>;

/**
 * A shipment made for an order, as the call that makes it answers (orders-and-receiving.md#create-shipment).
 */
export const orderShipmentSchema = z.object({
	data: z
		.object({
			id: idSchema,
			identifier: text,
			lineItems: z.array(
				z
					.object({
						id: idSchema,
						orderItemId: idSchema.nullish(),
						lotNumber: text,
						quantityRequested: z.number().catch(0),
						/** Units of the order line that are on no other shipment. */
						quantityAvailable: count,
						inventoryItem: z.object({ expirationDate: text }).nullish(),
					})
					.passthrough(),
			),
		})
		.passthrough(),
});
export type OrderShipment = z.infer<typeof orderShipmentSchema>['data'];

/** A shipment in the generic search. */
export const shipmentRowSchema = z
	.object({ id: idSchema, status: enumSchema.catch(''), name: text })
	.passthrough();

/** A receipt line; neither its comment nor its shipment line is shown (recording receipt-found-by-comment). */
export const receiptItemSchema = z
	.object({
		id: idSchema,
		receipt: z
			.object({ id: idSchema, shipment: z.object({ id: idSchema }).passthrough().nullish() })
			.passthrough()
			.nullish(),
		product: z.object({ id: idSchema, productCode: text }).passthrough().nullish(),
		inventoryItem: z.object({ lotNumber: text }).passthrough().nullish(),
		quantityReceived: z.number().catch(0),
		binLocation: z.object({ id: idSchema, name: text }).passthrough().nullish(),
	})
	.passthrough();

/** Known lots by product id (stock-and-transactions.md#stock-reads). */
export const lotsByProductSchema = z.object({
	data: z.record(z.array(z.object({ lotNumber: text, expirationDate: text }))),
});
