import type { INodeProperties } from 'n8n-workflow';
import { readPlacedStock } from '../../stock/read-placed-stock';
import { daysUntil, byPlace } from '../../stock/rules/placed-stock';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { listFields, readLimit } from '../fields/list.fields';
import { todayOf } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { anyProductField, placeFields, readStockFilter } from './stock-fields';

const properties: INodeProperties[] = [
	{
		displayName: 'Within Days',
		name: 'withinDays',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 90,
		description: 'Stock whose expiry date is at most so many days away',
	},
	{
		displayName: 'Which',
		name: 'which',
		type: 'options',
		default: 'both',
		options: [
			{ name: 'Expired and Expiring', value: 'both' },
			{ name: 'Only Expired', value: 'expired' },
			{ name: 'Only Expiring', value: 'expiring', description: 'Still usable today' },
		],
		description: 'Whether lots that are past their date come too, or alone',
	},
	anyProductField,
	...placeFields,
	...listFields,
];

/** What expires soon, or did. */
export const getExpiring: Operation = {
	value: 'getExpiring',
	name: 'Get Expiring',
	action: 'Get expiring stock',
	description:
		'Get the lots in stock that have expired or will within some days, soonest first; use it to plan what to give out or write off',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const days = Number(context.getNodeParameter('withinDays', item, 90));
		if (!(days >= 0)) throw new OpenBoxesError('"Within Days" must be a number, 0 or more');
		const which = context.getNodeParameter('which', item, 'both');
		const today = todayOf(context, connection);
		const rows = await readPlacedStock(connection, await readStockFilter(run, item));
		return byPlace(rows)
			.flatMap((row) => {
				if (row.expiry === undefined || row.onHand <= 0) return [];
				const { productCode, productName, lotNumber, locationName } = row;
				const daysLeft = daysUntil(row.expiry, today);
				return [
					{
						...{ productCode, productName, lotNumber },
						...{ expirationDate: row.expiry, daysLeft, expired: daysLeft < 0 },
						...{ quantityOnHand: row.onHand, binLocation: row.binName ?? null, locationName },
					},
				];
			})
			.filter(({ daysLeft, expired }) => {
				if (which !== 'both' && expired !== (which === 'expired')) return false;
				return daysLeft <= days;
			})
			.sort((a, b) => a.daysLeft - b.daysLeft)
			.slice(0, readLimit(context, item));
	}),
};
