import * as z from 'zod/v4-mini';
import { idSchema } from './replies';

const text = z.nullish(z.string());

/** A line of the receiving view; keys are flat with dots (orders-and-receiving.md#receiving). */
export const receivingLineSchema = z.looseObject({
	receiptItemId: z.nullish(idSchema),
	shipmentItemId: idSchema,
	'container.id': z.nullish(idSchema),
	'container.name': text,
	'parentContainer.name': text,
	'product.id': idSchema,
	'product.productCode': text,
	'product.name': text,
	'product.lotAndExpiryControl': z.nullish(z.boolean()),
	lotNumber: text,
	expirationDate: text,
	'binLocation.id': z.nullish(idSchema),
	'binLocation.name': text,
	quantityShipped: z.catch(z.number(), 0),
	quantityReceived: z.catch(z.number(), 0),
	quantityCanceled: z.catch(z.number(), 0),
	quantityReceiving: z.nullish(z.number()),
	comment: text,
});
export type ReceivingLine = z.infer<typeof receivingLineSchema>;

export const receivingViewSchema = z.object({
	data: z.looseObject({
		receiptId: z.nullish(idSchema),
		shipmentId: idSchema,
		'shipment.shipmentNumber': text,
		shipmentStatus: text,
		'origin.id': z.nullish(idSchema),
		'origin.name': text,
		'destination.id': idSchema,
		'destination.name': text,
		description: text,
		dateShipped: text,
		dateDelivered: text,
		requisition: z.nullish(idSchema),
		recipient: z.nullish(z.looseObject({ id: z.nullish(idSchema), name: text })),
		containers: z.array(
			z.looseObject({
				'container.id': z.nullish(idSchema),
				'container.name': text,
				shipmentItems: z.array(receivingLineSchema),
			}),
		),
	}),
});

/** A receipt of the generic API; it shows neither its status nor its age. */
export const receiptRowSchema = z.looseObject({ id: idSchema });
