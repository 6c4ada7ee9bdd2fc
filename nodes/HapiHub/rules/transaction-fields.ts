import { TRANSACTION_TYPES, type TransactionType } from '../../shared/inventory-transaction-type';

/** What a field holds. Times are numbers for the server and dates for people. */
export type FieldKind = 'text' | 'time' | 'number' | 'flag' | 'object' | 'list' | 'items';

/** A field of the API (v5.45), with what a user must know of it. */
export interface TransactionField {
	name: string;
	kind: FieldKind;
	label: string;
	description: string;
	/** The only values that the documentation knows. */
	values?: readonly string[];
	/** Kinds of transactions that it concerns; none = all. */
	types?: readonly TransactionType[];
	/** Says something of a patient: never part of a simplified output. */
	isPersonal?: true;
}

type Rest = Pick<TransactionField, 'values' | 'types' | 'isPersonal'>;

const field = (
	kind: FieldKind,
	name: string,
	label: string,
	description: string,
	rest: Rest = {},
): TransactionField => ({ name, kind, label, description, ...rest });

const personal = { isPersonal: true } as const;
const purchase: Rest = { types: ['purchase'] };
const sales: Rest = { types: ['sales'] };
const transfer: Rest = { types: ['transfer'] };
const orders: Rest = { types: ['purchase', 'sales'] };
/** Documented for "packaging, order": orders are purchases and sales, and a receiving has a receiver. */
const received: Rest = { types: ['packaging', 'purchase', 'receiving', 'sales'] };
/** Documented for "purhase return". */
const approved: Rest = { types: ['purchase', 'return'] };

/** The 14 fields of a line. */
export const ITEM_FIELDS: readonly TransactionField[] = [
	field('text', 'sku', 'SKU', 'ID of the item type'),
	field('text', 'variantName', 'Variant Name', 'Name of the product as the clinic knows it'),
	field('flag', 'variantIsMedicine', 'Variant Is Medicine', 'Whether it is a medicine'),
	field(
		'flag',
		'variantIsMedicineDangerous',
		'Variant Is Dangerous Medicine',
		'Whether it is a dangerous (controlled) medicine',
	),
	field('number', 'quantity', 'Quantity', 'How many; for an adjustment the direct change'),
	field('text', 'note', 'Note', 'Note on this line'),
	field('object', 'metadata', 'Metadata', 'Further data of this line, as a JSON object'),
	field(
		'number',
		'adjustment',
		'Adjustment',
		'Change of the quantity: positive for replenishment, negative for takes',
		{ types: ['adjustment'] },
	),
	field(
		'text',
		'control',
		'Control Number',
		'For tracked items: control number, batch or external ID',
	),
	field('time', 'expiresAt', 'Expires At', 'For tracked items: when the batch expires'),
	field('number', 'price', 'Price', 'Price that replaces the usual one', orders),
	field('number', 'tax', 'Tax', 'Tax that replaces the usual one', orders),
	field('text', 'taxCode', 'Tax Code', 'Documented as inclusive or exclusive', orders),
	field('text', 'taxComplication', 'Tax Complication', 'Whether the price holds the tax', {
		...orders,
		values: ['exclusive', 'inclusive'],
	}),
];

/** The 33 fields of a transaction that can be written. */
export const TRANSACTION_FIELDS: readonly TransactionField[] = [
	field('time', 'createdAt', 'Created At', 'When it happened; the server takes the current time'),
	field('text', 'warehouse', 'Warehouse', 'ID of the warehouse or facility'),
	field('text', 'type', 'Transaction Type', 'What kind of transaction it is'),
	field('items', 'items', 'Items', 'The lines'),
	field('object', 'metadata', 'Metadata', 'Further data of the transaction, as a JSON object'),
	field('text', 'reason', 'Reason', 'Why it was made'),
	field('text', 'invoice', 'Invoice', 'Number or ID of the invoice'),
	field('time', 'expiresAt', 'Expires At', 'When the transaction itself expires'),
	field('text', 'transaction', 'Belongs to Transaction', 'ID of the transaction that this is for', {
		types: ['adjustment', 'packaging', 'receiving', 'return'],
	}),
	field('text', 'supplier', 'Supplier', 'ID of the supplier', purchase),
	field('text', 'supplierType', 'Supplier Type', 'What the supplier ID names', {
		...purchase,
		values: ['inventory-supplier', 'organization'],
	}),
	field('time', 'acknowledgedAt', 'Acknowledged At', 'When it was acknowledged', purchase),
	field('text', 'acknowledgedBy', 'Acknowledged By', 'Who acknowledged it', purchase),
	field('time', 'rejectedAt', 'Rejected At', 'When it was rejected', purchase),
	field('text', 'rejectedBy', 'Rejected By', 'Who rejected it', purchase),
	field('text', 'customer', 'Customer', 'Account ID of the customer', { ...sales, ...personal }),
	field('text', 'customerType', 'Customer Type', 'What the customer ID names', {
		...sales,
		...personal,
		values: ['org-member', 'patient', 'personal-details'],
	}),
	field('flag', 'customerHasPWDId', 'Customer Has PWD ID', 'Whether a disability ID was shown', {
		...sales,
		...personal,
	}),
	field(
		'flag',
		'customerHasOSCASeniorCitizenId',
		'Customer Has OSCA Senior Citizen ID',
		'Whether a senior citizen ID was shown',
		{ ...sales, ...personal },
	),
	field('list', 'fulfilledItems', 'Fulfilled Items', 'Lines handed out, as a JSON list', sales),
	field('time', 'fulfilledAt', 'Fulfilled At', 'When it was handed out', sales),
	field('text', 'fulfilledBy', 'Fulfilled By', 'Who handed it out', sales),
	field('text', 'source', 'Source', 'ID of the warehouse that gives', transfer),
	field('text', 'destination', 'Destination', 'ID of the warehouse that gets', transfer),
	field('text', 'billTo', 'Bill To', 'Account ID of who pays', { ...orders, ...personal }),
	field('time', 'shippedAt', 'Shipped At', 'When it was shipped'),
	field('text', 'shippedBy', 'Shipped By', 'Who shipped it'),
	field('text', 'shipTo', 'Ship To', 'Location or address that it goes to', {
		types: ['purchase', 'sales', 'transfer'],
		...personal,
	}),
	field('time', 'receivedAt', 'Received At', 'When it was received', received),
	field('text', 'receivedBy', 'Received By', 'Who received it', received),
	field('list', 'approvedItems', 'Approved Items', 'Lines approved, as a JSON list', purchase),
	field('time', 'approvedAt', 'Approved At', 'When it was approved', approved),
	field('text', 'approvedBy', 'Approved By', 'Who approved it', approved),
];

/** Fields that only the server sets. */
export const ANSWER_FIELDS: readonly TransactionField[] = [
	field('text', 'id', 'ID', 'ID of the transaction'),
	field('text', 'createdBy', 'Created By', 'Who made it'),
];

/** Whether a field concerns a kind of transaction; a word that we do not know may concern all. */
export function concerns({ types }: TransactionField, type: string): boolean {
	const isKnown = Object.hasOwn(TRANSACTION_TYPES, type);
	return types === undefined || !isKnown || types.some((one) => one === type);
}
