import type { Product } from '../../schemas';
import { textKey } from '../../values/same-text';

/** What can be said of a product; undefined = nothing. */
export interface ProductFields {
	name?: string;
	productCode?: string;
	description?: string;
	category?: { id: string; name: string };
	unitOfMeasure?: string;
	pricePerUnit?: number;
	upc?: string;
	ndc?: string;
	brandName?: string;
	manufacturer?: string;
	lotAndExpiryControl?: boolean;
	active?: boolean;
}

/** What no record shows: only a search finds it (stock-and-transactions.md#products). */
export const HIDDEN = ['upc', 'ndc', 'brandName', 'manufacturer'] as const;

/** References go out as ids only: other keys would be written into the other record (stock-rules.md#references). */
export function productBody({ category, ...fields }: ProductFields): Record<string, unknown> {
	const body = { ...fields, category: category && { id: category.id } };
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** How a product differs from what is asked for, as far as its record shows it; undefined when it does not. */
export function productDifference(row: Product, wanted: ProductFields): string | undefined {
	const isText = (shown: unknown, text: string | undefined): boolean =>
		text === undefined || textKey(String(shown ?? '')) === textKey(text);
	const { name, productCode, description, category, unitOfMeasure, pricePerUnit } = wanted;
	const { lotAndExpiryControl, active } = wanted;
	const checks: Array<[boolean, string]> = [
		[isText(row.name, name), `its name is "${row.name}"`],
		[isText(row.productCode, productCode), `its code is "${row.productCode ?? ''}"`],
		[isText(row.description, description), `its description is "${row.description ?? ''}"`],
		[isText(row.category, category?.name), `its category is "${String(row.category ?? '')}"`],
		[isText(row.unitOfMeasure, unitOfMeasure), `its unit is "${String(row.unitOfMeasure ?? '')}"`],
		[
			pricePerUnit === undefined || row.pricePerUnit === pricePerUnit,
			`its price is ${row.pricePerUnit ?? 'not set'}`,
		],
		[
			lotAndExpiryControl === undefined ||
				(row.lotAndExpiryControl ?? false) === lotAndExpiryControl,
			`it is ${row.lotAndExpiryControl ? '' : 'not '}under lot and expiry control`,
		],
		[
			active === undefined || (row.active ?? true) === active,
			`it is ${row.active === false ? 'in' : ''}active`,
		],
	];
	const wrong = checks.filter(([isRight]) => !isRight).map(([, text]) => text);
	return wrong.length === 0 ? undefined : wrong.join(', ');
}
