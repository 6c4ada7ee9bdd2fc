import type { Resource } from '../operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { search } from './search.operation';
import { update } from './update.operation';

/** Whatever OpenBoxes keeps and no other resource knows. */
export const record: Resource = {
	value: 'record',
	name: 'Record',
	description: 'Records of any type, such as tags, product groups and units',
	operations: [getAll, get, search, create, update, deleteOperation],
};
