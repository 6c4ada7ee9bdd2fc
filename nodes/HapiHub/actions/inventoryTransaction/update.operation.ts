import type { INodeProperties } from 'n8n-workflow';
import { TRANSACTION_TYPES } from '../../../shared/inventory-transaction-type';
import { updateTransaction } from '../../transactions/update-transaction';
import { HapiHubError } from '../../transport/hapihub-error';
import type { Operation } from '../operation';
import { ALL_FIELDS, FIELD_GROUPS, transactionProperties } from './field-properties';
import { checkedBody, readChanges, readJsonFields } from './read-fields';
import { rowOutput, simplifyField } from './simplify.field';
import { readTransactionId, transactionField } from './transaction.field';

const properties: INodeProperties[] = [
	transactionField,
	{
		displayName: 'Fields From',
		name: 'fieldsFrom',
		type: 'options',
		options: [
			{ name: 'Fill In Below', value: 'form' },
			{ name: 'JSON', value: 'json', description: 'An object from another node' },
		],
		default: 'form',
		description: 'Where the changed fields are given',
	},
	{
		displayName: 'Changes (JSON)',
		name: 'changesJson',
		type: 'json',
		default: '{}',
		description:
			'Only the fields to change, as the API names them: <code>{"reason": "updated reason"}</code>',
		displayOptions: { show: { fieldsFrom: ['json'] } },
	},
	{
		displayName: 'Fields For',
		name: 'fieldsFor',
		type: 'options',
		options: [
			{ name: 'All', value: ALL_FIELDS },
			...Object.entries(TRANSACTION_TYPES).map(([value, name]) => ({ name, value })),
		],
		default: ALL_FIELDS,
		description: 'Type of the transaction; decides which fields can be added below',
		displayOptions: { show: { fieldsFrom: ['form'] } },
	},
	...FIELD_GROUPS.map((group): INodeProperties => ({
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'An empty field clears what is there',
		options: transactionProperties(group),
		displayOptions: { show: { fieldsFrom: ['form'], fieldsFor: [group] } },
	})),
	simplifyField,
];

/** Changes fields of a transaction and reads them back. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an inventory transaction',
	description: 'Change fields of a transaction; what is not given stays as it is',
	properties,
	execute: async ({ context, connection }, item) => {
		const id = readTransactionId(context, item);
		const isJson = context.getNodeParameter('fieldsFrom', item, 'form') === 'json';
		const values = isJson
			? readJsonFields(context, item, 'changesJson')
			: readChanges(context, item, 'updateFields');
		const change = checkedBody(values, context.getTimezone());
		if (Object.keys(change).length === 0) {
			throw new HapiHubError('There is nothing to change', {
				description: 'Add at least one field with its new value.',
			});
		}
		const { row, warnings } = await updateTransaction(connection, id, change);
		return [{ ...rowOutput(context, item, row), warnings }];
	},
};
