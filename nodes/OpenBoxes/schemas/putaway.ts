import * as z from 'zod/v4-mini';
import { idSchema } from './replies';

const text = z.nullish(z.string());
const id = z.nullish(idSchema);

/** A candidate or a line of a putaway; keys are flat with dots (orders-and-receiving.md#putaway). */
export const putawayItemSchema = z.looseObject({
	id,
	putawayStatus: z.catch(z.string(), ''),
	'currentFacility.id': id,
	'currentLocation.id': id,
	'currentLocation.name': text,
	'product.id': idSchema,
	'product.productCode': text,
	'product.name': text,
	'inventoryItem.id': id,
	'inventoryItem.lotNumber': text,
	'inventoryItem.expirationDate': text,
	currentBins: text,
	'preferredBin.id': id,
	'preferredBin.name': text,
	'putawayFacility.id': id,
	'putawayLocation.id': id,
	'putawayLocation.name': text,
	quantity: z.catch(z.number(), 0),
});
export type PutawayItem = z.infer<typeof putawayItemSchema>;

export const putawaySchema = z.looseObject({
	id: idSchema,
	putawayNumber: text,
	putawayStatus: z.catch(z.string(), ''),
	putawayDate: text,
	'origin.id': id,
	'origin.name': text,
	putawayAssignee: z.nullish(z.looseObject({ id: idSchema, name: text })),
	orderedBy: text,
	putawayItems: z.catch(z.array(putawayItemSchema), []),
});
export type Putaway = z.infer<typeof putawaySchema>;
