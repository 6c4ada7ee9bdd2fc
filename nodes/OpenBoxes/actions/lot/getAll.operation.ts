import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inventoryItemSchema } from '../../schemas';
import { searchLotRecords } from '../../stock/lot-record';
import { apiPath } from '../../transport/base-url';
import { getPages } from '../../transport/paginate';
import { expiryDay } from '../../values/moment';
import { textKey } from '../../values/same-text';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { isOn, readDayField, readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { anyProductField, readStockProduct } from '../stock/stock-fields';
import { lotOutput } from './lot-output';

const properties: INodeProperties[] = [
	anyProductField,
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. IBU',
		description: 'Part of the lot number. Empty = all.',
	},
	{
		displayName: 'Expires Before',
		name: 'expiresBefore',
		type: 'dateTime',
		default: '',
		description: 'Only lots that expire before this day. Empty = all.',
	},
	...listFields,
	simplifyField,
];

/** Lots of one product or of all, in stock or not. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many lots',
	description:
		'Get the lots of products with their expiry dates, in stock or not; use it to find a lot by its number, and Stock: Get Availability for quantities',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const product = await readStockProduct(run, item);
		const text = textKey(readText(context.getNodeParameter('text', item, '')) ?? '');
		const before = readDayField(
			context.getNodeParameter('expiresBefore', item, ''),
			'Expires Before',
			context.getTimezone(),
		);
		const keep = (row: unknown): boolean => {
			const lot = inventoryItemSchema.parse(row);
			const day = expiryDay(lot.expirationDate);
			if (before !== undefined && (day === undefined || day >= before)) return false;
			return textKey(lot.lotNumber ?? '').includes(text);
		};
		const limit = readLimit(context, item);
		const rows = product
			? (await searchLotRecords(connection, [{ property: 'product.id', value: product.id }]))
					.filter(keep)
					.slice(0, limit)
			: await getPages(
					connection,
					apiPath('generic', 'inventoryItem'),
					{ sort: 'lotNumber' },
					limit,
					text === '' && before === undefined ? undefined : keep,
				);
		const isSimple = isOn(context, item, 'simplify', true);
		return rows.map((row) =>
			isSimple ? lotOutput(inventoryItemSchema.parse(row)) : { ...(row as IDataObject) },
		);
	}),
};
