import type { INodeProperties } from 'n8n-workflow';

/** Picker for what a package is. */
export const unitField: INodeProperties = {
	displayName: 'Unit',
	name: 'unit',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'What the package is, such as a box',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchUnits', searchable: true },
		},
		{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. BX' },
	],
};
