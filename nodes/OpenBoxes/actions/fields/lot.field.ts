import type { INodeProperties } from 'n8n-workflow';

/** Picker for a lot of the product that stands beside it in the form. */
export const lotField: INodeProperties = {
	displayName: 'Lot',
	name: 'lot',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Lot (batch) of the product. Choose the product first to see its lots.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchLots', searchable: true },
		},
		{ displayName: 'By Lot Number', name: 'number', type: 'string', placeholder: 'e.g. IBU-A' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 09f5e11685c659b60185cb90814c2832',
		},
	],
};
