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
