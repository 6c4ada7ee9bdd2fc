import {
	ANSWER_FIELDS,
	concerns,
	ITEM_FIELDS,
	TRANSACTION_FIELDS,
	type TransactionField,
} from '../../../../nodes/HapiHub/rules/transaction-fields';
import { TRANSACTION_TYPES } from '../../../../nodes/shared/inventory-transaction-type';

const named = (name: string): TransactionField => {
	const found = [...TRANSACTION_FIELDS, ...ITEM_FIELDS].find((field) => field.name === name);
	if (!found) throw new Error(`No field ${name}`);
	return found;
};

it.each([
	['the fields of a transaction', TRANSACTION_FIELDS],
	['the fields of a line', ITEM_FIELDS],
	['the fields that only the server sets', ANSWER_FIELDS],
])('%s have names and labels of their own', (_, fields) => {
	expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
	expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
});

it('nobody can write what only the server sets', () => {
	const names = TRANSACTION_FIELDS.map(({ name }) => name);
	expect(ANSWER_FIELDS.filter(({ name }) => names.includes(name))).toEqual([]);
});

it('all that names the customer is personal', () => {
	const customers = TRANSACTION_FIELDS.filter(({ name }) => /^(customer|billTo|shipTo)/.test(name));
	expect(customers.length).toBeGreaterThan(4);
	expect(customers.every(({ isPersonal }) => isPersonal)).toBe(true);
});

it.each([
	['supplier', 'purchase', true],
	['supplier', 'sales', false],
	['customer', 'sales', true],
	['customer', 'transfer', false],
	['approvedAt', 'return', true],
	['warehouse', 'sales', true],
	['customer', 'a word that is not known', true],
])('the field %s concerns %s: %s', (name, type, does) => {
	expect(concerns(named(name), type)).toBe(does);
});

it.each(Object.keys(TRANSACTION_TYPES))('a transaction of type %s has fields of a line', (type) => {
	expect(ITEM_FIELDS.filter((field) => concerns(field, type)).map(({ name }) => name)).toEqual(
		expect.arrayContaining(['sku', 'quantity']),
	);
});
