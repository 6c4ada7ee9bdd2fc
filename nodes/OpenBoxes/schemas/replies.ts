import { z } from 'zod';

/** Ids come as text; some servers send numbers. */
export const idSchema = z.union([z.string(), z.number()]).transform(String);
const reference = z.object({ id: idSchema }).passthrough();
const optionalReference = reference.nullish();
const text = z.string().nullish();
const count = z.number().nullish();

/** An enum as text or as `{enumType,name}` (sessions-and-errors.md#json). */
export const enumSchema = z.union([
	z.string(),
	z.object({ name: z.string() }).transform((value) => value.name),
]);

export const errorBodySchema = z
	.object({
		errorCode: z.number().optional(),
		errorMessage: z
			.string()
			.nullish()
			.transform((value) => value ?? undefined),
		errorMessages: z.array(z.string()).optional(),
		cause: z.string().optional(),
		retryAfter: z.number().optional(),
	})
	.refine((body) => Object.values(body).some((value) => value !== undefined));

export const appContextSchema = z.object({
	data: z.object({
		appVersion: z
			.string()
			.nullish()
			.transform((value) => value ?? undefined),
		location: z
			.object({
				id: idSchema,
				name: text.transform((value) => value ?? ''),
				locationNumber: text,
				locationType: z.object({ locationTypeCode: text }).nullish().catch(undefined),
				parentLocation: z.unknown(),
			})
			.nullish(),
		user: z.object({ id: idSchema, name: z.string().optional() }).nullish(),
	}),
});

/**
 * `{data: [...], totalCount}`; `totalCount` of an empty movement list is `[]`
 * (sessions-and-errors.md#paging).
 */
export const listSchema = z.object({
	data: z.array(z.unknown()),
	totalCount: z.number().optional().catch(undefined),
	/** Only the documented kind announces a next page; a link or a number, null on the last one. */
	next: z.unknown(),
});

export const recordSchema = z.object({ data: z.record(z.unknown()).nullable() });

export const productSchema = z
	.object({
		id: idSchema,
		productCode: text,
		name: z.string().catch(''),
		description: text,
		category: z.unknown(),
		unitOfMeasure: z.unknown(),
		pricePerUnit: count,
		dateCreated: text,
		lastUpdated: text,
		active: z.boolean().nullish(),
		lotAndExpiryControl: z.boolean().nullish(),
	})
	.passthrough();
export type Product = z.infer<typeof productSchema>;

/**
 * A row of the product search; the last two only when stock was asked for
 * (stock-and-transactions.md#product-search).
 */
export const productHitSchema = z
	.object({
		id: idSchema,
		productCode: text,
		name: z.string().catch(''),
		active: z.boolean().nullish(),
		exactMatch: z.boolean().optional(),
		quantityAvailable: z.number().optional(),
		minExpirationDate: text,
	})
	.passthrough();
export type ProductHit = z.infer<typeof productHitSchema>;

/** One lot in one bin (stock-and-transactions.md#available-items); keys are flat with dots. */
export const availableItemSchema = z
	.object({
		'inventoryItem.id': idSchema,
		product: reference,
		productCode: text,
		'product.name': text,
		lotNumber: text,
		expirationDate: text,
		'binLocation.id': idSchema.nullish(),
		'binLocation.name': text,
		binLocation: optionalReference,
		quantityAvailable: count,
		quantityOnHand: count,
		status: text,
	})
	.passthrough();
export type AvailableItem = z.infer<typeof availableItemSchema>;

export const productAvailabilitySchema = z.object({
	product: reference,
	location: optionalReference,
	inventoryItem: reference,
	binLocation: optionalReference,
	binLocationName: text,
	lotNumber: text,
	quantityOnHand: count,
	quantityAvailableToPromise: count,
});

export const transactionSchema = z
	.object({
		id: idSchema,
		transactionNumber: text,
		transactionType: optionalReference,
		transactionDate: text,
		comment: text,
		inventory: optionalReference,
		dateCreated: text,
		lastUpdated: text,
		transactionEntries: z.array(reference).nullish(),
		source: optionalReference,
		destination: optionalReference,
		outgoingShipment: optionalReference,
		incomingShipment: optionalReference,
		requisition: optionalReference,
		receipt: optionalReference,
		order: optionalReference,
		cycleCount: optionalReference,
		transactionSource: optionalReference,
	})
	.passthrough();
export type Transaction = z.infer<typeof transactionSchema>;

export const transactionEntrySchema = z
	.object({
		id: idSchema,
		quantity: z.number(),
		product: optionalReference,
		inventoryItem: optionalReference,
		binLocation: optionalReference,
		comments: text,
		transaction: optionalReference,
	})
	.passthrough();
export type TransactionEntry = z.infer<typeof transactionEntrySchema>;

/** Whether stock of a product needs lot number and expiry date. */
export const productControlSchema = z
	.object({ lotAndExpiryControl: z.boolean().nullish() })
	.nullable()
	.transform((product) => ({ lotAndExpiryControl: product?.lotAndExpiryControl === true }));

export const inventorySchema = z.object({ id: idSchema, warehouse: optionalReference });

export const inventoryItemSchema = z
	.object({
		id: idSchema,
		product: optionalReference,
		lotNumber: text,
		expirationDate: text,
	})
	.passthrough();
export type InventoryItem = z.infer<typeof inventoryItemSchema>;

export const locationSchema = z
	.object({
		id: idSchema,
		name: z.string().catch(''),
		locationNumber: text,
		active: z.boolean().nullish(),
		parentLocation: optionalReference,
		supportedActivities: z.array(z.string()).nullish(),
	})
	.passthrough();
export type Location = z.infer<typeof locationSchema>;

export const transactionTypeSchema = z.object({
	id: idSchema,
	name: z.string().catch(''),
	transactionCode: enumSchema.nullish(),
});

export interface Category {
	id: string;
	name: string;
	parentCategory?: Category | null;
}

export const categorySchema: z.ZodType<Category, z.ZodTypeDef, unknown> = z.object({
	id: idSchema,
	name: z.string().catch(''),
	parentCategory: z.lazy(() => categorySchema).nullish(),
});
