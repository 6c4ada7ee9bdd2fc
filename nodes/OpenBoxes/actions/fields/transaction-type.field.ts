import type { INodeProperties } from 'n8n-workflow';

/** Picker for a kind of transaction; empty = all kinds. */
export const transactionTypeField: INodeProperties = {
	displayName: 'Transaction Type',
	name: 'transactionType',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Kind of transaction, such as Consumption or Adjustment. Leave empty for all.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchTransactionTypes', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 2' },
	],
};
