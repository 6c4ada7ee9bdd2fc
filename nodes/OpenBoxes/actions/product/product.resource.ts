import type { Resource } from '../operation';
import { findByCode } from './findByCode.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getStock } from './getStock.operation';
import { search } from './search.operation';

/** What is in the catalogue, and how much of it lies where. */
export const product: Resource = {
	value: 'product',
	name: 'Product',
	description: 'Products of the catalogue and their stock',
	operations: [getAll, get, search, findByCode, getStock],
};
