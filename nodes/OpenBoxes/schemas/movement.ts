import * as z from 'zod/v4-mini';
import { availableItemSchema, enumSchema, idSchema } from './replies';
import { keyed } from './small-forms';

const text = z.nullish(z.string());
const count = z.nullish(z.number());
const flag = z.nullish(z.boolean());
const named = z.nullish(z.looseObject({ id: z.nullish(idSchema), name: text }));

const movementLocationSchema = z.looseObject({
	id: idSchema,
	name: text,
	locationNumber: text,
	isDepot: flag,
	supportedActivities: z.nullish(z.array(z.string())),
	locationType: z.nullish(z.looseObject({ locationTypeCode: text })),
});

/**
 * A line of a movement (stock-movements.md#read); the vendor's documents add what was shipped and received.
 */
export const movementLineSchema = z.looseObject({
	id: idSchema,
	productCode: text,
	product: z.nullish(z.looseObject({ id: idSchema, productCode: text, name: text })),
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
	inventoryItem: z.nullish(z.looseObject({ id: idSchema })),
});

/**
 * A movement, or a row of the list, which has fewer keys and other ones per version
 * (stock-movements.md#list).
 */
export const movementSchema = z.looseObject({
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
	origin: z.nullish(movementLocationSchema),
	destination: z.nullish(movementLocationSchema),
	hasManageInventory: flag,
	stocklist: named,
	requestType: z.nullish(enumSchema),
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
	lineItems: z.nullish(z.array(movementLineSchema)),
	lineItemCount: count,
	associations: z.nullish(
		z.looseObject({
			requisition: z.nullish(z.looseObject({ id: z.nullish(idSchema) })),
			shipment: z.nullish(z.looseObject({ id: z.nullish(idSchema), shipmentNumber: text })),
			documents: z.nullish(z.array(z.looseObject({}))),
		}),
	),
});
export type Movement = z.infer<typeof movementSchema>;

export const movementReplySchema = z.object({
	data: movementSchema,
	totalCount: z.catch(z.optional(z.number()), undefined),
});

const pickSchema = z.object({
	'inventoryItem.id': z.nullish(idSchema),
	lotNumber: text,
	expirationDate: text,
	'binLocation.id': z.nullish(idSchema),
	'binLocation.name': text,
	quantityPicked: z.catch(z.number(), 0),
});

/** A line with its picks and the stock that it may be picked from (stock-movements.md#steps). */
export const pickRowSchema = z.object({
	'requisitionItem.id': idSchema,
	productId: z.nullish(idSchema),
	productCode: text,
	'product.name': text,
	product: z.nullish(z.looseObject({ id: idSchema })),
	requestStatusCode: text,
	quantityRequired: z.catch(z.number(), 0),
	picklistItems: z.catch(z.array(pickSchema), []),
	availableItems: z.catch(z.array(availableItemSchema), []),
});
export type PickRow = z.infer<typeof pickRowSchema>;

/** What lies in the shipment, lot by lot (stock-movements.md#steps). */
export const packRowSchema = z.object({
	shipmentItemId: idSchema,
	'product.id': z.nullish(idSchema),
	productCode: text,
	productName: text,
	lotNumber: text,
	expirationDate: text,
	binLocationName: text,
	quantityShipped: z.catch(z.number(), 0),
	recalled: flag,
	palletName: text,
	boxName: text,
});
export type PackRow = z.infer<typeof packRowSchema>;

export const pageOfPicksSchema = z.object({ data: z.array(pickRowSchema) });
export const pageOfPacksSchema = z.object({ data: z.array(packRowSchema) });

export const movementDocumentSchema = z.looseObject({
	name: text,
	documentType: text,
	contentType: text,
	uri: text,
	fileUri: text,
});

export const personSchema = z.looseObject({
	id: idSchema,
	name: text,
	firstName: text,
	lastName: text,
	username: text,
});

/** A refused fulfilment says per packing row and field what is wrong (stock-movements.md#send). */
export const fulfillmentErrorsSchema = z.object({
	errors: z.object({
		fulfillmentDetails: z.catch(keyed(z.array(z.string())), {}),
		sendingOptions: z.catch(keyed(z.array(z.string())), {}),
		packingList: z.catch(keyed(keyed(z.array(z.string()))), {}),
	}),
});

export const namedRecordSchema = z.looseObject({ id: idSchema, name: text });

export const stockListSchema = z.looseObject({
	id: idSchema,
	name: text,
	origin: z.unknown(),
	destination: z.unknown(),
});
