import type { Resource } from '../operation';
import { complete } from './complete.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getCandidates } from './getCandidates.operation';

/** From receiving bins to shelves. */
export const putaway: Resource = {
	value: 'putaway',
	name: 'Putaway',
	description: 'Goods that go from receiving bins to their shelves',
	operations: [getCandidates, create, get, complete],
};
