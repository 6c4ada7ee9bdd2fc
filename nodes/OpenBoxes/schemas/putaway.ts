import { z } from 'zod';
import { quantitySchema } from './sale';
import { idSchema } from './replies';

const text = z.string().nullish();
const id = idSchema.nullish();

/** A candidate or a line of a putaway; keys are flat with dots (note 04 §7). */
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

const code = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const optionalText = code
	.nullish()
	.transform((value) => (value === null || value === '' ? undefined : value));

/** One line of a putaway to be made. */
export const putawayLineSchema = z
	.object({
		product: optionalText,
		productId: optionalText,
		productCode: optionalText,
		lot: optionalText,
		lotNumber: optionalText,
		fromBin: optionalText,
		bin: optionalText,
		binLocation: optionalText,
		/** Left out or 0 = all that lies there. */
		quantity: z.union([z.literal(0), z.literal('').transform(() => 0), quantitySchema]).nullish(),
	})
	.transform((line, context) => {
		const product = line.productId ?? line.productCode ?? line.product;
		if (product === undefined) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message: 'the product is missing: give a product ID or a product code',
			});
			return z.NEVER;
		}
		return {
			product,
			lot: line.lot ?? line.lotNumber,
			fromBin: line.fromBin,
			bin: line.bin ?? line.binLocation,
			quantity: line.quantity === 0 || line.quantity === null ? undefined : line.quantity,
		};
	});
export type PutawayLineInput = z.output<typeof putawayLineSchema>;

export const putawayLinesSchema = z
	.array(putawayLineSchema, {
		errorMap: (issue, context) => ({
			message:
				issue.code === z.ZodIssueCode.invalid_type
					? 'the lines must be a JSON list, e.g. [{"productCode": "10001", "bin": "A-01"}]'
					: context.defaultError,
		}),
	})
	.min(1, 'there is no line: give at least one product and bin');
