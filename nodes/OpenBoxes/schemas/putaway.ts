import { z } from 'zod';
import { idSchema } from './replies';

const text = z.string().nullish();
const id = idSchema.nullish();

/** A candidate or a line of a putaway; keys are flat with dots (orders-and-receiving.md#putaway). */
export const putawayItemSchema = z
	.object({
		id,
		putawayStatus: z.string().catch(''),
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
		quantity: z.number().catch(0),
	})
	.passthrough();
export type PutawayItem = z.infer<typeof putawayItemSchema>;

export const putawaySchema = z
	.object({
		id: idSchema,
		putawayNumber: text,
		putawayStatus: z.string().catch(''),
		putawayDate: text,
		'origin.id': id,
		'origin.name': text,
		putawayAssignee: z.object({ id: idSchema, name: text }).passthrough().nullish(),
		orderedBy: text,
		putawayItems: z.array(putawayItemSchema).catch([]),
	})
	.passthrough();
export type Putaway = z.infer<typeof putawaySchema>;
