import { z } from 'zod';
import { availableItemSchema, enumSchema, idSchema } from './replies';

const text = z.string().nullish();
const count = z.number().nullish();
const flag = z.boolean().nullish();
const named = z.object({ id: idSchema.nullish(), name: text }).passthrough().nullish();

const movementLocationSchema = z
	.object({
		id: idSchema,
		name: text,
		locationNumber: text,
		isDepot: flag,
		supportedActivities: z.array(z.string()).nullish(),
		locationType: z.object({ locationTypeCode: text }).passthrough().nullish(),
	})
	.passthrough();

/**
 * A line of a movement (stock-movements.md#read); the vendor's documents add what was shipped and received.
 */
export const movementLineSchema = z
	.object({
		id: idSchema,
		productCode: text,
		product: z.object({ id: idSchema, productCode: text, name: text }).passthrough().nullish(),
		lotNumber: text,
		expirationDate: text,
		palletName: text,
		boxName: text,
		statusCode: text,
		quantityRequested: count,
		quantityRequired: count,
		quantityRevised: count,
		quantityCanceled: count,
		quantityPicked: count,
		quantityShipped: count,
		quantityReceived: count,
		quantityCounted: count,
		comments: text,
		reasonCode: text,
		recipient: named,
		sortOrder: count,
		orderItemId: text,
		inventoryItem: z.object({ id: idSchema }).passthrough().nullish(),
	})
	.passthrough();

/**
 * A movement, or a row of the list, which has fewer keys and other ones per version
 * (stock-movements.md#list).
 */
export const movementSchema = z
	.object({
		id: idSchema,
		name: text,
		description: text,
		identifier: text,
		statusCode: text,
		status: text,
		shipmentStatus: text,
		currentStatus: text,
		isReceived: flag,
		isPartiallyReceived: flag,
		origin: movementLocationSchema.nullish(),
		destination: movementLocationSchema.nullish(),
		hasManageInventory: flag,
		stocklist: named,
		requestType: enumSchema.nullish(),
		dateRequested: text,
		dateCreated: text,
		dateShipped: text,
		expectedDeliveryDate: text,
		lastUpdated: text,
		requestedBy: named,
		shipmentType: named,
		trackingNumber: text,
		driverName: text,
		comments: text,
		isElectronicType: flag,
		lineItems: z.array(movementLineSchema).nullish(),
		lineItemCount: count,
		associations: z
			.object({
				requisition: z.object({ id: idSchema.nullish() }).passthrough().nullish(),
				shipment: z
					.object({ id: idSchema.nullish(), shipmentNumber: text })
					.passthrough()
					.nullish(),
				documents: z.array(z.record(z.unknown())).nullish(),
			})
			.passthrough()
			.nullish(),
	})
	.passthrough();
export type Movement = z.infer<typeof movementSchema>;

export const movementReplySchema = z.object({
	data: movementSchema,
	totalCount: z.number().optional().catch(undefined),
});

const pickSchema = z.object({
	'inventoryItem.id': idSchema.nullish(),
	lotNumber: text,
	expirationDate: text,
	'binLocation.id': idSchema.nullish(),
	'binLocation.name': text,
	quantityPicked: z.number().catch(0),
});

/** A line with its picks and the stock that it may be picked from (stock-movements.md#steps). */
export const pickRowSchema = z.object({
	'requisitionItem.id': idSchema,
	productId: idSchema.nullish(),
	productCode: text,
	'product.name': text,
	product: z.object({ id: idSchema }).passthrough().nullish(),
	requestStatusCode: text,
	quantityRequired: z.number().catch(0),
	picklistItems: z.array(pickSchema).catch([]),
	availableItems: z.array(availableItemSchema).catch([]),
});
export type PickRow = z.infer<typeof pickRowSchema>;

/** What lies in the shipment, lot by lot (stock-movements.md#steps). */
export const packRowSchema = z.object({
	shipmentItemId: idSchema,
	'product.id': idSchema.nullish(),
	productCode: text,
	productName: text,
	lotNumber: text,
	expirationDate: text,
	binLocationName: text,
	quantityShipped: z.number().catch(0),
	recalled: flag,
	palletName: text,
	boxName: text,
});
export type PackRow = z.infer<typeof packRowSchema>;

export const pageOfPicksSchema = z.object({ data: z.array(pickRowSchema) });
export const pageOfPacksSchema = z.object({ data: z.array(packRowSchema) });

export const movementDocumentSchema = z
	.object({ name: text, documentType: text, contentType: text, uri: text, fileUri: text })
	.passthrough();

export const personSchema = z
	.object({ id: idSchema, name: text, firstName: text, lastName: text, username: text })
	.passthrough();

/** A refused fulfilment says per packing row and field what is wrong (stock-movements.md#send). */
export const fulfillmentErrorsSchema = z.object({
	errors: z.object({
		fulfillmentDetails: z.record(z.array(z.string())).catch({}),
		sendingOptions: z.record(z.array(z.string())).catch({}),
		packingList: z.record(z.record(z.array(z.string()))).catch({}),
	}),
});

export const namedRecordSchema = z.object({ id: idSchema, name: text }).passthrough();

export const stockListSchema = z
	.object({ id: idSchema, name: text, origin: z.unknown(), destination: z.unknown() })
	.passthrough();
