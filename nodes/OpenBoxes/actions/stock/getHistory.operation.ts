import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { readProductHistory } from '../../posting/read/product-history';
import { plainComment } from '../../posting/rules/content';
import { locatorText } from '../../values/locator';
import { listFields, readLimit } from '../fields/list.fields';
import { lotField } from '../fields/lot.field';
import { productField } from '../fields/product.field';
import { readTime } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { placeField, readStockPlace } from './stock-fields';

const properties: INodeProperties[] = [
	productField,
	{ ...lotField, hint: 'Empty = all lots together' },
	placeField,
	...listFields,
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'Only what happened at this time or later',
	},
];

/** What moved a product, with its balance. */
export const getHistory: Operation = {
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the history of stock',
	description:
		'Get the transactions of a product at a location, newest first, with its stock before and after each; use it to see why stock changed',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const from = readTime(
			context.getNodeParameter('from', item, ''),
			'From',
			context.getTimezone(),
		);
		const location = await readStockPlace(run, item);
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const { id: productId } = await findProduct(connection, name);
		const rows = await readProductHistory(connection, {
			...{ locationId: location.id, productId },
			lot: locatorText(context.getNodeParameter('lot', item, '')),
		});
		return rows
			.filter(
				({ transaction }) =>
					from === undefined || Date.parse(transaction.transactionDate ?? '') >= from,
			)
			.slice(0, readLimit(context, item))
			.map(({ transaction, typeName, lotNumbers, isCount, before, after }): IDataObject => ({
				transactionId: transaction.id,
				transactionNumber: transaction.transactionNumber ?? null,
				transactionType: typeName,
				transactionDate: transaction.transactionDate ?? null,
				lotNumbers,
				balanceBefore: before,
				quantityChange: after - before,
				balanceAfter: after,
				isCount,
				comment: plainComment(transaction.comment),
			}));
	}),
};
