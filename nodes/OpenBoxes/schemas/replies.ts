import * as z from 'zod/v4-mini';

/** Ids come as text; some servers send numbers. */
export const idSchema = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
export const referenceSchema = z.looseObject({ id: idSchema });
const optionalReference = z.nullish(referenceSchema);
const text = z.nullish(z.string());
const count = z.nullish(z.number());

/** An enum as text or as `{enumType,name}` (sessions-and-errors.md#json). */
export const enumSchema = z.union([
	z.string(),
	z.pipe(
		z.object({ name: z.string() }),
		z.transform((value) => value.name),
	),
]);

export const errorBodySchema = z
	.object({
		errorCode: z.optional(z.number()),
		errorMessage: z.pipe(
			z.nullish(z.string()),
			z.transform((value) => value ?? undefined),
		),
		errorMessages: z.optional(z.array(z.string())),
		cause: z.optional(z.string()),
		retryAfter: z.optional(z.number()),
	})
	.check(z.refine((body) => Object.values(body).some((value) => value !== undefined)));

export const appContextSchema = z.object({
	data: z.object({
		appVersion: z.pipe(
			z.nullish(z.string()),
			z.transform((value) => value ?? undefined),
		),
		location: z.nullish(
			z.object({
				id: idSchema,
				name: z.pipe(
					text,
					z.transform((value) => value ?? ''),
				),
				locationNumber: text,
				locationType: z.catch(z.nullish(z.object({ locationTypeCode: text })), undefined),
				parentLocation: z.unknown(),
			}),
		),
		user: z.nullish(z.object({ id: idSchema, name: z.optional(z.string()) })),
	}),
});

export const productSchema = z.looseObject({
	id: idSchema,
	productCode: text,
	name: z.catch(z.string(), ''),
	description: text,
	category: z.unknown(),
	unitOfMeasure: z.unknown(),
	pricePerUnit: count,
	dateCreated: text,
	lastUpdated: text,
	active: z.nullish(z.boolean()),
	lotAndExpiryControl: z.nullish(z.boolean()),
});
export type Product = z.infer<typeof productSchema>;

/**
 * A row of the product search; the last two only when stock was asked for
 * (stock-and-transactions.md#product-search).
 */
export const productHitSchema = z.looseObject({
	id: idSchema,
	productCode: text,
	name: z.catch(z.string(), ''),
	active: z.nullish(z.boolean()),
	exactMatch: z.optional(z.boolean()),
	quantityAvailable: z.optional(z.number()),
	minExpirationDate: text,
});
export type ProductHit = z.infer<typeof productHitSchema>;

/** One lot in one bin (stock-and-transactions.md#available-items); keys are flat with dots. */
export const availableItemSchema = z.looseObject({
	'inventoryItem.id': idSchema,
	product: referenceSchema,
	productCode: text,
	'product.name': text,
	lotNumber: text,
	expirationDate: text,
	'binLocation.id': z.nullish(idSchema),
	'binLocation.name': text,
	binLocation: optionalReference,
	quantityAvailable: count,
	quantityOnHand: count,
	status: text,
});
export type AvailableItem = z.infer<typeof availableItemSchema>;

export const productAvailabilitySchema = z.object({
	product: referenceSchema,
	productCode: text,
	location: optionalReference,
	inventoryItem: referenceSchema,
	binLocation: optionalReference,
	binLocationName: text,
	lotNumber: text,
	quantityOnHand: count,
	quantityAllocated: count,
	quantityOnHold: count,
	quantityAvailableToPromise: count,
});

export const transactionSchema = z.looseObject({
	id: idSchema,
	transactionNumber: text,
	transactionType: optionalReference,
	transactionDate: text,
	comment: text,
	inventory: optionalReference,
	dateCreated: text,
	lastUpdated: text,
	transactionEntries: z.nullish(z.array(referenceSchema)),
	source: optionalReference,
	destination: optionalReference,
	outgoingShipment: optionalReference,
	incomingShipment: optionalReference,
	requisition: optionalReference,
	receipt: optionalReference,
	order: optionalReference,
	cycleCount: optionalReference,
	transactionSource: optionalReference,
});
export type Transaction = z.infer<typeof transactionSchema>;

export const transactionEntrySchema = z.looseObject({
	id: idSchema,
	quantity: z.number(),
	product: optionalReference,
	inventoryItem: optionalReference,
	binLocation: optionalReference,
	comments: text,
	transaction: optionalReference,
});
export type TransactionEntry = z.infer<typeof transactionEntrySchema>;

/** Whether stock of a product needs lot number and expiry date. */
export const productControlSchema = z.pipe(
	z.nullable(z.object({ lotAndExpiryControl: z.nullish(z.boolean()) })),
	z.transform((product) => ({ lotAndExpiryControl: product?.lotAndExpiryControl === true })),
);

export const inventorySchema = z.object({ id: idSchema, warehouse: optionalReference });

export const inventoryItemSchema = z.looseObject({
	id: idSchema,
	product: optionalReference,
	lotNumber: text,
	expirationDate: text,
});
export type InventoryItem = z.infer<typeof inventoryItemSchema>;

export const locationSchema = z.looseObject({
	id: idSchema,
	name: z.catch(z.string(), ''),
	locationNumber: text,
	active: z.nullish(z.boolean()),
	parentLocation: optionalReference,
	supportedActivities: z.nullish(z.array(z.string())),
	description: text,
	/** Its name alone in reports. */
	locationType: z.catch(
		z.nullish(z.object({ id: idSchema, name: text, locationTypeCode: text })),
		undefined,
	),
	organization: z.nullish(z.looseObject({ id: idSchema, name: text })),
	zoneId: z.nullish(idSchema),
	zoneName: text,
});
export type Location = z.infer<typeof locationSchema>;

export const transactionTypeSchema = z.object({
	id: idSchema,
	name: z.catch(z.string(), ''),
	transactionCode: z.nullish(enumSchema),
});

export const locationTypeSchema = z.object({
	id: idSchema,
	name: z.catch(z.string(), ''),
	locationTypeCode: z.nullish(enumSchema),
});

export interface Category {
	id: string;
	name: string;
	parentCategory?: Category | null;
}

export const categorySchema: z.ZodMiniType<Category> = z.object({
	id: idSchema,
	name: z.catch(z.string(), ''),
	get parentCategory() {
		return z.nullish(categorySchema);
	},
});
