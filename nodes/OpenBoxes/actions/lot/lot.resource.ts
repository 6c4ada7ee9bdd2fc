import type { Resource } from '../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { recall } from './recall.operation';
import { release } from './release.operation';

/** What came from one production of a product; OpenBoxes calls it inventory item. */
export const lot: Resource = {
	value: 'lot',
	name: 'Lot',
	description: 'Lots (batches, inventory items) of products with their expiry dates',
	operations: [getAll, get, create, recall, release],
};
