import type { Resource } from '../operation';
import { getAvailability } from './getAvailability.operation';
import { getBelowReorder } from './getBelowReorder.operation';
import { getExpiring } from './getExpiring.operation';
import { getLevels } from './getLevels.operation';
import { setLevel } from './setLevel.operation';

/** What lies where, what is low and what expires. */
export const stock: Resource = {
	value: 'stock',
	name: 'Stock',
	description: 'Availability, reorder points, expiry, counts and use',
	operations: [getAvailability, getBelowReorder, getExpiring, getLevels, setLevel],
};
