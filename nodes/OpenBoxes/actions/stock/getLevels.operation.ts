import type { IDataObject } from 'n8n-workflow';
import { readBins } from '../../catalogue/bins';
import { findProducts } from '../../catalogue/find-products';
import { nameKey } from '../../catalogue/product-name';
import { readReorderRules } from '../../stock/reorder-rules';
import { byText } from '../../stock/rules/placed-stock';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import { levelOutput } from './level-output';
import { anyProductField, placeField, readStockPlace, readStockProduct } from './stock-fields';

/** The rules that say when to order. */
export const getLevels: Operation = {
	value: 'getLevels',
	name: 'Get Levels',
	action: 'Get reorder levels',
	description:
		'Get the minimum, reorder point and maximum of products at a location; use it to check reorder rules',
	properties: [placeField, anyProductField, ...listFields, simplifyField],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const location = await readStockPlace(run, item);
		const product = await readStockProduct(run, item);
		const rules = await readReorderRules(connection, location.id, product?.id);
		const limit = readLimit(context, item);
		if (context.getNodeParameter('simplify', item, true) !== true)
			return rules.slice(0, limit).map((rule) => rule as IDataObject);
		const hasBins = rules.some(({ internalLocation }) => internalLocation);
		const bins = new Map(
			(hasBins ? await readBins(connection, location.id) : []).map(({ id, name }) => [id, name]),
		);
		const names = rules.map((rule) => ({ productId: rule.product?.id ?? '' }));
		const products = await findProducts(connection, names);
		return rules
			.map((rule) =>
				levelOutput(rule, {
					product: products.get(nameKey({ productId: rule.product?.id ?? '' }))?.[0],
					locationName: location.name,
					binName: bins.get(rule.internalLocation?.id ?? ''),
				}),
			)
			.sort(
				(a, b) =>
					byText(String(a.productCode), String(b.productCode)) ||
					byText(String(a.binLocation ?? ''), String(b.binLocation ?? '')),
			)
			.slice(0, limit);
	}),
};
