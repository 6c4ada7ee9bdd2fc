import type { INodeProperties } from 'n8n-workflow';

/** Picker for a line of the order or movement that stands above it in the form. */
export const lineIdField: INodeProperties = {
	displayName: 'Line',
	name: 'id',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The line: choose it from the list, or give its ID, as Get shows it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchLines', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ff80818155df9de40155df9e33930002',
		},
	],
};
