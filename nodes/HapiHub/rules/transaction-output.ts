import { toDateText } from './moment';
import { isJsonObject, type Json } from './transaction-body';
import {
	ANSWER_FIELDS,
	ITEM_FIELDS,
	TRANSACTION_FIELDS,
	type TransactionField,
} from './transaction-fields';
import { understoodType } from '../../shared/inventory-transaction-type';

const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(isJsonObject(value) && Object.keys(value).length === 0);

function simplify(values: Json, fields: readonly TransactionField[]): Json {
	const kept = fields
		.filter(({ name, isPersonal }) => !isPersonal && !isEmpty(values[name]))
		.map(({ name, kind }): [string, unknown] => [
			name,
			kind === 'time' ? toDateText(values[name]) : values[name],
		]);
	return Object.fromEntries(kept);
}

/** Lines of a stored transaction. */
export function linesOf(row: Json): Json[] {
	return Array.isArray(row.items) ? row.items.filter(isJsonObject) : [];
}

/**
 * A transaction for people: times as dates, the type in its right spelling (the stored one beside it),
 * no empty fields, and nothing that tells who a patient is.
 */
export function simplified(row: Json): Json {
	const output = simplify(row, [...ANSWER_FIELDS, ...TRANSACTION_FIELDS]);
	const type = understoodType(row.type);
	const items = linesOf(row);
	const total = items.reduce(
		(sum, { adjustment, quantity }) => sum + (Number(adjustment ?? quantity) || 0),
		0,
	);
	return {
		...output,
		...(type !== undefined && type !== row.type ? { type, typeAsStored: row.type } : {}),
		items: items.map((item) => simplify(item, ITEM_FIELDS)),
		totalQuantity: total,
	};
}
