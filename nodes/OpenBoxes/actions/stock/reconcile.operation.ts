import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { nameKey } from '../../catalogue/product-name';
import { resolveProducts } from '../../catalogue/products';
import { countLines } from '../../lines/count-line';
import { withLotDates } from '../../lines/lot-dates';
import { readPlacedStock } from '../../stock/read-placed-stock';
import { differences, unclearLines, type GivenStock } from '../../stock/rules/reconcile';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { listFields, readLimit } from '../fields/list.fields';
import { requireLines } from '../fields/read-lines';
import { perItem, type Operation } from '../operation';
import { countLinesFields } from './count-lines';
import { placeField, readStockPlace } from './stock-fields';

const properties: INodeProperties[] = [
	placeField,
	...countLinesFields('all lots of the product', 'all bins'),
	{
		displayName: 'What the List Does Not Have',
		name: 'unlisted',
		type: 'options',
		default: 'products',
		options: [
			{ name: 'Is Left Out', value: 'none' },
			{ name: 'Other Lots of Its Products', value: 'products' },
			{ name: 'Everything at the Location', value: 'all', description: 'The list is complete' },
		],
		description: 'Whether stock that the list does not name counts as a difference',
	},
	...listFields,
];

/** Where a list and OpenBoxes do not agree. */
export const reconcile: Operation = {
	value: 'reconcile',
	name: 'Reconcile',
	action: 'Reconcile a list with stock',
	description:
		'Compare a list of products, lots and quantities with OpenBoxes and get only the differences; changes nothing; use it to check another system',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const lines = requireLines(context, item, countLines) ?? [];
		const location = await readStockPlace(run, item);
		const unlisted = context.getNodeParameter('unlisted', item, 'products');
		const resolved = await resolveProducts(connection, lines);
		const names = new Map<string, { productCode: string; productName: string }>();
		const given: Array<GivenStock & { position: number }> = [];
		const problems: IDataObject[] = [];
		for (const line of lines) {
			const { product, reason } = resolved.get(nameKey(line)) ?? {};
			if (product) {
				names.set(product.id, { productCode: product.code, productName: product.name });
				given.push({ ...line, productId: product.id });
				continue;
			}
			problems.push({
				productCode: line.productCode ?? line.barcode ?? line.anyCode ?? line.productId ?? '',
				...{ productName: null, lotNumber: line.lot ?? null, binLocation: line.bin ?? null },
				...{ locationName: location.name, quantityGiven: line.quantity, quantityOnHand: null },
				...{ difference: null, reason: `Line ${line.position}: ${reason ?? 'unknown product'}` },
			});
		}
		const dated = given.map((line) => ({ ...line, expiry: line.expirationDate }));
		const { reason: unclearDate } = withLotDates(dated, ({ productId }) => productId);
		if (unclearDate !== undefined) throw new OpenBoxesError(unclearDate);
		for (const [id, { productCode, productName }] of names) {
			const unclear = unclearLines(given.filter(({ productId }) => productId === id));
			if (unclear !== undefined)
				throw new OpenBoxesError(`${productCode} ${productName}: ${unclear}`);
		}
		const [only] = names.keys();
		const productId = names.size === 1 && unlisted !== 'all' ? only : undefined;
		const stock = await readPlacedStock(connection, { location, productId });
		const rows = unlisted === 'all' ? stock : stock.filter((row) => names.has(row.productId));
		for (const row of rows) if (!names.has(row.productId)) names.set(row.productId, row);
		return [
			...problems,
			...differences(rows, given, unlisted !== 'none').map((one): IDataObject => {
				const { productCode = '', productName = '' } = names.get(one.productId) ?? {};
				return {
					...{ productCode, productName, lotNumber: one.lot ?? null, binLocation: one.bin ?? null },
					...{ locationName: location.name, quantityGiven: one.given, quantityOnHand: one.onHand },
					...{ difference: one.given - one.onHand, reason: one.reason },
				};
			}),
		].slice(0, readLimit(context, item));
	}),
};
