import type { Resource } from '../operation';
import { getAvailability } from './getAvailability.operation';
import { getBelowReorder } from './getBelowReorder.operation';
import { getConsumption } from './getConsumption.operation';
import { getExpiring } from './getExpiring.operation';
import { getHistory } from './getHistory.operation';
import { getLevels } from './getLevels.operation';
import { reconcile } from './reconcile.operation';
import { recordCount } from './recordCount.operation';
import { setLevel } from './setLevel.operation';

/** What lies where, what is low and what expires. */
export const stock: Resource = {
	value: 'stock',
	name: 'Stock',
	description: 'Availability, reorder points, expiry, counts and use',
	operations: [
		getAvailability,
		getBelowReorder,
		getExpiring,
		getLevels,
		setLevel,
		getHistory,
		getConsumption,
		reconcile,
		recordCount,
	],
};
