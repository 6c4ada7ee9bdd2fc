import type { Resource } from '../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const inventoryTransaction: Resource = {
	value: 'inventoryTransaction',
	name: 'Inventory Transaction',
	description: 'Sales, returns, receipts, transfers, purchases and adjustments of a clinic',
	operations: [getAll, create, get, update],
};
