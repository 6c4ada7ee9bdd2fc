import type { Resource } from '../operation';
import { create } from './create.operation';
import { createSupplier } from './createSupplier.operation';
import { findByCode } from './findByCode.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getDemand } from './getDemand.operation';
import { getStock } from './getStock.operation';
import { getSuppliers } from './getSuppliers.operation';
import { importCsv } from './importCsv.operation';
import { search } from './search.operation';
import { setPackage } from './setPackage.operation';
import { update } from './update.operation';

/** What is in the catalogue, and how much of it lies where. */
export const product: Resource = {
	value: 'product',
	name: 'Product',
	description: 'Products of the catalogue and their stock',
	operations: [
		getAll,
		get,
		search,
		findByCode,
		getStock,
		create,
		update,
		importCsv,
		getDemand,
		getSuppliers,
		createSupplier,
		setPackage,
	],
};
