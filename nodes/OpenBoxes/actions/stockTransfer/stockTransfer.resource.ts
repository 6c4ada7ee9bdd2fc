import type { Resource } from '../operation';
import { complete } from './complete.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** From bin to bin of one location. */
export const stockTransfer: Resource = {
	value: 'stockTransfer',
	name: 'Stock Transfer',
	description: 'Goods that go from bin to bin inside the location',
	operations: [getAll, get, create, complete],
};
