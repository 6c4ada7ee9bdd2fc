import type { INodeParameters } from 'n8n-workflow';
import { locator } from '../hospital/movements';
import { id } from '../hospital/scene';
import type { Job, Step } from './jobs';

/** A new product with everything that belongs to it: a lot that is recalled, a reorder rule, who sells it in what. */
export function catalogued(mark: string): Job {
	const of = { product: locator(mark, 'code') };
	const make = (resource: string, operation: string, parameters: INodeParameters): Step => ({
		...{ place: 'central', resource, operation },
		parameters: () => ({ resource, operation, ...parameters }),
	});
	const [lot, supplierCode] = [`LOT-${mark}`, `SUP-${mark}`];
	return {
		reference: mark,
		steps: [
			make('product', 'create', {
				...{ name: `Chaos ${mark}`, productCode: mark },
				category: locator(id.categories.Supplies),
			}),
			make('stock', 'setLevel', { ...of, levels: { reorderPoint: 5, maximumQuantity: 20 } }),
			make('lot', 'create', { ...of, lotNumber: lot, expirationDate: '2099-01-31' }),
			make('lot', 'recall', { ...of, lot: locator(lot, 'number') }),
			make('product', 'createSupplier', { ...of, organization: locator('3'), supplierCode }),
			make('product', 'setPackage', {
				...{ ...of, productSource: locator(supplierCode, 'code'), unit: locator('BX', 'code') },
				...{ quantityPerPackage: 10, options: { packagePrice: 4 } },
			}),
			make('product', 'update', { ...of, fields: { pricePerUnit: 0.5 } }),
		],
		traces: [
			{ kind: 'product', mark },
			{ kind: 'level', mark },
			{ kind: 'lot', mark: lot },
			{ kind: 'source', mark: supplierCode },
			{ kind: 'package', mark },
		],
		units: new Map(),
	};
}
