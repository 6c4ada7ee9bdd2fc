import * as z from 'zod/v4-mini';
import { enumSchema, idSchema } from './replies';

const text = z.nullish(z.string());
const count = z.nullish(z.number());
const reference = z.nullish(z.looseObject({ id: idSchema }));

/** A reorder rule (warehouse.md#inventory-levels); without a bin it holds for the whole location. */
export const inventoryLevelSchema = z.looseObject({
	id: idSchema,
	product: reference,
	internalLocation: reference,
	status: z.catch(z.nullish(enumSchema), null),
	minQuantity: count,
	reorderQuantity: count,
	maxQuantity: count,
	dateCreated: text,
});
export type InventoryLevel = z.infer<typeof inventoryLevelSchema>;

/** A line of a stock transfer, or what one could take; keys are flat with dots (warehouse.md#transfers). */
export const transferItemSchema = z.looseObject({
	id: z.nullish(idSchema),
	'product.id': idSchema,
	'product.productCode': text,
	'product.name': text,
	'inventoryItem.id': z.nullish(idSchema),
	lotNumber: text,
	expirationDate: text,
	'originBinLocation.id': z.nullish(idSchema),
	'originBinLocation.name': text,
	'destinationBinLocation.id': z.nullish(idSchema),
	'destinationBinLocation.name': text,
	quantity: z.catch(z.number(), 0),
	quantityNotPicked: count,
	status: z.catch(z.string(), ''),
	splitItems: z.catch(z.array(z.unknown()), []),
});
export type TransferItem = z.infer<typeof transferItemSchema>;

export const transferSchema = z.looseObject({
	id: idSchema,
	description: text,
	stockTransferNumber: text,
	status: z.catch(z.string(), ''),
	type: text,
	'origin.id': z.nullish(idSchema),
	'origin.name': text,
	stockTransferItems: z.catch(z.array(transferItemSchema), []),
});
export type Transfer = z.infer<typeof transferSchema>;

/** What will be asked for of a product, and how long it lasts (stock-and-transactions.md#product-writes). */
export const demandSchema = z.object({
	data: z.looseObject({
		location: z.nullish(z.looseObject({ name: text })),
		demand: z.nullish(
			z.looseObject({
				totalDemand: count,
				totalDays: count,
				dailyDemand: count,
				monthlyDemand: count,
				onHandMonths: count,
				quantityOnHand: count,
			}),
		),
	}),
});

/** Who sells a product, and in which package (warehouse.md#master-data). */
export const productSourceSchema = z.looseObject({
	id: idSchema,
	dateCreated: text,
	code: text,
	name: text,
	supplier: z.nullish(z.looseObject({ id: idSchema, name: text })),
	supplierCode: text,
	manufacturer: z.nullish(z.looseObject({ id: idSchema, name: text })),
	manufacturerCode: text,
	brandName: text,
	defaultProductPackage: z.nullish(
		z.looseObject({ id: idSchema, quantity: count, uom: z.nullish(z.looseObject({ code: text })) }),
	),
	packagePrice: count,
	minOrderQuantity: count,
	tieredPricing: z.nullish(z.boolean()),
	contractPrice: z.nullish(z.looseObject({ price: count, validUntil: text })),
	active: z.nullish(z.boolean()),
});
export type ProductSource = z.infer<typeof productSourceSchema>;

/** What a supplier sells a product in. */
export const productPackageSchema = z.looseObject({
	id: idSchema,
	quantity: count,
	productPrice: z.nullish(z.looseObject({ price: count })),
});
export type ProductPackage = z.infer<typeof productPackageSchema>;

/** A request to count a product, as the generic API shows it (warehouse.md#cycle-counts). */
export const countRequestSchema = z.looseObject({
	id: idSchema,
	facility: reference,
	status: z.catch(z.nullish(enumSchema), null),
	blindCount: z.nullish(z.boolean()),
	dateCreated: text,
});

/** What can be counted; a status of "null" is none. */
export const countCandidateSchema = z.looseObject({
	product: z.looseObject({ id: idSchema, productCode: text, name: text }),
	cycleCountRequest: reference,
	internalLocations: text,
	dateLastCount: text,
	daysUntilNextCount: count,
	quantityOnHand: count,
	quantityAllocated: count,
	status: text,
});

const countItemSchema = z.looseObject({
	id: idSchema,
	facility: reference,
	product: z.nullish(z.looseObject({ id: idSchema, productCode: text, name: text })),
	inventoryItem: z.nullish(z.looseObject({ id: idSchema, lotNumber: text, expirationDate: text })),
	binLocation: z.nullish(z.looseObject({ id: idSchema, name: text })),
	countIndex: z.number(),
	quantityOnHand: count,
	quantityCounted: count,
});
export type CycleCountItem = z.infer<typeof countItemSchema>;

/** A count with the lots and bins that are in it. */
export const cycleCountSchema = z.looseObject({
	id: idSchema,
	requestId: z.nullish(idSchema),
	status: z.catch(z.nullish(enumSchema), null),
	cycleCountItems: z.array(countItemSchema),
});
export type CycleCount = z.infer<typeof cycleCountSchema>;
