import type { Resource } from '../operation';
import { create } from './create.operation';
import { getAll } from './getAll.operation';

/** The tree that products are sorted into. */
export const category: Resource = {
	value: 'category',
	name: 'Category',
	description: 'Categories of products',
	operations: [getAll, create],
};
