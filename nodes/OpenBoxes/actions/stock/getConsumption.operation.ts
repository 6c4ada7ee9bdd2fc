import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { findProducts } from '../../catalogue/find-products';
import { nameKey } from '../../catalogue/product-name';
import { readConsumption } from '../../posting/read/read-consumption';
import { monthlyAverage } from '../../posting/rules/consumption';
import { readPlacedStock } from '../../stock/read-placed-stock';
import { byText, usable } from '../../stock/rules/placed-stock';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { listFields, readLimit } from '../fields/list.fields';
import { isOn, todayOf } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { anyProductField, placeField, readStockPlace, readStockProduct } from './stock-fields';

const DAY_MS = 86_400_000;

const properties: INodeProperties[] = [
	placeField,
	anyProductField,
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 90,
		description: 'Length of the time up to now that the average is of',
	},
	{
		displayName: 'Include Transfers Out',
		name: 'includeTransfers',
		type: 'boolean',
		default: true,
		description: 'Whether what was sent to other locations counts as use as well',
	},
	...listFields,
];

/** How fast products go. */
export const getConsumption: Operation = {
	value: 'getConsumption',
	name: 'Get Consumption',
	action: 'Get the consumption of stock',
	description:
		'Get how much of each product a location uses per month, and how long its stock lasts; use it to plan orders',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const days = Number(context.getNodeParameter('days', item, 90));
		if (!(days >= 1)) throw new OpenBoxesError('"Days" must be a number, 1 or more');
		const withTransfers = isOn(context, item, 'includeTransfers', true);
		const location = await readStockPlace(run, item);
		const product = await readStockProduct(run, item);
		const stock = await readPlacedStock(connection, { location, productId: product?.id });
		const used = await readConsumption(connection, location, {
			from: connection.now() - days * DAY_MS,
			productOfLot: new Map(stock.map(({ lotId, productId }) => [lotId, productId])),
		});
		const ids = product ? [product.id] : [...used.keys()];
		const products = await findProducts(
			connection,
			ids.map((productId) => ({ productId })),
		);
		const today = todayOf(context, connection);
		return ids
			.map((productId): IDataObject => {
				const [known] = products.get(nameKey({ productId })) ?? [];
				const { consumed, transferredOut } = used.get(productId) ?? {
					consumed: 0,
					transferredOut: 0,
				};
				const average = monthlyAverage(consumed + (withTransfers ? transferredOut : 0), days);
				const available = stock
					.filter((row) => row.productId === productId)
					.reduce((sum, row) => sum + usable(row, today), 0);
				return {
					productId,
					productCode: known?.productCode ?? '',
					productName: known?.name ?? '',
					locationName: location.name,
					quantityConsumed: consumed,
					quantityTransferredOut: transferredOut,
					averageMonthly: average,
					quantityAvailable: available,
					monthsOfStock: average > 0 ? Math.round((available / average) * 10) / 10 : null,
				};
			})
			.filter(({ averageMonthly }) => product !== undefined || averageMonthly !== 0)
			.sort((a, b) => byText(String(a.productCode), String(b.productCode)))
			.slice(0, readLimit(context, item));
	}),
};
