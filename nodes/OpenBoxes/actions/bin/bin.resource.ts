import type { Resource } from '../operation';
import { create } from './create.operation';
import { getAll } from './getAll.operation';

/** Places inside a location. */
export const bin: Resource = {
	value: 'bin',
	name: 'Bin',
	description: 'Shelves, bins and zones inside a location (bin locations)',
	operations: [getAll, create],
};
