import { z } from 'zod';

/** Largest quantity OpenBoxes can store; beyond it the server wraps around in silence (design rule 1). */
export const LARGEST_QUANTITY = 2_147_483_647;

const WHOLE = /^[+]?\d+$/;

/** A positive whole number; text such as "12" is accepted, "1,000", "2.7" and "-1" are not. */
export const quantitySchema = z
	.union([z.number(), z.string()], {
		errorMap: () => ({ message: 'the quantity is missing: enter a whole number, 1 or more' }),
	})
	.transform((value, context) => {
		const text = typeof value === 'string' ? value.trim() : value;
		const number = typeof text === 'number' ? text : WHOLE.test(text) ? Number(text) : NaN;
		if (!Number.isInteger(number) || number < 1 || number > LARGEST_QUANTITY) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message: `the quantity "${String(value)}" must be a whole number from 1 to ${LARGEST_QUANTITY}`,
			});
			return z.NEVER;
		}
		return number;
	});

const code = z
	.union([z.string(), z.number()], {
		errorMap: () => ({ message: 'it must be a text or a number' }),
	})
	.transform((value) => String(value).trim());
const optionalText = code
	.nullish()
	.transform((value) => (value === null || value === '' ? undefined : value));

const NOT_A_LINE = {
	errorMap: () => ({
		message:
			'it is no line: give product and quantity, e.g. {"productCode": "10001", "quantity": 2}',
	}),
};

/**
 * One line of a sale as a till sends it. Exactly one of `productId`, `productCode`, `barcode` names
 * the product; `product` may hold any of the three.
 */
export const saleLineSchema = z
	.object(
		{
			product: optionalText,
			productId: optionalText,
			productCode: optionalText,
			barcode: optionalText,
			quantity: quantitySchema,
			/** Base units in one sold unit, e.g. 100 for a box of 100. */
			unitFactor: quantitySchema.nullish().transform((value) => value ?? 1),
			lot: optionalText,
			lotNumber: optionalText,
			bin: optionalText,
			binLocation: optionalText,
			/** Of a lot that is to be created. */
			expirationDate: optionalText,
			comment: optionalText,
		},
		NOT_A_LINE,
	)
	.transform((line, context) => {
		const names = [line.productId, line.productCode, line.barcode, line.product].filter(
			(name) => name !== undefined,
		);
		if (names.length !== 1) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message:
					names.length === 0
						? 'the product is missing: give a product ID, a product code or a barcode'
						: 'the product is named more than once: give either a product ID, a product code or a barcode',
			});
			return z.NEVER;
		}
		const quantity = line.quantity * line.unitFactor;
		if (quantity > LARGEST_QUANTITY) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message: `${line.quantity} units of ${line.unitFactor} are more than OpenBoxes can store`,
			});
			return z.NEVER;
		}
		return {
			productId: line.productId,
			productCode: line.productCode,
			barcode: line.barcode,
			anyCode: line.product,
			quantity,
			lot: line.lot ?? line.lotNumber,
			bin: line.bin ?? line.binLocation,
			expirationDate: line.expirationDate,
			comment: line.comment,
		};
	});
export type SaleLine = z.output<typeof saleLineSchema>;

export const saleLinesSchema = z
	.array(saleLineSchema, {
		errorMap: (issue, context) => ({
			message:
				issue.code === z.ZodIssueCode.invalid_type
					? 'the lines must be a JSON list, e.g. [{"barcode": "0012345678905", "quantity": 2}]'
					: context.defaultError,
		}),
	})
	.min(1, 'there is no line: give at least one product and quantity');
