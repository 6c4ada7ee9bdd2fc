import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { toEpoch } from '../../rules/moment';
import {
	FILTER_FIELDS,
	fits,
	toQuery,
	type TransactionFilter,
} from '../../rules/transaction-filter';
import { TRANSACTION_TYPES } from '../../../shared/inventory-transaction-type';
import { readTransactions } from '../../transactions/read-transactions';
import { HapiHubError } from '../../transport/hapihub-error';
import type { Operation } from '../operation';
import { rowOutput, simplifyField } from './simplify.field';

const text = (name: string, displayName: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

const filters: INodeProperties[] = [
	text('transaction', 'Belongs to Transaction', 'Only those for this transaction, by its ID'),
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: 'Only transactions from this time on',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: 'Only transactions before this time',
	},
	text('destination', 'Destination', 'Only transfers to this warehouse, by its ID'),
	{
		displayName: 'Fulfilled Only',
		name: 'isFulfilled',
		type: 'boolean',
		default: false,
		description: 'Whether to return only sales that were handed out',
	},
	text('invoice', 'Invoice', 'Only those with this invoice'),
	text('reference', 'Reference', 'Only those that Create made with this reference'),
	text('source', 'Source', 'Only transfers from this warehouse, by its ID'),
	text('supplier', 'Supplier', 'Only purchases from this supplier, by its ID'),
	{
		displayName: 'Transaction Types',
		name: 'types',
		type: 'multiOptions',
		options: Object.entries(TRANSACTION_TYPES).map(([value, name]) => ({ name, value })),
		default: [],
		description: 'Only these types, in every spelling. Leave empty for all.',
	},
	text('warehouse', 'Warehouse', 'Only those of this warehouse, by its ID'),
];

const properties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: filters,
	},
	simplifyField,
];

function readTime(filterValues: IDataObject, name: string, zone: string): number | undefined {
	const value = filterValues[name];
	if (value === undefined || value === null || value === '') return undefined;
	const time = toEpoch(value, zone);
	if (time !== undefined) return time;
	throw new HapiHubError(`"${String(value)}" in the filters is not a time`, {
		description: 'Write it like 2026-03-30 or 2026-03-30T23:16:05+02:00.',
	});
}

function readFilter(context: IExecuteFunctions, item: number): TransactionFilter {
	const values = context.getNodeParameter('filters', item, {}) as IDataObject;
	const zone = context.getTimezone();
	const given = [...FILTER_FIELDS, 'reference' as const]
		.map((name): [string, string] => [name, String(values[name] ?? '').trim()])
		.filter(([, value]) => value !== '');
	const types = Array.isArray(values.types) ? values.types : String(values.types ?? '').split(',');
	return {
		...Object.fromEntries(given),
		types: types.map((type) => String(type).trim()).filter((type) => type !== ''),
		createdAfter: readTime(values, 'createdAfter', zone),
		createdBefore: readTime(values, 'createdBefore', zone),
		isFulfilled: values.isFulfilled === true,
	};
}

/** Transactions, newest first. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many inventory transactions',
	description: 'Get transactions, newest first, by type, time, warehouse or what they belong to',
	properties,
	execute: async ({ context, connection }, item) => {
		const isAll = context.getNodeParameter('returnAll', item, false) === true;
		const filter = readFilter(context, item);
		const { rows } = await readTransactions(connection, {
			query: toQuery(filter),
			isWanted: (row) => fits(row, filter),
			until: filter.createdAfter,
			limit: isAll ? undefined : Number(context.getNodeParameter('limit', item, 50)),
		});
		return rows.map((row) => rowOutput(context, item, row));
	},
};
