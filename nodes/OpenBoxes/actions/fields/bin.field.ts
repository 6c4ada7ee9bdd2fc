import type { INodeProperties } from 'n8n-workflow';

/** Picker for a bin of the location that the form names, else of the credential's location. */
export const binField: INodeProperties = {
	displayName: 'Bin Location',
	name: 'bin',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Shelf or bin in the store. Leave empty when it does not matter or there are none.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchBins', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Shelf 1' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8a8a9e96687c94ce0168bab17b5c2348',
		},
	],
};
