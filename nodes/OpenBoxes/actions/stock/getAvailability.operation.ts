import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readPlacedStock } from '../../stock/read-placed-stock';
import { byProduct, byPlace, usable, type PlacedStock } from '../../stock/rules/placed-stock';
import { locatorText } from '../../values/locator';
import { textKey } from '../../values/same-text';
import { binField } from '../fields/bin.field';
import { listFields, readLimit } from '../fields/list.fields';
import { readText, todayOf } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { anyProductField, placeFields, readStockFilter } from './stock-fields';

const properties: INodeProperties[] = [
	anyProductField,
	...placeFields,
	{
		displayName: 'Return',
		name: 'return',
		type: 'options',
		default: 'lot',
		options: [
			{ name: 'One Item per Lot and Bin', value: 'lot' },
			{ name: 'One Item per Product', value: 'product', description: 'Of each location' },
		],
		description: 'Whether lots and bins are added up',
	},
	...listFields,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{ ...binField, description: 'Only stock in this bin' },
			{
				displayName: 'Lot Number',
				name: 'lotNumber',
				type: 'string',
				default: '',
				description: 'Only stock of this lot',
			},
		],
	},
];

function sum(rows: readonly PlacedStock[], of: (row: PlacedStock) => number): number {
	return rows.reduce((total, row) => total + of(row), 0);
}

function toOutput(rows: readonly PlacedStock[], perLot: boolean, today: string): IDataObject {
	const [first] = rows;
	const { productId, productCode, productName, locationName } = first;
	const figures = {
		quantityOnHand: sum(rows, ({ onHand }) => onHand),
		quantityAllocated:
			first.allocated === undefined ? null : sum(rows, ({ allocated = 0 }) => allocated),
		quantityAvailable: sum(rows, (row) => usable(row, today)),
	};
	if (!perLot) return { productId, productCode, productName, locationName, ...figures };
	return {
		...{ productCode, productName, locationName },
		lotNumber: first.lotNumber,
		expirationDate: first.expiry ?? null,
		binLocation: first.binName ?? null,
		...figures,
		quantityOnHold: first.held ?? null,
	};
}

/** What lies where. */
export const getAvailability: Operation = {
	value: 'getAvailability',
	name: 'Get Availability',
	action: 'Get the availability of stock',
	description:
		'Get what is on hand, allocated and available, by product, location, lot and bin; use it to see where stock is',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
		const [bin, lot] = [locatorText(filters.bin), readText(filters.lotNumber)];
		const same = (a: string | undefined, b: string): boolean => textKey(a ?? '') === textKey(b);
		const rows = (await readPlacedStock(connection, await readStockFilter(run, item))).filter(
			({ binId, binName, lotNumber }) =>
				(bin === undefined || binId === bin || same(binName, bin)) &&
				(lot === undefined || same(lotNumber, lot)),
		);
		const perLot = context.getNodeParameter('return', item, 'lot') === 'lot';
		const sorted = byPlace(rows);
		const groups = perLot ? sorted.map((row) => [row]) : byProduct(sorted);
		const today = todayOf(context, connection);
		return groups.slice(0, readLimit(context, item)).map((group) => toOutput(group, perLot, today));
	}),
};
