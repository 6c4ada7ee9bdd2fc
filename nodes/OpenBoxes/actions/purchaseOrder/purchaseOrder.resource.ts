import type { Resource } from '../operation';
import { receive } from './receive.operation';

/** Orders to suppliers and their deliveries. */
export const purchaseOrder: Resource = {
	value: 'purchaseOrder',
	name: 'Purchase Order',
	description: 'Orders to suppliers, and what they deliver',
	operations: [receive],
};
