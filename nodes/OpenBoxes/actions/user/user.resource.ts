import type { Resource } from '../operation';
import { create } from './create.operation';
import { getAll } from './getAll.operation';

/** People who can log in. */
export const user: Resource = {
	value: 'user',
	name: 'User',
	description: 'People who can log in to OpenBoxes',
	operations: [getAll, create],
};
