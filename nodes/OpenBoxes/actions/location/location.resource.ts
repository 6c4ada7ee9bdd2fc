import type { Resource } from '../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** Places that goods lie in, come from or go to. */
export const location: Resource = {
	value: 'location',
	name: 'Location',
	description: 'Depots, pharmacies, wards and suppliers',
	operations: [getAll, get, create, update],
};
