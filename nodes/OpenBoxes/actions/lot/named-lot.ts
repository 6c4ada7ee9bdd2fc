import type { INodeProperties } from 'n8n-workflow';
import type { InventoryItem } from '../../schemas';
import { readNamedLot } from '../../stock/lot-record';
import { lotField } from '../fields/lot.field';
import type { OperationRun } from '../operation';
import { productField } from '../fields/product.field';
import { readStockProduct } from '../stock/stock-fields';

/** The product, of which the list shows the lots, and the lot. */
export const namedLotFields: INodeProperties[] = [
	{
		...productField,
		required: false,
		description: 'Product of the lot. It can be left empty when the lot is given by its ID.',
	},
	{ ...lotField, required: true },
];

export async function readLotField(run: OperationRun, item: number): Promise<InventoryItem> {
	const product = await readStockProduct(run, item);
	return await readNamedLot(run.connection, run.context.getNodeParameter('lot', item, ''), product);
}
