import { z } from 'zod';
import { quantitySchema } from './sale';

const code = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const optionalText = code
	.nullish()
	.transform((value) => (value === null || value === '' ? undefined : value));
/** A day as text, number or the object that n8n hands to expressions; read by `rules/server-date`. */
const day = z.unknown();
const flag = z
	.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
	.nullish()
	.transform((value) => value ?? false);

const UNITS = {
	each: 'each',
	single: 'each',
	unit: 'each',
	order: 'order',
	pack: 'order',
	package: 'order',
} as const;

const unitSchema = z
	.string()
	.nullish()
	.transform((value, context): 'each' | 'order' => {
		const word = (value ?? '').trim().toLowerCase();
		if (word === '') return 'each';
		if (word in UNITS) return UNITS[word as keyof typeof UNITS];
		context.addIssue({
			code: z.ZodIssueCode.custom,
			message: `the unit "${value ?? ''}" must be "each" (single units) or "order" (the unit of the order)`,
		});
		return z.NEVER;
	});

/** One line of a delivery note. */
export const deliveryLineSchema = z
	.object({
		orderItemId: optionalText,
		product: optionalText,
		productId: optionalText,
		productCode: optionalText,
		barcode: optionalText,
		quantity: quantitySchema,
		unit: unitSchema,
		lot: optionalText,
		lotNumber: optionalText,
		expirationDate: day,
		expiry: day,
		bin: optionalText,
		binLocation: optionalText,
		comment: optionalText,
		closeShort: flag,
	})
	.transform((line, context) => {
		const names = [line.orderItemId, line.productId, line.productCode, line.barcode, line.product];
		if (names.filter((name) => name !== undefined).length === 0) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message:
					'the product is missing: give an order item ID, a product ID, a product code or a barcode',
			});
			return z.NEVER;
		}
		return {
			orderItemId: line.orderItemId,
			productId: line.productId,
			productCode: line.productCode,
			barcode: line.barcode,
			anyCode: line.product,
			quantity: line.quantity,
			unit: line.unit,
			lot: line.lot ?? line.lotNumber,
			expirationDate: line.expirationDate ?? line.expiry,
			bin: line.bin ?? line.binLocation,
			comment: line.comment,
			closeShort: line.closeShort,
		};
	});
export type DeliveryLineInput = z.output<typeof deliveryLineSchema>;

const linesError =
	(example: string): z.ZodErrorMap =>
	(issue, context) => ({
		message:
			issue.code === z.ZodIssueCode.invalid_type
				? `the lines must be a JSON list, e.g. ${example}`
				: context.defaultError,
	});

export const deliveryLinesSchema = z
	.array(deliveryLineSchema, {
		errorMap: linesError('[{"productCode": "10001", "quantity": 500, "lot": "A1"}]'),
	})
	.min(1, 'there is no line: give at least one product and quantity');

/** A price; text such as "4.50" is accepted. */
const priceSchema = z
	.union([z.number(), z.string()])
	.nullish()
	.transform((value, context) => {
		if (value === null || value === undefined || value === '') return undefined;
		const number = typeof value === 'number' ? value : Number(value.trim());
		if (Number.isFinite(number) && number >= 0) return number;
		context.addIssue({
			code: z.ZodIssueCode.custom,
			message: `the unit price "${String(value)}" must be a number, 0 or more`,
		});
		return z.NEVER;
	});

/** One line of an order to be made or changed; an existing line has an `id`. */
export const orderLineSchema = z
	.object({
		id: optionalText,
		orderItemId: optionalText,
		product: optionalText,
		productId: optionalText,
		productCode: optionalText,
		barcode: optionalText,
		quantity: quantitySchema.optional(),
		unitPrice: priceSchema,
		uom: optionalText,
		quantityPerUom: quantitySchema.optional(),
		cancel: flag,
	})
	.transform((line) => ({
		id: line.id ?? line.orderItemId,
		productId: line.productId,
		productCode: line.productCode,
		barcode: line.barcode,
		anyCode: line.product,
		quantity: line.quantity,
		unitPrice: line.unitPrice,
		uom: line.uom,
		quantityPerUom: line.quantityPerUom,
		cancel: line.cancel,
	}));
export type OrderLineInput = z.output<typeof orderLineSchema>;

export const orderLinesSchema = z.array(orderLineSchema, {
	errorMap: linesError('[{"productCode": "10001", "quantity": 10, "unitPrice": 4.5}]'),
});
