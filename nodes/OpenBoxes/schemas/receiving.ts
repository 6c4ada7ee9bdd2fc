import { z } from 'zod';
import { idSchema } from './replies';

const text = z.string().nullish();

/** A line of the receiving view; keys are flat with dots (orders-and-receiving.md#receiving). */
export const receivingLineSchema = z
	.object({
		receiptItemId: idSchema.nullish(),
		shipmentItemId: idSchema,
		'container.id': idSchema.nullish(),
		'container.name': text,
		'parentContainer.name': text,
		'product.id': idSchema,
		'product.productCode': text,
		'product.name': text,
		'product.lotAndExpiryControl': z.boolean().nullish(),
		lotNumber: text,
		expirationDate: text,
		'binLocation.id': idSchema.nullish(),
		'binLocation.name': text,
		quantityShipped: z.number().catch(0),
		quantityReceived: z.number().catch(0),
		quantityCanceled: z.number().catch(0),
		quantityReceiving: z.number().nullish(),
		comment: text,
	})
	.passthrough();
export type ReceivingLine = z.infer<typeof receivingLineSchema>;

export const receivingViewSchema = z.object({
	data: z
		.object({
			receiptId: idSchema.nullish(),
			shipmentId: idSchema,
			'shipment.shipmentNumber': text,
			shipmentStatus: text,
			'origin.id': idSchema.nullish(),
			'origin.name': text,
			'destination.id': idSchema,
			'destination.name': text,
			description: text,
			dateShipped: text,
			dateDelivered: text,
			requisition: idSchema.nullish(),
			recipient: z.object({ id: idSchema.nullish(), name: text }).passthrough().nullish(),
			containers: z.array(
				z
					.object({
						'container.id': idSchema.nullish(),
						'container.name': text,
						shipmentItems: z.array(receivingLineSchema),
					})
					.passthrough(),
			),
		})
		.passthrough(),
});
