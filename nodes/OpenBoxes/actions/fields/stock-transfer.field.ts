import type { INodeProperties } from 'n8n-workflow';

/** Picker for a stock transfer. */
export const stockTransferField: INodeProperties = {
	displayName: 'Stock Transfer',
	name: 'stockTransfer',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The transfer: choose it from the list, or give its number or ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchStockTransfers', searchable: true },
		},
		{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. 488ATE' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10031',
		},
	],
};
