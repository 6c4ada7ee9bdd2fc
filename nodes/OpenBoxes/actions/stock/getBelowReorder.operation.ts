import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readLowStock, type LowStock } from '../../stock/low-stock';
import { quantityToOrder } from '../../stock/reorder-points';
import { listFields, readLimit } from '../fields/list.fields';
import { todayOf } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { anyProductField, placeFields, readStockFilter } from './stock-fields';

const properties: INodeProperties[] = [
	{
		displayName: 'Return',
		name: 'return',
		type: 'options',
		default: 'product',
		options: [
			{
				name: 'One Item per Location',
				value: 'location',
				description: 'With the list of its products: good for one message',
			},
			{ name: 'One Item per Product', value: 'product', description: 'Of each location' },
		],
		description: 'Whether the products of a place are put together, for one message',
	},
	...placeFields,
	anyProductField,
	...listFields,
];

function toProduct(low: LowStock): IDataObject {
	return {
		productId: low.productId,
		productCode: low.productCode,
		productName: low.productName,
		quantityAvailable: low.available,
		minimumQuantity: low.minimum,
		reorderPoint: low.reorderPoint,
		maximumQuantity: low.maximum,
		quantityToOrder: quantityToOrder(low, low.available),
	};
}

function toLocations(rows: readonly LowStock[]): IDataObject[] {
	const groups = new Map<string, LowStock[]>();
	for (const row of rows)
		groups.set(row.location.id, [...(groups.get(row.location.id) ?? []), row]);
	return [...groups.values()].map((group) => {
		const [{ location }] = group;
		return {
			locationId: location.id,
			locationName: location.name,
			locationNumber: location.number,
			count: group.length,
			products: group.map(toProduct),
		};
	});
}

/** All that is low now. */
export const getBelowReorder: Operation = {
	value: 'getBelowReorder',
	name: 'Get Below Reorder',
	action: 'Get stock below its reorder point',
	description:
		'Get every product that is at or below its reorder point now, with what to order; use it to find what runs out',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const rows = await readLowStock(connection, {
			...(await readStockFilter(run, item)),
			today: todayOf(context, connection),
		});
		const isGrouped = context.getNodeParameter('return', item, 'product') === 'location';
		const items = isGrouped
			? toLocations(rows)
			: rows.map((row) => ({ ...toProduct(row), locationName: row.location.name }));
		return items.slice(0, readLimit(context, item));
	}),
};
