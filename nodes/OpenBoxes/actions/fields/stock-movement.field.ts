import type { INodeProperties } from 'n8n-workflow';

/** Picker for a stock movement. */
export const stockMovementField: INodeProperties = {
	displayName: 'Stock Movement',
	name: 'stockMovement',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The transfer or delivery: choose it from the list, or give its number or ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchStockMovements', searchable: true },
		},
		{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. 056SFV' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ff80818155df9de40155df9e33930002',
		},
	],
};
