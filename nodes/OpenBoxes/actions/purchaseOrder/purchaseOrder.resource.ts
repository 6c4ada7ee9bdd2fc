import type { Resource } from '../operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { place } from './place.operation';
import { receive } from './receive.operation';
import { rollBack } from './rollBack.operation';
import { update } from './update.operation';

/** Orders to suppliers and their deliveries. */
export const purchaseOrder: Resource = {
	value: 'purchaseOrder',
	name: 'Purchase Order',
	description: 'Orders to suppliers, and what they deliver',
	operations: [getAll, get, receive, create, place, update, deleteOperation, rollBack],
};
