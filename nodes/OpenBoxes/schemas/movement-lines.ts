import { z } from 'zod';
import { LARGEST_QUANTITY, quantitySchema } from './sale';

const plainText = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const optionalText = plainText
	.nullish()
	.transform((value) => (value === null || value === '' ? undefined : value));
/** Absent stays as it is, empty text clears. */
const changedText = plainText.nullish().transform((value) => value ?? undefined);

const noList = (example: string) => ({
	errorMap: (issue: z.ZodIssueOptionalMessage, context: { defaultError: string }) => ({
		message:
			issue.code === z.ZodIssueCode.invalid_type
				? `the lines must be a JSON list, e.g. ${example}`
				: context.defaultError,
	}),
});

const productName = {
	product: z
		.union([plainText, z.object({ id: plainText }).transform(({ id }) => id)])
		.nullish()
		.transform((value) => (value === null || value === '' ? undefined : value)),
	productId: optionalText,
	productCode: optionalText,
	barcode: optionalText,
};

const MISSING = 'the product is missing: give a product ID, a product code or a barcode';
const TWICE =
	'the product is named more than once: give either a product ID, a product code or a barcode';

interface Named {
	product?: string;
	productId?: string;
	productCode?: string;
	barcode?: string;
}

function countNames(line: Named): number {
	return [line.productId, line.productCode, line.barcode, line.product].filter(
		(name) => name !== undefined,
	).length;
}

/** A line to add: how much of which product, and what is known about it (note 03 §4). */
export const newMovementLineSchema = z
	.object({
		...productName,
		quantity: quantitySchema.optional(),
		/** As the vendor's documents call it. */
		quantityRequested: quantitySchema.optional(),
		lot: optionalText,
		lotNumber: optionalText,
		bin: optionalText,
		binLocation: optionalText,
		expirationDate: z.unknown(),
		pallet: optionalText,
		palletName: optionalText,
		box: optionalText,
		boxName: optionalText,
		recipient: optionalText,
		comment: optionalText,
		sortOrder: z.number().int().min(0).max(LARGEST_QUANTITY).optional(),
	})
	.transform((line, context) => {
		const names = countNames(line);
		const quantity = line.quantity ?? line.quantityRequested;
		if (names !== 1 || quantity === undefined) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message:
					names === 0
						? MISSING
						: names > 1
							? TWICE
							: 'the quantity is missing: enter a whole number, 1 or more',
			});
			return z.NEVER;
		}
		const pallet = line.pallet ?? line.palletName;
		const box = line.box ?? line.boxName;
		if (box !== undefined && pallet === undefined) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message: `box "${box}" needs the name of the pallet that it stands on`,
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
			pallet,
			box,
			recipient: line.recipient,
			comment: line.comment,
			sortOrder: line.sortOrder,
		};
	});
export type NewMovementLine = z.output<typeof newMovementLineSchema>;

export const newMovementLinesSchema = z.array(
	newMovementLineSchema,
	noList('[{"productCode": "10001", "quantity": 20}]'),
);

/** A change of a line; what is absent stays as it is. */
export const movementLineChangeSchema = z
	.object({
		id: plainText.pipe(z.string().min(1, 'the line ID is missing')),
		quantity: quantitySchema.optional(),
		quantityRequested: quantitySchema.optional(),
		lot: changedText,
		lotNumber: changedText,
		expirationDate: z.unknown(),
		pallet: changedText,
		palletName: changedText,
		box: changedText,
		boxName: changedText,
		recipient: changedText,
		comment: changedText,
		sortOrder: z.number().int().min(0).max(LARGEST_QUANTITY).optional(),
		delete: z.boolean().optional(),
	})
	.transform((line) => ({
		id: line.id,
		quantity: line.quantity ?? line.quantityRequested,
		lot: line.lot ?? line.lotNumber,
		expirationDate: line.expirationDate,
		pallet: line.pallet ?? line.palletName,
		box: line.box ?? line.boxName,
		recipient: line.recipient,
		comment: line.comment,
		sortOrder: line.sortOrder,
		delete: line.delete === true,
	}));
export type MovementLineChange = z.output<typeof movementLineChangeSchema>;

export const movementLineChangesSchema = z
	.array(movementLineChangeSchema, noList('[{"id": "li-001", "quantity": 1500}]'))
	.min(1, 'there is no line: give at least one line ID and what to change');

const receivedQuantity = z
	.union([z.literal(0), z.literal('0').transform(() => 0), quantitySchema])
	.optional();

/** Goods that arrived: of which line or product, how many, and what they are. */
export const receiptLineSchema = z
	.object({
		...productName,
		shipmentItemId: optionalText,
		quantity: receivedQuantity,
		/** Lot that stands on the goods, when it is not the one that was shipped. */
		lot: optionalText,
		lotNumber: optionalText,
		/** Lot that was shipped, to tell two lines of one product apart. */
		shippedLot: optionalText,
		expirationDate: z.unknown(),
		bin: optionalText,
		binLocation: optionalText,
		comment: optionalText,
		closeShort: z.boolean().optional(),
	})
	.transform((line, context) => {
		const names = countNames(line) + (line.shipmentItemId === undefined ? 0 : 1);
		if (names !== 1 || line.quantity === undefined) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				message:
					names === 0
						? `${MISSING}, or the shipment item ID`
						: names > 1
							? TWICE
							: 'the quantity that arrived is missing: enter a whole number',
			});
			return z.NEVER;
		}
		return {
			productId: line.productId,
			productCode: line.productCode,
			barcode: line.barcode,
			anyCode: line.product,
			shipmentItemId: line.shipmentItemId,
			quantity: line.quantity,
			lot: line.lot ?? line.lotNumber,
			shippedLot: line.shippedLot,
			expirationDate: line.expirationDate,
			bin: line.bin ?? line.binLocation,
			comment: line.comment,
			closeShort: line.closeShort === true,
		};
	});
export type ReceiptLine = z.output<typeof receiptLineSchema>;

export const receiptLinesSchema = z
	.array(receiptLineSchema, noList('[{"productCode": "10001", "quantity": 20, "bin": "A-01"}]'))
	.min(1, 'there is no line: give at least one product and quantity');
