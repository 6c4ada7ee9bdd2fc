import type { INodeProperties } from 'n8n-workflow';
import {
	concerns,
	ITEM_FIELDS,
	TRANSACTION_FIELDS,
	type TransactionField,
} from '../../rules/transaction-fields';
import { TRANSACTION_TYPES } from '../../../shared/inventory-transaction-type';

/** Stands for every kind of transaction whose fields we do not know, and for a change of any. */
export const ALL_FIELDS = 'all';

/** Groups of fields: one for each kind of transaction, and one with all. */
export const FIELD_GROUPS: readonly string[] = [...Object.keys(TRANSACTION_TYPES), ALL_FIELDS];

const byLabel = (a: INodeProperties, b: INodeProperties): number =>
	a.displayName.localeCompare(b.displayName);

/** `org-member` of the API as "Org Member". */
function toTitle(value: string): string {
	return value.replace(/(?:^|-)[a-z]/g, (start) => start.replace('-', ' ').toUpperCase());
}

/** The form field of a field of the API. */
function propertyOf({ kind, name, label, description, values }: TransactionField): INodeProperties {
	const common = { displayName: label, name, description };
	const isType = name === 'type';
	const choices = isType
		? Object.entries(TRANSACTION_TYPES)
		: values?.map((one) => [one, toTitle(one)]);
	if (choices) {
		const options = choices.map(([value, text]) => ({ name: text, value }));
		return { ...common, type: 'options', options, default: options[0].value };
	}
	switch (kind) {
		case 'time':
			return { ...common, type: 'dateTime', default: '' };
		case 'number':
			return { ...common, type: 'number', default: 0 };
		case 'flag':
			return { ...common, type: 'boolean', default: false };
		case 'text':
			return { ...common, type: 'string', default: '' };
		default:
			return { ...common, type: 'json', default: kind === 'object' ? '{}' : '[]' };
	}
}

/** Fields of a transaction that concern a group, without those that stand in the form by themselves. */
export function transactionProperties(
	group: string,
	without: readonly string[] = [],
): INodeProperties[] {
	return TRANSACTION_FIELDS.filter((one) => concerns(one, group) && !without.includes(one.name))
		.map(propertyOf)
		.sort(byLabel);
}

/** Fields of a line that always stand in the form; the others are added when needed. */
function mainOf(group: string): readonly string[] {
	const quantity =
		group === ALL_FIELDS ? [] : group === 'adjustment' ? ['adjustment'] : ['quantity'];
	return ['sku', 'variantName', ...quantity, 'control', 'expiresAt'];
}

/** The form of one line. Only added fields are sent, as a price of 0 is not the same as none. */
export function itemProperties(group: string): INodeProperties[] {
	const fields = ITEM_FIELDS.filter((one) => concerns(one, group));
	const main = mainOf(group);
	return [
		...main.flatMap((name) => fields.filter((one) => one.name === name).map(propertyOf)),
		{
			displayName: 'Additional Fields',
			name: 'more',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: fields
				.filter(({ name }) => !main.includes(name))
				.map(propertyOf)
				.sort(byLabel),
		},
	];
}
